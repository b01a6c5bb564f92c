"""`paperweft evaluate`: the figures, for people and for programs, and what cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import DIGEST, Result, run, spawn

import paperweft

HOSTILE = "\x1b[31m\x9b[red]weft[/] \u202e"


def concept(kind: str, *names: str, role: str = "uses", **more: object) -> dict[str, Any]:
    return {"type": kind, "names": list(names), "role": role, **more}


GOLD = [
    {
        "id": "one",
        "concepts": [
            concept("Method", "Weft Attention", "纬线注意力", role="proposes"),
            concept("Dataset", "LoomQA", role="evaluates_on"),
        ],
        "relations": [["Weft Attention", "evaluated_on", "LoomQA"]],
    },
    {"id": "two", "concepts": [concept("Model", "WarpBERT")], "relations": []},
]
PREDICTED = [
    {
        "id": "one",
        "concepts": [
            concept("Method", "weft attention", "纬线注意力", role="proposes", confidence=0.95),
            concept("Topic", "LoomQA", confidence=0.65),
            concept(
                "Method", "knitting", confidence=0.75, rules=["phrases"],
                evidence={"sentence": "We like knitting."},
            ),
        ],
        "relations": [["weft attention", "evaluated_on", "LoomQA"]],
    },
    {"id": "two", "concepts": [], "relations": []},
]  # fmt: skip


def written(path: Path, rows: list[dict[str, Any]], *lines: str) -> Path:
    path.write_text("".join(f"{text}\n" for text in [*map(json.dumps, rows), *lines]), "utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return (
        written(tmp_path / "gold.jsonl", GOLD),
        written(tmp_path / "found.jsonl", PREDICTED),
    )


def figures(*args: object) -> dict[str, Any]:
    result = run("evaluate", *args, "--format", "json")
    assert (result.code, result.err) == (0, "")
    data: dict[str, Any] = json.loads(result.out)
    return data


def test_the_figures_for_programs(files: tuple[Path, Path]) -> None:
    data = figures(*files)
    assert data["papers"] == {"gold": 2, "predicted": 2}
    assert data["overall"]["concepts"] == {
        "precision": pytest.approx(1 / 3), "recall": pytest.approx(1 / 3),
        "f1": pytest.approx(1 / 3), "right": 1, "predicted": 3, "found": 1, "gold": 3,
    }  # fmt: skip
    assert data["overall"]["names"]["right"] == 2
    assert data["overall"]["relations"]["f1"] == 1
    assert data["by_rule"]["phrases"]["precision"] == 0
    assert data["bilingual"] == {"share": 1.0, "found": 1, "gold": 1, "by_any_name": 1}
    assert data["calibration"]["error"] == pytest.approx((0.05 + 0.65 + 0.75) / 3)
    assert [part["concepts"] for part in data["calibration"]["bins"]] == [0] * 6 + [1, 1, 0, 1]
    assert "worst" not in data


def test_the_worst_misses_for_programs(files: tuple[Path, Path]) -> None:
    worst = figures(*files, "--worst", 1)["worst"]
    assert worst["papers"] == [{"id": "one", "wrong": 2, "missed": 1}]
    assert worst["false"][0]["sentence"] == "We like knitting."
    assert worst["mistyped"][0]["gold"]["type"] == "Dataset"
    assert worst["missed"] == [
        {"type": "Model", "names": ["WarpBERT"], "role": "uses", "papers": ["two"], "sentence": ""}
    ]


def test_the_figures_for_people(files: tuple[Path, Path]) -> None:
    result = run("evaluate", *files, "--worst", 1)
    assert (result.code, result.err) == (0, "")
    lines = [line.split() for line in result.out.splitlines()]
    assert ["concepts", "0.333", "0.333", "0.333", "1", "3", "1", "3"] in lines
    assert ["Dataset", "0.000", "0.000", "0.000", "0", "0", "0", "1"] in lines
    assert ["0.9", "to", "1.0", "1", "0.950", "1.000"] in lines
    for told in (
        "2 papers, 2 of them with a prediction",
        "Chinese-English concepts found as one: 1.000 (1 of 1; 1 found by a name of either)",
        "expected calibration error: 0.483 (3 concepts with a confidence)",
        "Topic LoomQA is Dataset LoomQA one, confidence 0.65",
        "We like knitting.",
        "Model WarpBERT two",
    ):
        assert told in result.out


def test_what_extract_writes_is_what_is_scored_without_predictions(tmp_path: Path) -> None:
    papers, found = tmp_path / "d_papers.jsonl", tmp_path / "found.jsonl"
    assert run("read", DIGEST, "-o", papers).code == 0
    assert run("extract", papers, "-o", found).code == 0
    gold = tmp_path / "d_gold.jsonl"
    gold.write_bytes(found.read_bytes())
    data = figures(gold)
    assert data == figures(gold, found) == figures(gold, "--papers", papers)
    for level in ("names", "concepts", "edges"):
        assert data["overall"][level]["f1"] == 1
    assert set(data["by_rule"]) >= {"lexicon", "acronyms"}


def test_a_broken_line_is_told_with_its_place_and_the_rest_is_scored(
    files: tuple[Path, Path],
) -> None:
    gold, found = files
    whole = run("evaluate", gold, found)
    written(found, PREDICTED, "{broken", '{"id": "three"}')
    result = run("evaluate", gold, found)
    assert result.code == 3
    assert result.out == whole.out
    assert f"not read: {found}:3: this is no JSON" in result.err
    assert f"not read: {found}:4: this is no paper with concepts" in result.err


def test_papers_that_the_gold_does_not_have_are_told(files: tuple[Path, Path]) -> None:
    gold, found = files
    written(found, [*PREDICTED, {"id": "three", "concepts": []}])
    result = run("evaluate", gold, found)
    assert result.code == 0
    assert f"passed over: {found}:3: 1 paper ('three') is not in {gold}" in result.err


def test_predictions_come_from_standard_input_too(files: tuple[Path, Path]) -> None:
    gold, found = files
    result = spawn("evaluate", gold, "-", given=found.read_text("utf-8"))
    assert result == run("evaluate", gold, found)


def refused(*args: object) -> Result:
    result = run("evaluate", *args)
    assert result.out == ""
    return result


def test_exit_codes_where_there_is_nothing_to_score(files: tuple[Path, Path]) -> None:
    gold, found = files
    nowhere = gold.with_name("nowhere.jsonl")
    assert (refused(nowhere, found).code, refused(gold, nowhere).code) == (3, 3)
    assert refused(gold, "--papers", nowhere).code == 3
    alone = refused(gold)
    assert (alone.code, "name the papers with --papers" in alone.err) == (2, True)
    assert refused(gold, found, "--worst", -1).code == 2


@pytest.mark.parametrize("form", ["table", "json"])
def test_nothing_in_a_file_is_a_terminal_code_or_markup(tmp_path: Path, form: str) -> None:
    evil = {
        "id": HOSTILE,
        "concepts": [concept(HOSTILE, HOSTILE, role=HOSTILE, rules=[HOSTILE])],
        "relations": [[HOSTILE, HOSTILE, HOSTILE]],
    }
    gold = written(tmp_path / "gold.jsonl", [evil])
    other = written(tmp_path / "other.jsonl", [evil | {"concepts": [concept("A", HOSTILE)]}])
    result = run("evaluate", gold, other, "--worst", 3, "--format", form)
    assert result.code == 0
    assert "[red]weft[/]" in result.out
    for character in result.out + result.err:
        assert character.isprintable() or character == "\n"


def test_the_same_from_python(files: tuple[Path, Path]) -> None:
    found = paperweft.evaluate(*files)
    assert found.overall["concepts"].right == 1
    assert found.problems == ()
