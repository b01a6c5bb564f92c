"""`paperweft load`, and `query` asked of a Neo4j: in processes of their own, as users run them."""

import json
import os
import pty
import select
import signal
import subprocess
from pathlib import Path
from time import sleep

import pytest
from command import PROGRAM, run, spawn, start
from neo4j_server import PASSWORD, Server, free_port

import paperweft

ABOUT = ("query", "papers-about", "-p", "concept=检索增强生成", "--format", "json")


@pytest.fixture(scope="module")
def loaded(neo4j: Server, workspace: Path) -> Server:
    neo4j.clear()
    result = spawn("load", neo4j.uri, "-w", workspace, NEO4J_PASSWORD=PASSWORD)
    assert result.code == 0, result.err
    assert "nodes and edges at bolt://127.0.0.1" in result.err
    assert " new" in result.err
    return neo4j


def test_a_second_load_says_that_nothing_had_changed(loaded: Server, workspace: Path) -> None:
    result = spawn("load", loaded.uri, "-w", workspace, NEO4J_PASSWORD=PASSWORD)
    assert (result.code, result.out) == (0, "")
    assert "nothing had changed" in result.err
    told = spawn("load", loaded.uri, "-w", workspace, "--format", "json", NEO4J_PASSWORD=PASSWORD)
    assert json.loads(told.out)["rows"] == 0


def test_a_query_has_the_same_answer_from_both(loaded: Server, workspace: Path) -> None:
    theirs = spawn(*ABOUT, "--neo4j", loaded.uri, NEO4J_PASSWORD=PASSWORD)
    ours = spawn(*ABOUT, "-w", workspace)
    assert theirs.code == ours.code == 0
    assert json.loads(theirs.out) == json.loads(ours.out) != []


def test_both_describe_themselves_alike(loaded: Server, workspace: Path) -> None:
    theirs = spawn("query", "--schema", "--neo4j", loaded.uri, NEO4J_PASSWORD=PASSWORD)
    ours = spawn("query", "--schema", "-w", workspace)
    assert theirs.out == ours.out
    assert "(:Paper)-[n:PROPOSES]->(:Concept)  " in ours.out
    assert "fingerprint" not in ours.out


def test_a_plan_is_printed_and_nothing_asked(loaded: Server, workspace: Path) -> None:
    cypher = ("--cypher", "MATCH (p:Paper {id: $id}) RETURN p.title", "-p", "id=x", "--explain")
    theirs = spawn("query", *cypher, "--neo4j", loaded.uri, NEO4J_PASSWORD=PASSWORD)
    assert "NodeUniqueIndexSeek" in theirs.out
    ours = spawn("query", *cypher, "-w", workspace)
    assert (theirs.code, ours.code) == (0, 0)
    assert "Plan" in ours.out


def test_without_a_password_and_without_a_person_it_says_where_to_put_it(
    loaded: Server, workspace: Path
) -> None:
    result = spawn("load", loaded.uri, "-w", workspace, NEO4J_PASSWORD="")
    assert result.code == 4
    result = _without_password("load", loaded.uri, "-w", workspace)
    assert (result.returncode, result.stdout) == (2, "")
    assert "set NEO4J_PASSWORD" in result.stderr


