"""Files with gold and predictions: what is broken costs nothing else."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paperweft.extract.errors import SourceError, UsageError
from paperweft.extract.evaluation.files import evaluate_files
from paperweft.extract.evaluation.row_files import read_rows

WEFT = {"type": "Method", "names": ["weft"], "role": "uses"}
WARP = {"type": "Model", "names": ["warp"], "role": "uses"}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of rows; a text is a line as it is."""

    def _write(*lines: dict[str, Any] | str, name: str = "x_gold.jsonl") -> Path:
        path = tmp_path / name
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts) + "\n", "utf-8")
        return path

    return _write


def row(name: str, *concepts: object, **more: object) -> dict[str, Any]:
    return {"id": name, "concepts": list(concepts), **more}


def told(path: Path) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in read_rows(path).problems]


def test_a_broken_line_is_told_and_the_others_are_read(write: Write) -> None:
    path = write(row("a", WEFT), '{"id": "b", "concepts"', "[1]", "", {"id": "c"}, row("d"))
    found = read_rows(path)
    assert list(found.rows) == ["a", "d"]
    assert found.lines == {"a": 1, "d": 6}
    assert [problem.line for problem in found.problems] == [2, 3, 5]
    assert str(found.problems[2]).startswith(f"{path}:5: this is no paper with concepts: ")


def test_a_broken_concept_or_relation_costs_no_other(write: Write) -> None:
    relations = [["weft", "used_for"], ["weft", "part_of", "warp"]]
    path = write(row("a", {"type": "Method"}, WEFT, 7, WARP, relations=relations))
    (found,) = read_rows(path).rows.values()
    assert [concept.names for concept in found.concepts] == [("weft",), ("warp",)]
    assert found.relations == (("weft", "part_of", "warp"),)
    assert [message.partition(":")[0] for _, message in told(path)] == [
        "concept 1",
        "concept 3",
        "relation 1",
    ]


@pytest.mark.parametrize(
    "wrong", [{"confidence": 1.5}, {"confidence": float("nan")}, {"rules": "x"}, {"evidence": 3}]
)
def test_a_concept_stays_where_only_what_is_said_about_it_is_wrong(
    write: Write, wrong: dict[str, object]
) -> None:
    path = write(row("a", WEFT | wrong))
    (concept,) = read_rows(path).rows["a"].concepts
    assert (concept.names, concept.confidence, concept.rules) == (("weft",), None, ())
    assert len(told(path)) == 1


def test_of_a_paper_that_comes_twice_the_last_counts_and_it_is_told(write: Write) -> None:
    path = write(row("a", WEFT), row("a", WARP))
    assert read_rows(path).rows["a"].concepts[0].names == ("warp",)
    assert told(path) == [(2, "the paper 'a' is in line 1 already, which is not used")]


def test_an_array_and_a_packed_file_are_read_and_a_number_is_an_id(tmp_path: Path) -> None:
    path = tmp_path / "gold.json.gz"
    path.write_bytes(gzip.compress(json.dumps([row("a"), {"id": 7, "concepts": []}]).encode()))
    assert set(read_rows(path).rows) == {"a", "7"}


def test_papers_of_one_file_only_are_told_and_nothing_is_lost(write: Write) -> None:
    gold = write(row("a", WEFT), row("b", WARP))
    predicted = write(row("a", WEFT), row("z", WARP), name="found.jsonl")
    found = evaluate_files(gold, predicted)
    assert (found.predicted, found.overall["names"].predicted, found.overall["names"].gold) == (
        1,
        1,
        2,
    )
    unknown, missing = found.problems
    assert (unknown.path, unknown.line, missing.path, missing.line) == (
        str(predicted), 2, str(gold), 2,
    )  # fmt: skip
    assert unknown.message == f"1 paper ('z') is not in {gold} and not scored"
    assert missing.message.endswith("all of theirs counts as missed")
    assert unknown.aside
    assert missing.aside


def test_without_predictions_the_papers_beside_the_gold_are_extracted(write: Write) -> None:
    gold = write(row("a", {"type": "Method", "names": ["LoRA"], "role": "uses"}), row("b"))
    records = [
        {"id": name, "title": f"Weaving {name}", "abstract": "We use LoRA."} for name in "axb"
    ]
    papers = write(*records, name="x_papers.jsonl")
    done: list[str] = []
    found = evaluate_files(gold, on_paper=lambda paper: done.append(paper.title))
    assert sorted(done) == ["Weaving a", "Weaving b"]
    assert found.by_type["Method"].right == 1
    assert (found.problems, found.calibration is None) == ((), False)
    assert evaluate_files(gold, papers=papers) == found


def test_with_predictions_papers_give_sentences_to_what_was_missed(write: Write) -> None:
    gold = write(row("a", WEFT))
    write({"id": "a", "title": "T", "abstract": "It is so. A weft is laid."}, name="x_papers.jsonl")
    found = evaluate_files(gold, write(row("a"), name="found.jsonl"))
    assert [miss.sentence for miss in found.worst(1).missed] == ["A weft is laid."]


def test_without_predictions_and_papers_it_is_told_what_to_give(write: Write) -> None:
    with pytest.raises(UsageError, match="name the papers with --papers"):
        evaluate_files(write(row("a")))


def test_where_nothing_can_be_read_it_is_told_why(write: Write, tmp_path: Path) -> None:
    gold = write(row("a"))
    broken = write("{", name="broken.jsonl")
    other = write({"id": "z", "title": "Z", "abstract": "We use LoRA."}, name="other.jsonl")
    for given, reason in (
        ((broken, gold), f"{broken}:1: this is no JSON"),
        ((gold, tmp_path / "no.jsonl"), "No such file"),
        ((gold, write("", name="empty.jsonl")), "the source is empty"),
    ):
        with pytest.raises(SourceError, match="nothing can be scored") as raised:
            evaluate_files(*given)
        assert reason in str(raised.value)
    for papers, reason in ((other, "check the ids"), (tmp_path / "no.md", "no such file")):
        with pytest.raises(SourceError, match="nothing can be extracted") as raised:
            evaluate_files(gold, papers=papers)
        assert reason in str(raised.value)
