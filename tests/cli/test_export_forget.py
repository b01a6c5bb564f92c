"""`paperweft export` and `paperweft forget`: the graph as a file, and papers out of it."""

import json
from pathlib import Path

import networkx
import pytest
import rdflib
from command import run, spawn

FORMATS = ("html", "turtle", "jsonld", "ntriples", "graphml", "gexf", "csv", "json", "cypher")


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_to_a_file_whose_size_is_told(
    workspace: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "graph.out"
    result = run("export", name, "-o", file, "-w", workspace)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"{file}: {file.stat().st_size:,} bytes\n"
    assert file.stat().st_size > 1_000
    assert [path.name for path in tmp_path.iterdir()] == ["graph.out"]


def test_without_a_file_an_export_goes_to_standard_output(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    run("export", "turtle", "-o", file, "-w", workspace)
    result = spawn("export", "turtle", "-w", workspace)
    assert (result.code, result.err) == (0, "")
    assert result.out == file.read_text(encoding="utf-8")


def test_other_programs_read_the_exports(workspace: Path, tmp_path: Path) -> None:
    for name in ("turtle", "graphml", "json"):
        assert run("export", name, "-o", tmp_path / name, "-w", workspace).code == 0
    assert len(rdflib.Graph().parse(tmp_path / "turtle", format="turtle")) > 1_000
    assert "arxiv:2413.05101" in networkx.read_graphml(tmp_path / "graphml")
    assert json.loads((tmp_path / "json").read_text())


def test_an_unknown_format_is_answered_with_those_there_are(workspace: Path) -> None:
    result = run("export", "dvd", "-w", workspace)
    assert (result.code, result.out) == (2, "")
    assert f"no export format 'dvd'; there are: {', '.join(FORMATS)}, neo4j-admin" in result.err


def test_a_place_that_cannot_be_written_is_named_and_the_old_file_stays(
    workspace: Path, tmp_path: Path
) -> None:
    file = tmp_path / "no" / "graph.html"
    result = run("export", "html", "-o", file, "-w", workspace)
    assert (result.code, result.out) == (2, "")
    assert f"cannot write {file}: No such file or directory; choose another place" in result.err
    assert not file.parent.exists()


def test_a_folder_is_made_whole_and_its_place_is_told(workspace: Path, tmp_path: Path) -> None:
    new, empty = tmp_path / "new", tmp_path / "empty"
    empty.mkdir()
    for folder in (new, empty):
        result = run("export", "neo4j-admin", "-o", folder, "-w", workspace)
        assert (result.code, result.out) == (0, "")
        size = sum(file.stat().st_size for file in folder.iterdir())
        assert f"{folder}: {size:,} bytes; README.txt there says how to go on" in result.err
        assert {"Paper.csv", "import.sh", "README.txt"} <= {f.name for f in folder.iterdir()}
    assert {path.name for path in tmp_path.iterdir()} == {"new", "empty"}


def test_a_folder_has_to_be_named_and_nothing_in_it_is_written_over(
    workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes").write_text("mine")
    for place, said in (
        ([], "is a folder of files; name a new or an empty one with -o"),
        (["-o", tmp_path], f"{tmp_path} is not empty"),
        (["-o", tmp_path / "notes"], "notes is a file, no folder"),
        (["-o", tmp_path / "no" / "x"], "No such file or directory; choose another place"),
    ):
        result = run("export", "neo4j-admin", *place, "-w", workspace)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]
    assert (tmp_path / "notes").read_text() == "mine"


def test_a_forgotten_paper_leaves_no_trace(copy: Path) -> None:
    result = run("forget", "https://arxiv.org/abs/2413.05110", "-w", copy)
    assert (result.code, result.out) == (0, "")
    assert "forgot BriefScroll: Faithful Summarization" in result.err
    assert "11 papers, " in result.err
    for name in ("turtle", "graphml", "csv", "json", "html"):
        file = copy.parent / name
        assert run("export", name, "-o", file, "-w", copy).code == 0
        for trace in (b"2413.05110", b"BriefScroll", b"MIMIC-III"):
            assert trace not in file.read_bytes()
    for path in copy.rglob("*.parquet"):
        assert b"BriefScroll" not in path.read_bytes()
    assert run("show", "2413.05110", "-w", copy).code == 1
    gone = "MATCH (n) WHERE n.id = 'arxiv:2413.05110' OR n.label = 'MIMIC-III' RETURN n.id"
    assert run("query", "--cypher", gone, "-w", copy).code == 1


def test_if_one_paper_is_unknown_none_is_forgotten(copy: Path) -> None:
    result = run("forget", "2413.05110", "2413.99999", "-w", copy)
    assert result.code == 1
    assert "no paper '2413.99999'" in result.err
    assert run("show", "2413.05110", "-w", copy).code == 0