def _without_password(*args: object) -> "subprocess.CompletedProcess[str]":
    environment = {k: v for k, v in os.environ.items() if k != "NEO4J_PASSWORD"}
    command = [PROGRAM, *map(str, args)]
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_a_person_is_asked_for_the_password_and_it_is_not_shown(
    loaded: Server, workspace: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "NEO4J_PASSWORD"}
    command = [PROGRAM, "load", loaded.uri, "-w", str(workspace)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        try:
            said = _read_until(ours, "password of neo4j")
            os.write(ours, f"{PASSWORD}\n".encode())
            said += _read_until(ours, "changed")
        finally:
            process.kill()
    os.close(ours)
    assert "nothing had changed" in said
    assert PASSWORD not in said


def _read_until(terminal: int, word: str) -> str:
    said = ""
    while word not in said:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, said
        try:
            said += os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:  # the other end is closed
            break
    return said


@pytest.mark.parametrize("words", [("load",), ("query", "most-used", "--neo4j")])
def test_a_server_that_is_not_there_ends_with_4(workspace: Path, words: tuple[str, ...]) -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"
    where = () if "query" in words else ("-w", workspace)
    result = spawn(*words, uri, *where, NEO4J_PASSWORD="secret-2413")
    assert (result.code, result.out) == (4, "")
    assert f"no Neo4j answers at {uri}" in result.err
    assert "secret-2413" not in result.err
    assert "Traceback" not in result.err


def test_wrong_use_ends_with_2_and_shows_no_password(workspace: Path) -> None:
    result = run("load", "bolt://neo4j:secret-2413@127.0.0.1", "-w", workspace)
    assert result.code == 2
    assert "secret-2413" not in result.err
    assert run("load", "http://127.0.0.1", "-w", workspace).code == 2


def test_a_query_of_ones_own_on_a_neo4j_is_read_only(loaded: Server) -> None:
    for cypher in ("MATCH (n) DETACH DELETE n", "LOAD CSV FROM 'file:///etc/passwd' AS r RETURN r"):
        result = spawn("query", "--cypher", cypher, "--neo4j", loaded.uri, NEO4J_PASSWORD=PASSWORD)
        assert (result.code, result.out) == (2, "")
    with loaded.driver() as driver:
        ((count,),) = driver.execute_query("MATCH (p:Paper) RETURN count(p)").records
    assert count == 12


ENDLESS = [
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS s",
    "RETURN reduce(s = 0, a IN range(1, 20000) | s + reduce(t = 0, b IN range(1, 20000) | b)) AS s",
]


@pytest.mark.parametrize("endless", ENDLESS, ids=["rows", "one expression"])
@pytest.mark.parametrize("store", ["embedded", "neo4j"])
def test_a_query_that_never_ends_is_stopped(
    request: pytest.FixtureRequest, workspace: Path, store: str, endless: str
) -> None:
    where = ["-w", workspace]
    if store == "neo4j":
        where = ["--neo4j", request.getfixturevalue("loaded").uri]
    result = spawn("query", "--cypher", endless, "--timeout", 1, *where, NEO4J_PASSWORD=PASSWORD)
    assert (result.code, result.out) == (2, "")
    assert "stopped after 1 second;" in result.err


@pytest.mark.parametrize(("store", "endless"), [("embedded", ENDLESS[1]), ("neo4j", ENDLESS[0])])
def test_ctrl_c_ends_a_query_that_never_ends(
    request: pytest.FixtureRequest, workspace: Path, store: str, endless: str
) -> None:
    where = ["-w", workspace]
    if store == "neo4j":
        where = ["--neo4j", request.getfixturevalue("loaded").uri]
    process = start("query", "--cypher", endless, *where, NEO4J_PASSWORD=PASSWORD)
    sleep(3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, "")
    assert err.startswith("error: stopped")


@pytest.mark.parametrize("store", ["embedded", "neo4j"])
def test_a_query_that_returns_everything_is_cut(
    request: pytest.FixtureRequest, workspace: Path, store: str
) -> None:
    where = ["-w", workspace]
    if store == "neo4j":
        where = ["--neo4j", request.getfixturevalue("loaded").uri]
    all_of_it = "MATCH (a), (b), (c), (d) RETURN a.id, b.id, c.id, d.id"
    result = spawn(
        "query", "--cypher", all_of_it, "--format", "csv", *where, NEO4J_PASSWORD=PASSWORD
    )
    assert result.code == 0
    assert result.out.count("\n") == 1001
    assert "the first 1000 rows; -n asks for more" in result.err


def test_the_same_from_python(
    loaded: Server, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    assert paperweft.load(loaded.uri, workspace=workspace).rows == 0
    asked = ("papers-about", {"concept": "RAG"})
    theirs = paperweft.ask(loaded.uri, *asked, limit=3)
    assert theirs.rows == paperweft.open(workspace).query(*asked, limit=3).rows
    assert len(theirs.rows) == 3
