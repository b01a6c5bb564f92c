"""`paperweft serve`, met by the official driver: the graph over Bolt, to read and nothing else."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Any

import neo4j
import pytest
from command import PROGRAM, digest, run, start
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.workspace import Workspace
from paperweft.queries import bind, get

COUNT = "MATCH (n) RETURN count(n) AS n"
HOSTILE = r"<script>`alert(1)`</script> ' OR 1 // \u0027 {x: $y} =cmd|' \x1b[31m"


@contextmanager
def serving(workspace: Path, **environment: str) -> Iterator[dict[str, Any]]:
    """A server in a process of its own; where it said it listens, and the process."""
    process = start("serve", "-w", workspace, "--port", 0, "--format", "json", **environment)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.communicate()
        yield {**json.loads(line), "process": process}
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def served(workspace: Path) -> Iterator[dict[str, Any]]:
    """A server of the examples."""
    with serving(workspace) as found:
        yield found


def connect(served: dict[str, Any], **options: Any) -> neo4j.Driver:
    """A driver that has the password."""
    auth = (served["user"], served["password"])
    return neo4j.GraphDatabase.driver(served["uri"], auth=auth, **options)


@pytest.fixture(scope="module")
def driver(served: dict[str, Any]) -> Iterator[neo4j.Driver]:
    """The driver, connected."""
    with connect(served) as found:
        yield found


def ask(driver: neo4j.Driver, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a query, through a transaction as `execute_query` opens it."""
    return [row.data() for row in driver.execute_query(cypher, parameters).records]


def count(driver: neo4j.Driver) -> Any:
    return ask(driver, COUNT)[0]["n"]


