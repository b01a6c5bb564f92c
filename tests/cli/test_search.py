"""What people type who do not know the exact name: parts, ids, other spellings, nothing at all."""

import csv
import io
import json
from pathlib import Path

import pytest
from command import run


def test_a_name_spelled_wrong_suggests_the_right_one(workspace: Path) -> None:
    result = run("show", "lroa", "-w", workspace)
    assert (result.code, result.out) == (1, "")
    assert "no concept 'lroa'; there is LoRA" in result.err


@pytest.mark.parametrize("command", ["related", "forget"])
def test_a_concept_in_place_of_a_paper_is_told(workspace: Path, command: str) -> None:
    result = run(command, "GPT-4", "-w", workspace)
    assert (result.code, result.out) == (1, "")
    assert "no paper 'GPT-4'; it is a concept, see `paperweft show GPT-4`" in result.err


def test_a_concept_that_papers_have_in_their_title_suggests_these_too(workspace: Path) -> None:
    told = run("related", "Espalier", "-w", workspace).err
    assert "it is a concept" in told
    assert "there is arxiv:2413.05101" in told


@pytest.mark.parametrize(
    "text", ["2413.04117", "2413.0411", "arxiv:2413.04117", "https://arxiv.org/abs/2413.04117v2"]
)
def test_papers_are_found_by_id(workspace: Path, text: str) -> None:
    result = run("papers", text, "-w", workspace, "--format", "json")
    assert [paper["id"] for paper in json.loads(result.out)] == ["arxiv:2413.04117"]


def test_a_type_may_be_written_in_any_case(workspace: Path) -> None:
    small = run("concepts", "--type", "topic", "-w", workspace)
    assert small.code == 0
    assert small == run("concepts", "--type", "Topic", "-w", workspace)


@pytest.mark.parametrize("args", [[""], [" "], ["--cypher", ""], ["--cypher", " \n"]])
def test_an_empty_query_is_wrong_use(workspace: Path, args: list[str]) -> None:
    result = run("query", *args, "-w", workspace)
    assert (result.code, result.out) == (2, "")
    assert "the query is empty; `paperweft query` lists the named ones" in result.err


def test_the_library_is_listed_for_programs() -> None:
    found = {query["name"]: query for query in json.loads(run("query", "--format", "json").out)}
    assert found["papers-about"]["parameters"] == ["concept=CONCEPT", "limit=25"]
    assert found["papers-about"]["example"] == ["concept=RAG"]
    header, *rows = csv.reader(io.StringIO(run("query", "--format", "csv").out))
    assert (header[0], len(rows)) == ("name", len(found))
