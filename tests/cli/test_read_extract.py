"""`paperweft read` and `paperweft extract`: sources as JSON Lines."""

import json
from pathlib import Path
from typing import Any

from command import DIGEST, TABLE, digest, run, spawn

from paperweft.extract.schema import ConceptType, Relation, Role

Line = dict[str, Any]


def lines_of(text: str) -> list[Line]:
    return [json.loads(line) for line in text.splitlines()]


def without_sources(lines: list[Line]) -> list[Line]:
    return [{key: line[key] for key in line if key != "sources"} for line in lines]


def test_read_prints_a_paper_record_a_block_or_row() -> None:
    result = spawn("read", DIGEST, TABLE)
    assert (result.code, result.err) == (0, "13 papers\n")
    papers = lines_of(result.out)
    assert len(papers) == 13
    first = papers[0]
    assert first["id"] == "arxiv:2413.05101"
    assert first["title"].startswith("Espalier: Contrastive Subgraph Pruning")
    assert first["title_zh"] == "Espalier：面向图检索增强生成的对比式子图剪枝"
    assert first["url"] == "https://arxiv.org/abs/2413.05101"
    assert {"summary_zh", "abstract", "abstract_zh"} <= set(first)
    assert first["sources"] == [{"path": str(DIGEST), "line": first["sources"][0]["line"]}]
    assert papers[-1]["date"] == "2025-04-03"
    assert papers[-1]["labels"] == ["推理", "知識蒸餾"]


def test_standard_input_is_a_source() -> None:
    result = spawn("read", "-", given=digest())
    assert result.code == 0
    assert lines_of(result.out)[0]["sources"] == [{"path": "-", "line": 9}]


def test_what_read_wrote_is_read_back_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    assert run("read", DIGEST, TABLE, "-o", first).out == ""
    assert run("read", first, "-o", second).code == 0
    once, twice = lines_of(first.read_text()), lines_of(second.read_text())
    assert without_sources(twice) == without_sources(once)


def test_read_gives_what_can_be_read_and_exit_code_3(tmp_path: Path) -> None:
    result = spawn("read", TABLE, tmp_path / "nowhere.md")
    assert (result.code, len(lines_of(result.out))) == (3, 5)
    assert f"not read: {tmp_path / 'nowhere.md'}: there is no such file or folder" in result.err


def test_extract_prints_concepts_with_evidence_and_relations_between_them() -> None:
    result = run("extract", DIGEST, TABLE)
    assert (result.code, result.err) == (0, "12 papers\n")
    lines = lines_of(result.out)
    assert len({line["id"] for line in lines}) == 12
    types, roles = {kind.value for kind in ConceptType}, {role.value for role in Role}
    relations = {relation.value for relation in Relation}
    for line in lines:
        assert set(line) == {"id", "concepts", "relations", "results"}
        for concept in line["concepts"]:
            assert set(concept) == {"type", "names", "role", "confidence", "rules", "evidence"}
            assert concept["type"] in types
            assert concept["role"] in roles
            assert 0 <= concept["confidence"] <= 1
        first_names = {concept["names"][0] for concept in line["concepts"]}
        for head, relation, tail in line["relations"]:
            assert {head, tail} <= first_names
            assert relation in relations
        for value in line["results"]:
            assert {value["metric"], value["dataset"], value["method"]} <= first_names | {None}
            assert f"{value['value']:g}" in value["evidence"]["sentence"]
    assert sum(len(line["relations"]) for line in lines) > 10
    assert sum(len(line["results"]) for line in lines) > 10


def test_extract_finds_the_method_that_a_paper_proposes() -> None:
    lines = {line["id"]: line for line in lines_of(run("extract", DIGEST).out)}
    concepts = {
        name: concept
        for concept in lines["arxiv:2413.05101"]["concepts"]
        for name in concept["names"]
    }
    assert concepts["Espalier"]["type"] == "Method"
    assert concepts["Espalier"]["role"] == "proposes"
    assert concepts["QuarryQA"]["type"] == "Dataset"


def test_the_id_of_a_paper_record_is_repeated_unchanged(tmp_path: Path) -> None:
    source, output = tmp_path / "papers.jsonl", tmp_path / "found.jsonl"
    records = [
        {"id": "My-Paper 7/a", "title": "Weaving", "abstract": "We use LoRA on GSM8K."},
        {
            "id": "2413.06009",
            "title": "Spinning",
            "title_zh": "纺",
            "abstract_zh": "我们使用LoRA。",
        },
        {"id": "empty", "title": "A"},
    ]
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert run("extract", source, "-o", output).code == 0
    found = {line["id"]: line for line in lines_of(output.read_text())}
    assert set(found) == {"My-Paper 7/a", "2413.06009", "empty"}
    assert "LoRA" in {c["names"][0] for c in found["My-Paper 7/a"]["concepts"]}


def test_one_worker_or_many_and_any_order_of_sources_give_the_same_lines() -> None:
    once = run("extract", DIGEST, TABLE, "--workers", 1).out
    assert run("extract", TABLE, DIGEST, "--workers", 2).out == once


def test_read_and_extract_write_nothing_where_they_may_not(tmp_path: Path) -> None:
    for command in ("read", "extract"):
        result = run(command, TABLE, "-o", tmp_path / "no" / "such.jsonl")
        assert (result.code, result.out) == (2, "")
        assert f"error: cannot write {tmp_path / 'no' / 'such.jsonl'}: No such file" in result.err