def files(folder: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def test_the_driver_connects_to_this_machine_alone(
    served: dict[str, Any], driver: neo4j.Driver
) -> None:
    driver.verify_connectivity()
    assert served["uri"].startswith("bolt://127.0.0.1:")
    assert (served["user"], served["database"]) == ("paperweft", "paperweft")
    assert count(driver) > 50
    with neo4j.GraphDatabase.driver(
        served["uri"].replace("bolt:", "neo4j:"), auth=(served["user"], served["password"])
    ) as routed:
        assert count(routed) == count(driver)


def test_the_example_that_is_printed_runs(workspace: Path) -> None:
    process = start("serve", "-w", workspace, "--port", 0)
    assert process.stderr is not None
    lines = [process.stderr.readline() for _ in range(9)]
    example = "".join(lines[6:])
    done = subprocess.run(
        [sys.executable, "-c", example], check=False, capture_output=True, text=True
    )
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")
    assert lines[0] == f"serving the graph of {workspace}, read-only, until Ctrl-C\n"
    assert done.stdout.startswith("[<Record papers="), done.stderr


@pytest.mark.parametrize(
    "auth", [("paperweft", "wrong-password"), ("root", "wrong-password"), ("neo4j", "neo4j"), None]
)
def test_without_the_password_nobody_comes_in(
    served: dict[str, Any], auth: tuple[str, str] | None
) -> None:
    with (
        neo4j.GraphDatabase.driver(served["uri"], auth=auth) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_each_run_has_its_own_password_or_the_one_of_the_environment(
    served: dict[str, Any], workspace: Path
) -> None:
    assert len(served["password"]) >= 20
    with serving(workspace, PAPERWEFT_SERVE_PASSWORD="Kette&Schuss 经纬") as other:
        assert other["password"] is None  # not repeated
        with connect({**other, "password": "Kette&Schuss 经纬"}) as driver:
            driver.verify_connectivity()
        with connect({**other, "password": served["password"]}) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()


NAMED = {
    "papers-about": {"concept": "RAG"},
    "most-used": {"type": "Dataset"},
    "datasets-with-method": {"method": "LoRA"},
    "related-papers": {"paper": "2413.05101"},
    "shortest-path": {"from": "2413.05101", "to": "2413.04021"},
}


@pytest.mark.parametrize("name", NAMED)
def test_a_named_query_has_the_rows_that_the_command_gives(
    driver: neo4j.Driver, workspace: Path, name: str
) -> None:
    options = [part for key, value in NAMED[name].items() for part in ("-p", f"{key}={value}")]
    command = run("query", name, *options, "-w", workspace, "--format", "json")
    query = get(name)
    with ArcadeStore(Workspace.open(workspace).store_path) as store:
        values = bind(query, NAMED[name], store)
    assert command.code == 0
    assert ask(driver, query.text, **values) == json.loads(command.out)


WRITES = [
    "CREATE (:Paper {id: 'x'})",
    "CREATE (:Unheard {id: 'x'})",
    "MERGE (:Paper {id: 'x'})",
    "MATCH (p:Paper) WITH p LIMIT 1 SET p.title = 'x'",
    "MATCH (p:Paper) WITH p LIMIT 1 REMOVE p.title",
    "MATCH (p:Paper) WITH p LIMIT 1 SET p:Method",
    "MATCH (n) DETACH DELETE n",
    "MATCH (:Paper)-[r]->() DELETE r",
    "MATCH (a:Paper), (b:Topic) CREATE (a)-[:ADDRESSES]->(b)",
    "FOREACH (n IN [1] | CREATE (:Paper {id: 'x'}))",
    "MATCH (p:Paper) CALL { WITH p CREATE (:Paper {id: p.id + 'x'}) } IN TRANSACTIONS",
    "CALL apoc.merge.node(['Paper'], {id: 'x'}) YIELD node RETURN node",
    "CREATE INDEX slow FOR (p:Paper) ON (p.url)",
    "CREATE CONSTRAINT one FOR (p:Paper) REQUIRE p.title IS UNIQUE",
    "DROP INDEX `Paper[id]`",
]
ELSEWHERE = [
    "LOAD CSV FROM 'file:///{secret}' AS row RETURN row",
    "LOAD CSV FROM '{secret}' AS row RETURN row",
    "LOAD CSV FROM 'http://127.0.0.1:{port}/x.csv' AS row RETURN row",
    "CALL apoc.load.csv('{secret}')",
    "CALL apoc.load.json('file://{secret}')",
    "CALL apoc.export.json.all('{secret}.out', {{}})",
    "RETURN java.lang.System.getProperty('user.dir')",
    "IMPORT DATABASE file://{secret}",
    "EXPORT DATABASE file://{secret}.out",
    "BACKUP DATABASE",
    "SELECT FROM Paper",
    "INSERT INTO Paper CONTENT {{\"id\": \"x\"}}",
    "CALL dbms.listConfig()",
    "CREATE DATABASE mine",
    "DROP DATABASE paperweft",
    "CREATE USER other SET PASSWORD 'long-enough'",
    "ALTER USER paperweft SET PASSWORD 'long-enough'",
    "DROP USER paperweft",
    "SHOW USERS",
]  # fmt: skip


@pytest.mark.parametrize("cypher", WRITES)
def test_a_write_is_refused_and_the_driver_says_so(driver: neo4j.Driver, cypher: str) -> None:
    before = count(driver), ask(driver, "MATCH (p:Paper) RETURN p.title AS title ORDER BY p.id")
    with pytest.raises(Neo4jError), driver.session() as session:
        session.run(cypher).consume()
    with pytest.raises(Neo4jError):
        driver.execute_query(cypher)
    after = count(driver), ask(driver, "MATCH (p:Paper) RETURN p.title AS title ORDER BY p.id")
    assert after == before


def test_a_refusal_tells_why(driver: neo4j.Driver) -> None:
    with pytest.raises(ClientError, match="not allowed to create records") as refusal:
        driver.execute_query("CREATE (:Paper {id: 'x'})")
    assert refusal.value.code == "Neo.ClientError.Security.Forbidden"
    with pytest.raises(ClientError, match="Syntax error"):
        driver.execute_query("MTCH (n) RETURN n")


@pytest.mark.parametrize("cypher", ELSEWHERE)
def test_a_client_reaches_no_file_no_network_and_no_administration(
    driver: neo4j.Driver, tmp_path: Path, cypher: str
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n")
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0)
        with pytest.raises(Neo4jError):
            driver.execute_query(cypher.format(secret=secret, port=trap.getsockname()[1]))
        with pytest.raises(BlockingIOError):
            trap.accept()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    driver.verify_connectivity()


@pytest.mark.parametrize("name", ["other", "../paperweft", "system/.."])
def test_there_is_no_other_database(driver: neo4j.Driver, name: str) -> None:
    with pytest.raises(Neo4jError, match="not allowed"):
        driver.execute_query(COUNT, database_=name)


def test_names_come_back_as_they_were_written(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "hostile.jsonl"
    paper = {"id": "arxiv:2413.09001", "title": HOSTILE, "abstract": "我们提出Weaving，优于LoRA。"}
    source.write_text(json.dumps(paper) + "\n")
    assert run("build", source, "-w", copy).code == 0
    asked = "MATCH (p:Paper {id: $id}) RETURN p.title AS title"
    titles = json.loads(
        run(
            "query", "--cypher", asked, "-p", f"id={paper['id']}", "-w", copy, "--format", "json"
        ).out
    )
    with serving(copy) as served, connect(served) as driver:
        assert ask(driver, asked, id=paper["id"]) == titles
        assert ask(driver, "RETURN $text AS text", text=HOSTILE + "\x00🧵") == [
            {"text": HOSTILE + "\x00🧵"}
        ]
    assert "`alert(1)`" in titles[0]["title"]


def test_two_clients_ask_at_once_beside_a_query_and_a_build(copy: Path, tmp_path: Path) -> None:
    with serving(copy) as served:
        found: list[Any] = []

        def client() -> None:
            with connect(served) as driver:
                found.extend(count(driver) for _ in range(20))

        threads = [threading.Thread(target=client) for _ in range(2)]
        for thread in threads:
            thread.start()
        before = json.loads(run("query", "--cypher", COUNT, "-w", copy, "--format", "json").out)
        source = tmp_path / "new.md"
        source.write_text(digest())
        assert run("build", source, "-w", copy).code == 0
        for thread in threads:
            thread.join()
        assert found == [before[0]["n"]] * 40
        process = served["process"]
        assert process.stderr.readline().startswith("the workspace holds a newer graph now;")
        with connect(served) as driver:
            assert count(driver) == before[0]["n"]


BUSY = {
    signal.SIGINT: "UNWIND range(1, 9000000) AS n RETURN n",  # waits for its client to read on
    signal.SIGTERM: "UNWIND range(1, 9000000) AS a UNWIND range(1, 9000000) AS b RETURN count(*)",
}


def read_until_cut_off(driver: neo4j.Driver, cypher: str) -> None:
    with suppress(DriverError, Neo4jError), driver.session() as session:
        for _ in session.run(cypher):
            sleep(0.01)


@pytest.mark.parametrize("number", BUSY)
def test_a_signal_ends_it_and_leaves_nothing_behind(
    copy: Path, tmp_path: Path, number: signal.Signals
) -> None:
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    before = files(copy)
    process = subprocess.Popen(
        [PROGRAM, "serve", "-w", copy, "--port", "0", "--format", "json"],
        cwd=here,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    served = json.loads(process.stdout.readline())
    assert oct(next(temporary.glob("paperweft-serve-*")).stat().st_mode)[-3:] == "700"
    with connect(served) as driver:
        threads = [
            threading.Thread(target=read_until_cut_off, args=(driver, BUSY[number]))
            for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        sleep(0.5)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        for thread in threads:
            thread.join()
    assert (process.returncode, out, err) == (0, "", "")
    assert files(copy) == before
    assert not list(here.iterdir())
    assert not list(temporary.glob("paperweft-*"))


def test_it_can_be_stopped_while_it_starts(workspace: Path, tmp_path: Path) -> None:
    process = start("serve", "-w", workspace, "--port", 0, TMPDIR=str(tmp_path))
    while process.poll() is None and not list(tmp_path.glob("paperweft-serve-*")):
        pass
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert not list(tmp_path.glob("paperweft-*"))


def test_a_port_that_is_taken_is_named(workspace: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("serve", "-w", workspace, "--port", port)
    assert (result.code, result.out) == (4, "")
    assert f"cannot listen on port {port} of 127.0.0.1" in result.err
    assert "`--port N`" in result.err


def test_without_a_workspace_or_a_whole_store_it_says_what_to_do(copy: Path) -> None:
    result = run("serve", "-w", copy / "nothing")
    assert (result.code, result.out) == (3, "")
    assert "no workspace at" in result.err
    next(copy.glob("graph.db/*/Paper_0.*.bucket")).write_bytes(b"")
    result = run("serve", "-w", copy, "--port", 0)
    assert (result.code, result.out) == (4, "")
    assert "are not as they were written; run `paperweft build" in result.err
    (copy / "graph.db" / "current.json").unlink()
    result = run("serve", "-w", copy, "--port", 0)
    assert (result.code, result.out) == (4, "")
    assert f"run `paperweft build -w {copy}`" in result.err


def test_a_short_password_is_no_password(workspace: Path) -> None:
    with start("serve", "-w", workspace, PAPERWEFT_SERVE_PASSWORD="short") as process:
        _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "PAPERWEFT_SERVE_PASSWORD has fewer than 8 characters" in err


@pytest.mark.parametrize("small_disk", ["100k"], indirect=True)
def test_without_room_for_a_copy_it_names_the_way_out(small_disk: Path, workspace: Path) -> None:
    with start("serve", "-w", workspace, "--port", 0, TMPDIR=str(small_disk)) as process:
        _, err = process.communicate(timeout=30)
    assert process.returncode == 4
    assert "No space left on device" in err
    assert "TMPDIR" in err
    assert not list(small_disk.iterdir())
