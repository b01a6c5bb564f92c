"""The exact answer of every named query on a small graph.

`python tests/queries/test_answers.py` writes `answers.json` anew: the rows as the plain Python of
`reference.py` works them out, not as a store gives them. Read the difference.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store
from paperweft.queries import ask, bind, get, library
from queries.looms import looms
from queries.reference import answer
from queries.rows import Tables

FILE = Path(__file__).with_name("answers.json")
ANSWERS: dict[str, dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
GIVEN = {
    "concept": "织网", "one": "weaving", "two": "REPAIR", "author": "ada loom", "topic": "织造",
    "task": "weaving", "method": "weftnet", "dataset": "loomqa", "metric": "F1 分数",
    "paper": "2413.00003", "from": "2413.00001", "to": "2413.00004",
}  # fmt: skip
OTHER = {"outperforms-chains": {"concept": "any"}, "contradictions": {"concept": "any"},
         "proposals-about": {"concept": "weaving"}, "timeline": {"concept": "weaving"},
         "authors-around": {"concept": "weaving"}, "rising": {"types": "any"}}  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return looms()


def test_there_is_an_answer_to_every_query() -> None:
    assert list(ANSWERS) == [query.name for query in library()]
    assert all(told["rows"] for told in ANSWERS.values())


@pytest.mark.parametrize("name", ANSWERS)
def test_a_query_answers_exactly_this(store: Store, name: str) -> None:
    told = ANSWERS[name]
    found = ask(store, name, told["given"])
    assert list(found.columns) == told["columns"]
    assert [list(row) for row in found.rows] == told["rows"]


def _written(store: Store, name: str) -> dict[str, Any]:
    query = get(name)
    given = {p.name: GIVEN[p.name] for p in query.parameters if p.name in GIVEN}
    given |= OTHER.get(name, {})
    rows = answer(Tables(looms()), name, bind(query, given, store))
    return {"given": given, "columns": ask(store, name, given).columns, "rows": rows}


def _write() -> None:
    from tempfile import TemporaryDirectory

    from paperweft.graph.arcade import ArcadeStore

    with TemporaryDirectory() as folder, ArcadeStore(Path(folder) / "graph.db") as store:
        store.write(looms())
        lines = []
        for query in library():
            told = _written(store, query.name)
            rows = ",\n".join(f"  {json.dumps(r, ensure_ascii=False)}" for r in told.pop("rows"))
            head = json.dumps(told, ensure_ascii=False)[:-1]
            lines.append(f'{json.dumps(query.name)}: {head}, "rows": [\n{rows}\n]}}')
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    _write()
