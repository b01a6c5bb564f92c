"""Two ways into a real Neo4j without `load`: after either it holds what `load` writes."""

import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j_server import LIBRARIES, PASSWORD, USER, Server, neo4j_server

from export.factory import paper, three_papers, weave
from export.nasty import NASTY, tangled
from export.test_formats import exported
from paperweft.export import formats
from paperweft.export.literals import literal
from paperweft.graph.bolt import Address, Neo4jStore
from paperweft.graph.bolt_load import Loaded, load
from paperweft.graph.model import KnowledgeGraph

Make = Callable[[], KnowledgeGraph]
Held = tuple[list[list[str]], list[list[str]]]

JAVA = ("java", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", str(LIBRARIES / "*"))
NODES = (
    "MATCH (n) UNWIND labels(n) AS label WITH n, label ORDER BY label"
    " RETURN collect(label), properties(n)"
)
EDGES = (
    "MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.name), type(r), coalesce(b.id, b.name),"
    " properties(r)"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: an import needs it stopped."""
    with neo4j_server(tmp_path_factory.mktemp("neo4j")) as started:
        yield started


def loaded(server: Server, graph: KnowledgeGraph) -> Loaded:
    with Neo4jStore(Address(uri=server.uri, user=USER, password=PASSWORD)) as store:
        return load(store, graph)


def held(server: Server) -> Held:
    with server.driver() as driver:
        nodes = driver.execute_query(NODES).records
        edges = driver.execute_query(EDGES).records
    return exact_rows(nodes), exact_rows(edges)


def exact_rows(records: list[Any]) -> list[list[str]]:
    return sorted([exact(value) for value in record.values()] for record in records)


def exact(value: Any) -> str:
    """Return a value as text that tells 1, 1.0 and true apart, with the names of a map in order."""
    if isinstance(value, dict):
        return repr([(name, exact(value[name])) for name in sorted(value)])
    return repr([exact(item) for item in value]) if isinstance(value, list) else repr(value)


def wanted(server: Server, graph: KnowledgeGraph) -> Held:
    server.clear()
    loaded(server, graph)
    return held(server)


def by_driver(server: Server, script: Path) -> None:
    """Run a script as any program would."""
    parts = script.read_text("utf-8").split(";\n")
    with server.driver() as driver, driver.session() as session:
        for part in filter(None, parts):
            session.run(part).consume()


def by_shell(server: Server, script: Path) -> None:
    if not list(LIBRARIES.glob("cypher-shell-*.jar")):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("there is no cypher-shell")
    words = ["-a", server.uri, "-u", USER, "-p", PASSWORD, "-f", str(script)]
    command = [*JAVA, "org.neo4j.shell.Main", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("make", [three_papers, tangled])
@pytest.mark.parametrize("play", [by_driver, by_shell])
def test_a_cypher_script_makes_what_load_makes(
    server: Server, tmp_path: Path, make: Make, play: Callable[[Server, Path], Any]
) -> None:
    graph = make()
    by_load = wanted(server, graph)
    server.clear()
    script = tmp_path / "graph.cypher"
    script.write_bytes(exported("cypher", graph))
    play(server, script)
    assert held(server) == by_load
    assert loaded(server, graph).rows == 0


def test_a_later_script_takes_away_what_is_no_longer_known(server: Server, tmp_path: Path) -> None:
    before, after = weave([paper(1, "Loom")], []), weave([paper(1, "Loom", date=None)], [])
    by_load = wanted(server, after)
    server.clear()
    script = tmp_path / "graph.cypher"
    for graph in (before, after, after):
        script.write_bytes(exported("cypher", graph))
        by_driver(server, script)
    assert held(server) == by_load
    assert loaded(server, after).rows == 0


@pytest.mark.parametrize("make", [three_papers, tangled])
def test_a_bulk_import_makes_what_load_makes(server: Server, tmp_path: Path, make: Make) -> None:
    graph = make()
    by_load = wanted(server, graph)
    folder = tmp_path / "a 'graph', [of] $HOME"
    folder.mkdir()
    formats.get_folder("neo4j-admin").export(graph, folder)
    server.stop()
    done = bulk_import(server, folder, "neo4j", "--overwrite-destination=true")
    server.start()
    assert done.returncode == 0, done.stdout + done.stderr
    by_driver(server, folder / "after-import.cypher")
    assert held(server) == by_load
    assert loaded(server, graph).rows == 0


def test_a_bulk_import_replaces_no_database_unasked(server: Server, tmp_path: Path) -> None:
    by_load = wanted(server, three_papers())
    formats.get_folder("neo4j-admin").export(tangled(), tmp_path)
    server.stop()
    done = bulk_import(server, tmp_path)
    server.start()
    assert done.returncode != 0
    assert "overwrite-destination" in done.stdout + done.stderr
    assert held(server) == by_load


def bulk_import(server: Server, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the script with a `neo4j-admin` in the PATH that is what Neo4j's own script starts."""
    programs = server.home / "bin"
    programs.mkdir(exist_ok=True)
    admin = programs / "neo4j-admin"
    admin.write_text(f'#!/bin/sh\nexec {shlex.join(JAVA)} org.neo4j.cli.AdminTool "$@"\n')
    admin.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "NEO4J_HOME": str(server.home),
        "NEO4J_CONF": str(server.home / "conf"),
    }
    return subprocess.run(
        ["sh", str(folder / "import.sh"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


PIECES = (
    "\\",
    "\\\\",
    "'",
    '"',
    "`",
    "\\u0027",
    "\\u005c",
    "u0027",
    "\\'",
    "//",
    "/*",
    ";\n",
    "$x",
)
TEXT = st.text() | st.lists(st.sampled_from([*PIECES, *NASTY])).map("".join)
SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | TEXT
)
KEYS = st.sampled_from(["id", "end", "null", "in", "label_zh_hans", "OR"])
VALUES = st.recursive(SCALARS, lambda v: st.lists(v) | st.dictionaries(KEYS, v), max_leaves=8)


def test_every_value_comes_back_from_its_literal(server: Server) -> None:
    with server.driver() as driver, driver.session() as session:

        @settings(max_examples=150, deadline=None)
        @given(st.lists(VALUES, max_size=8))
        def comes_back(values: list[Any]) -> None:
            record = session.run(f"RETURN {literal(values)} AS given").single(strict=True)
            assert exact(record["given"]) == exact(values)

        comes_back()
