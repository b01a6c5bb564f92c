"""`paperweft query`: named queries and Cypher of one's own, read-only."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command import run, spawn
from rich.console import Console

from paperweft.graph.store import QueryResult
from paperweft.results import print_result

COUNT = "MATCH (n) RETURN count(n) AS n"


def rows(*args: object) -> Any:
    return json.loads(run("query", *args, "--format", "json").out)


def test_without_a_name_the_library_is_listed_with_examples() -> None:
    result = run("query")
    assert result.code == 0
    assert "papers-about  Which papers propose, use, address" in result.out
    assert "paperweft query papers-about -p concept=RAG" in result.out


@pytest.mark.parametrize(
    "name", ["RAG", "检索增强生成", "檢索增強生成", "retrieval-augmented generation"]
)
def test_a_parameter_is_any_name_of_a_concept(workspace: Path, name: str) -> None:
    found = rows("papers-about", "-p", f"concept={name}", "-w", workspace)
    assert "arxiv:2413.04117" in {row["paper"] for row in found}
    assert set(found[0]) == {"paper", "title", "date", "relation", "confidence", "sentence"}


def test_a_named_query_is_answered_from_the_shell(workspace: Path) -> None:
    result = spawn("query", "most-used", "-p", "type=Dataset", "-w", workspace)
    assert (result.code, result.err) == (0, "")
    assert "HotpotQA" in result.out
    assert "dataset:hotpotqa" in result.out  # in a pipe nothing is cut to the width of a screen


def test_cypher_takes_parameters(workspace: Path) -> None:
    cypher = "MATCH (p:Paper {id: $id}) RETURN p.id AS id, $n + 1 AS more, $text AS text"
    given = ["-p", "id=arxiv:2413.05101", "-p", "n=41", "-p", "text=a=b' OR 1"]
    assert rows("--cypher", cypher, *given, "-w", workspace) == [
        {"id": "arxiv:2413.05101", "more": 42, "text": "a=b' OR 1"}
    ]


def test_rows_can_be_csv_and_are_no_formulas(workspace: Path) -> None:
    cypher = "UNWIND ['=1+1', 'a,b', '值'] AS text RETURN text, [1, 2] AS list, null AS none"
    out = run("query", "--cypher", cypher, "--format", "csv", "-w", workspace).out
    header, *found = csv.reader(io.StringIO(out))
    assert header == ["text", "list", "none"]
    assert [row[0] for row in found][1:] == ["a,b", "值"]
    assert not found[0][0].startswith("=")
    assert found[1][1:] == ["[1, 2]", ""]


def test_more_rows_than_asked_for_are_mentioned(workspace: Path) -> None:
    result = run("query", "--cypher", "UNWIND range(1, 5) AS n RETURN n", "-n", 2, "-w", workspace)
    assert result.code == 0
    assert [line.strip() for line in result.out.splitlines()] == ["n", "1", "2"]
    assert result.err == "the first 2 rows; -n asks for more\n"


def test_no_row_is_exit_code_1(workspace: Path) -> None:
    result = run("query", "--cypher", "MATCH (p:Paper {id: 'x'}) RETURN p.id", "-w", workspace)
    assert result.code == 1


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Paper {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (p:Paper) SET p.title = ''",
        "MERGE (:Concept {id: 'x'})",
    ],
)
def test_a_query_that_writes_is_refused(workspace: Path, cypher: str) -> None:
    before = rows("--cypher", COUNT, "-w", workspace)
    result = run("query", "--cypher", cypher, "-w", workspace)
    assert (result.code, result.out) == (2, "")
    assert "queries are read-only" in result.err
    assert rows("--cypher", COUNT, "-w", workspace) == before


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["--cypher", "MTCH (n) RETURN n"], 2, "the store refuses this query: Syntax error"),
        (["--cypher", "MATCH (n {id: $id}) RETURN n"], 2, "id"),
        (["most-used", "--cypher", COUNT], 2, "a query or --cypher, not both"),
        (["most-used", "-p", "type"], 2, "-p 'type' is no parameter; write -p key=value"),
        (["most-used", "-p", "kind=Model"], 2, "has no parameter 'kind'; it takes type="),
        (["most-used", "-p", "type=Modle"], 2, "did you mean Model?"),
        (["papers-about"], 2, "papers-about needs concept"),
        (["papers-abuot"], 2, "no query 'papers-abuot'; did you mean papers-about"),
        (["papers-about", "-p", "concept=Zzyzx"], 1, "no concept goes by 'Zzyzx'"),
    ],
)
def test_a_mistake_is_explained(workspace: Path, args: list[str], code: int, message: str) -> None:
    result = run("query", *args, "-w", workspace)
    assert (result.code, result.out) == (code, "")
    assert message in result.err


def test_without_a_store_a_query_says_how_to_make_it(copy: Path) -> None:
    (copy / "graph.db" / "current.json").unlink()
    result = run("query", "most-used", "-w", copy)
    assert (result.code, result.out) == (4, "")
    assert f"run `paperweft build -w {copy}`" in result.err


def test_a_narrow_table_cuts_nothing_and_keeps_ids_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "实验显示，织网在所有任务上都优于经纱，而且只用了一半的参数。" * 2
    shown_there = io.StringIO()
    narrow = Console(width=60, file=shown_there)
    monkeypatch.setattr("paperweft.results.out", narrow)
    rows = ((f"arxiv:2413.0000{number}", "A Title in Words", sentence) for number in range(2))
    print_result(QueryResult(("paper", "title", "sentence"), tuple(rows)), "table")
    shown = shown_there.getvalue()
    assert "arxiv:2413.00000" in shown
    assert "…" not in shown
    assert "".join(shown.split()).count("参数") == 4


def test_nothing_found_is_said_and_a_program_gets_the_columns(workspace: Path) -> None:
    result = run("query", "outperforms", "-p", "concept=RAG", "-w", workspace, "--format", "csv")
    assert result.code == 1
    assert result.out == "better,worse,support,confidence,sentence,paper,concept\n"
    assert result.err.startswith("nothing found; `paperweft query --schema` tells")
