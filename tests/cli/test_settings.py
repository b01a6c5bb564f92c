"""`build` and `extract` with names of one's own, or without a recognizer."""

import json
from pathlib import Path

import pytest
from command import digest, run

import paperweft

OWN = "type\tlabel\taliases\tacronyms\tzh\nDataset\tFelloeBench\t\t\t\nGadget\tx\t\t\t\n"
ABSTRACT = "We compare LoRA and GPT-4 on FelloeBench."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "digest.md").write_text(digest(abstract=ABSTRACT))
    (tmp_path / "own.tsv").write_text(OWN)
    return tmp_path / "digest.md"


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_broken_line_of_a_lexicon_costs_no_other_line(source: Path) -> None:
    own = source.with_name("own.tsv")
    result = run("extract", source, "--lexicon", own)
    assert result.code == 3
    assert f"not read: {own}:3: no type 'Gadget'; use one of Method" in result.err
    (row,) = rows(result.out)
    assert "FelloeBench" in json.dumps(row["concepts"])


def test_a_workspace_remembers_the_lexicon(source: Path) -> None:
    graph = source.with_name("graph")
    own = source.with_name("own.tsv")
    assert run("build", source, "-w", graph, "--lexicon", own).code == 3
    again = run("build", source, "-w", graph, "--format", "json")
    assert (again.code, json.loads(again.out)["extracted"]) == (0, 0)
    trace = json.loads(run("show", "2413.06001", "--trace", "-w", graph, "--format", "json").out)
    known = [m for m in trace["mentions"] if m["rule"] == "lexicon"]
    assert ("FelloeBench", "Dataset") in [(m["text"], m["type"]) for m in known]
    back = run("build", "-w", graph, "--lexicon", "none", "--format", "json")
    assert (back.code, json.loads(back.out)["extracted"]) == (0, 1)


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize(
    ("option", "code", "told"),
    [
        (("--without", "spindle"), 2, "no recognizer 'spindle'; there are labels, lexicon"),
        (("--lexicon", "nowhere.tsv"), 3, "the lexicon nowhere.tsv cannot be read: No such file"),
    ],
)
def test_what_cannot_be_meant_stops_before_anything_is_done(
    source: Path, command: str, option: tuple[str, str], code: int, told: str
) -> None:
    graph = source.with_name("graph")
    result = run(command, source, *option, *(("-w", graph) if command == "build" else ()))
    assert (result.code, result.out) == (code, "")
    assert told in result.err
    assert not graph.exists()


def test_a_recognizer_is_left_out(source: Path) -> None:
    with_all = rows(run("extract", source).out)
    without = rows(run("extract", source, "--without", "lexicon", "--without", "shapes").out)
    assert with_all != without
    assert [row["id"] for row in with_all] == [row["id"] for row in without]


def test_python_takes_the_same_settings(source: Path, caplog: pytest.LogCaptureFixture) -> None:
    graph = source.with_name("graph")
    built = paperweft.build(
        source, workspace=graph, lexicon=source.with_name("own.tsv"), without=["cues"]
    )
    assert "own.tsv:3: no type 'Gadget'" in caplog.text
    assert "FelloeBench" in [concept.label for concept in built.concepts]
    assert built.workspace.read_settings().without == ("cues",)
