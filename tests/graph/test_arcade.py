import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from export.factory import library, paper, three_papers, weave

from paperweft.extract.errors import StoreError
from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store, Value


def ask(store: Store, cypher: str, **parameters: Value) -> list[tuple[Value, ...]]:
    return list(store.query(cypher, parameters).rows)


def count(store: Store) -> Value:
    return ask(store, "MATCH (p:Paper) RETURN count(p)")[0][0]


def python(code: str, *arguments: object, cwd: Path | None = None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
    )


def test_an_empty_graph_is_a_store_with_nothing_in_it(tmp_path: Path) -> None:
    with ArcadeStore(tmp_path / "db") as store:
        store.write(weave([], []))
        assert count(store) == 0
        result = store.query("MATCH (p:Paper) RETURN p.id")
        assert (result.columns, result.rows, result.truncated) == (("p.id",), (), False)


def test_writing_the_same_graph_again_touches_nothing(tmp_path: Path) -> None:
    with ArcadeStore(tmp_path / "db") as store:
        store.write(three_papers())
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bucket")}
        store.write(three_papers())
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bucket")}


def test_a_query_sees_the_graph_written_last_by_anybody(tmp_path: Path) -> None:
    with ArcadeStore(tmp_path / "db") as reader, ArcadeStore(tmp_path / "db") as other:
        other.write(three_papers())
        assert count(reader) == count(other) == 3
        other.write(one_paper())
        assert count(reader) == count(other) == 1
        other.close()
        assert count(reader) == 1
    assert len([path for path in (tmp_path / "db").iterdir() if path.is_dir()]) == 1


def one_paper() -> KnowledgeGraph:
    return weave([paper(9, "Alone")], [])


def test_a_missing_store_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at .*paperweft build -w"):
        ArcadeStore(tmp_path / "db").query("RETURN 1")


def damage_schema(database: Path) -> None:
    (database / "schema.json").write_text("{")


def damage_files(database: Path) -> None:
    for path in database.iterdir():
        path.write_bytes(b"")


def test_a_store_whose_ledger_is_damaged_is_filled_anew(tmp_path: Path) -> None:
    store = ArcadeStore(tmp_path / "db")
    store.write(library(30, 100))
    ledger = next((tmp_path / "db").glob("*/ledger.parquet"))
    ledger.write_bytes(b"x" * ledger.stat().st_size)
    store.write(library(31, 100))
    assert count(store) == 31
    store.close()


@pytest.mark.parametrize("damage", [damage_schema, damage_files, shutil.rmtree])
def test_a_damaged_store_is_named_and_made_again_by_the_next_write(
    tmp_path: Path, damage: "type[object]"
) -> None:
    store = ArcadeStore(tmp_path / "db")
    store.write(three_papers())
    damage(next(path for path in (tmp_path / "db").iterdir() if path.is_dir()))
    with pytest.raises(StoreError, match=r"cannot be opened.*paperweft build -w"):
        store.query("MATCH (p:Paper) RETURN p")
    store.write(three_papers())
    assert count(store) == 3
    store.close()


ASK = """
import sys, time
from paperweft.graph.arcade import ArcadeStore
store = ArcadeStore(sys.argv[1])
for _ in range(int(sys.argv[2])):
    assert len(store.query("MATCH (p:Paper) RETURN p").rows) == 3
"""


def test_processes_query_at_once_in_silence_and_leave_no_file(tmp_path: Path) -> None:
    store = ArcadeStore(tmp_path / "db")
    store.write(three_papers())
    assert count(store) == 3
    (tmp_path / "cwd").mkdir()
    processes = [python(ASK, tmp_path / "db", 20, cwd=tmp_path / "cwd") for _ in range(2)]
    for process in processes:
        out, errors = process.communicate(timeout=60)
        assert (process.returncode, out, errors) == (0, "", "")
    assert not list((tmp_path / "cwd").iterdir())
    store.close()


WRITE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from export.factory import library
from paperweft.graph.arcade import ArcadeStore
print("ready", flush=True)
ArcadeStore(sys.argv[1]).write(library(int(sys.argv[3]), 100))
"""


@pytest.mark.parametrize("papers", [200, 31], ids=["filled", "changed"])
def test_a_writer_killed_at_any_moment_leaves_the_store_as_it_was(
    tmp_path: Path, papers: int
) -> None:
    store = ArcadeStore(tmp_path / "db")
    store.write(library(30, 100))
    rng = random.Random(2)
    tests = Path(__file__).parent.parent
    for _ in range(3):
        process = python(WRITE, tmp_path / "db", tests, papers)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.2 + rng.random())
        process.kill()
        process.communicate()
        assert count(store) in (30, papers)
    store.write(one_paper())
    assert count(store) == 1
    assert len(list((tmp_path / "db").iterdir())) <= 4
    store.close()


def test_a_platform_without_arcadedb_is_told_of_neo4j(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "current.json").write_text('{"database": "x", "sizes": {}}')
    code = f"import sys; sys.modules['arcadedb_embedded'] = None\n{ASK}"
    process = python(code, tmp_path / "db", 1)
    errors = process.communicate()[1]
    assert "StoreError: the embedded store (ArcadeDB) does not run here" in errors
    assert "Neo4j" in errors
