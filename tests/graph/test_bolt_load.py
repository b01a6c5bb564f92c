"""Loading a real Neo4j: by difference, beside the data of others, through faults of the server."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from export.factory import library, paper, three_papers, weave
from neo4j_server import PASSWORD, Server, free_port
from stores import neo4j_store

from paperweft.extract.errors import QueryError, StoreError, UsageError
from paperweft.graph.bolt import Address, Neo4jStore
from paperweft.graph.bolt_load import load
from paperweft.graph.model import KnowledgeGraph

TESTS = Path(__file__).parents[1]
OURS = (
    "MATCH (n) WHERE n.paperweft_fingerprint IS NOT NULL"
    " RETURN n.paperweft_fingerprint AS f ORDER BY f"
)
OUR_EDGES = "MATCH ()-[r]->() RETURN r.paperweft_fingerprint AS f ORDER BY f"


@pytest.fixture
def server(neo4j: Server) -> Server:
    neo4j.clear()
    return neo4j


@pytest.fixture
def store(server: Server) -> Iterator[Neo4jStore]:
    with neo4j_store(server) as opened:
        yield opened


def run(server: Server, cypher: str, **parameters: Any) -> list[list[Any]]:
    with server.driver() as driver:
        return [record.values() for record in driver.execute_query(cypher, parameters).records]


def content(server: Server) -> tuple[list[list[Any]], list[list[Any]]]:
    return run(server, OURS), run(server, OUR_EDGES)


def test_a_second_load_changes_nothing_by_the_servers_own_counters(store: Neo4jStore) -> None:
    graph = three_papers()
    first, second = load(store, graph), load(store, graph)
    assert (first.nodes_made + first.edges_made, first.rows) == (first.total, first.total)
    assert first.total > 20
    assert (second.nodes_made, second.edges_made, second.properties_set, second.rows) == (0,) * 4


def test_only_what_differs_is_written(store: Neo4jStore) -> None:
    load(store, weave([paper(1, "织"), paper(2, "One")], []))
    loaded = load(store, weave([paper(1, "织"), paper(2, "Two"), paper(3, "Three")], []))
    assert (loaded.rows, loaded.nodes_made, loaded.nodes_removed) == (2, 1, 0)
    loaded = load(store, weave([paper(1, "织")], []))
    assert (loaded.rows, loaded.nodes_removed, loaded.properties_set) == (2, 2, 0)


def test_data_of_others_stays_as_it_is(server: Server, store: Neo4jStore) -> None:
    run(
        server,
        "CREATE (:Reader {name: 'Ada'})-[:READ {on: 'Monday'}]->(:Paper {id: 'my own'}),"
        " (:Author {name: 'Nobody'}), (:Concept {label: 'loose'})",
    )
    theirs = (
        "MATCH (n) WHERE n.paperweft_fingerprint IS NULL"
        " RETURN labels(n), properties(n), COUNT { (n)--() }"
    )
    before = sorted(run(server, theirs), key=str)
    load(store, three_papers())
    load(store, weave([paper(9, "Alone")], []))
    assert sorted(run(server, theirs), key=str) == before
    assert run(server, "MATCH ()-[r:READ]->() RETURN r.on") == [["Monday"]]


def test_edges_and_marks_of_others_that_look_like_ours_stay(
    server: Server, store: Neo4jStore
) -> None:
    run(
        server, "CREATE (:Paper {id: 'x', fingerprint: 7}), (:Author {name: 'Z', fingerprint: 'a'})"
    )
    load(store, three_papers())
    pair = "(a:Method {label: 'WeftRAG'}), (b:Concept {label: 'Retrieval-Augmented Generation'})"
    run(server, f"MATCH {pair} CREATE (a)-[:BASED_ON {{note: 'mine'}}]->(b)")
    load(store, weave([paper(9, "Alone")], []))
    load(store, three_papers())
    assert run(server, "MATCH (n) WHERE n.fingerprint IS NOT NULL RETURN count(n)") == [[2]]
    theirs = "MATCH ()-[r]->() WHERE r.paperweft_fingerprint IS NULL RETURN properties(r)"
    assert run(server, theirs) == [[{"note": "mine"}]]
    assert run(server, "MATCH (:Method)-[r:BASED_ON]->() RETURN count(r)") == [[1]]


def test_labels_and_properties_that_others_give_our_nodes_stay(
    server: Server, store: Neo4jStore
) -> None:
    load(store, weave([paper(1, "One"), paper(2, "Two")], []))
    run(server, "MATCH (p:Paper) SET p:Read, p.stars = 5")
    load(store, weave([paper(1, "One, revised"), paper(2, "Two")], []))
    found = run(server, "MATCH (p:Paper:Read) RETURN p.title, p.stars ORDER BY p.id")
    assert found == [["One, revised", 5], ["Two", 5]]


def test_a_label_that_somebody_took_from_our_node_is_given_back(
    server: Server, store: Neo4jStore
) -> None:
    load(store, three_papers())
    before = content(server)
    run(server, "MATCH (m:Method {label: 'WeftRAG'}) REMOVE m:Method")
    assert load(store, three_papers()).nodes_made == 0
    assert content(server) == before
    assert run(server, "MATCH (m:Concept:Method {label: 'WeftRAG'}) RETURN count(m)") == [[1]]


def test_a_node_that_is_gone_stays_if_edges_of_others_hang_on_it(
    server: Server, store: Neo4jStore
) -> None:
    load(store, weave([paper(1, "One"), paper(2, "Two", authors=["Ada"])], []))
    run(server, "MATCH (p:Paper {title: 'Two'}) CREATE (:Note {text: 'read!'})-[:ABOUT]->(p)")
    loaded = load(store, weave([paper(1, "One")], []))
    assert (loaded.stripped, loaded.nodes_removed, loaded.edges_removed) == (1, 1, 1)
    assert run(server, "MATCH (n:Note)-[:ABOUT]->(p) RETURN n.text, labels(p), p.title") == [
        ["read!", [], None]
    ]
    assert run(server, "MATCH (p:Paper) RETURN p.title") == [["One"]]


def test_a_node_of_others_under_a_key_of_ours_is_not_overwritten(
    server: Server, store: Neo4jStore
) -> None:
    run(server, "CREATE (:Paper {id: 'arxiv:2413.00001', title: 'mine'})")
    with pytest.raises(StoreError, match=r"1 Paper nodes that are not paperweft's.*2413\.00001"):
        load(store, three_papers())
    assert run(server, "MATCH (n) RETURN n.title") == [["mine"]]


@pytest.mark.parametrize(
    ("theirs", "says"),
    [
        ("CREATE INDEX FOR (p:Paper) ON (p.id)", "in the way"),
        ("CREATE FULLTEXT INDEX concept_names FOR (n:Word) ON EACH [n.text]", "concept_names"),
        ("CREATE FULLTEXT INDEX other FOR (n:Concept) ON EACH [n.names]", "concept_names"),
        ("UNWIND [1, 2] AS i CREATE (:Paper {id: 'twice'})", "in the way"),
    ],
)
def test_constraints_and_indexes_in_the_way_are_named(
    server: Server, store: Neo4jStore, theirs: str, says: str
) -> None:
    run(server, theirs)
    with pytest.raises(StoreError, match=says) as error:
        load(store, three_papers())
    assert "--database" in str(error.value)
    assert run(server, OURS) == []
    unique = "SHOW CONSTRAINTS YIELD labelsOrTypes AS l WHERE l <> ['Paper'] RETURN l"
    assert run(server, unique) == []


def test_a_constraint_of_the_same_name_on_other_labels_is_no_obstacle(
    server: Server, store: Neo4jStore
) -> None:
    run(server, "CREATE CONSTRAINT paper_id FOR (n:Sheet) REQUIRE n.id IS UNIQUE")
    load(store, three_papers())
    constraints = run(server, "SHOW CONSTRAINTS YIELD labelsOrTypes AS l RETURN l ORDER BY l")
    assert [labels[0] for (labels,) in constraints] == [
        "Author", "Category", "Concept", "Paper", "Result", "Sheet",
    ]  # fmt: skip


LOAD = """
import sys
sys.path.insert(0, sys.argv[1])
from export.factory import library
from paperweft.graph.bolt import Address, Neo4jStore
from paperweft.graph.bolt_load import load
print("ready", flush=True)
load(Neo4jStore(Address(uri=sys.argv[2], password=sys.argv[3])), library(300, 600))
"""


def test_a_load_killed_at_any_moment_is_finished_by_the_next(
    server: Server, store: Neo4jStore
) -> None:
    load(store, library(300, 600))
    whole = content(server)
    load(store, library(250, 500, seed=8))  # much to remove, change and add
    rng = random.Random(5)
    for _ in range(4):
        command = [sys.executable, "-c", LOAD, str(TESTS), server.uri, PASSWORD]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rng.random() * 1.5)
        process.kill()
        process.communicate()
    load(store, library(300, 600))
    assert content(server) == whole


def test_a_server_that_restarts_in_mid_load_is_waited_for(
    server: Server, store: Neo4jStore
) -> None:
    graph = library(800, 1500)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            load(store, graph)
        except BaseException as error:
            failed.append(error)

    load(store, weave([paper(1, "warm")], []))
    thread = threading.Thread(target=work)
    thread.start()
    while run(server, "MATCH (n:Paper) RETURN count(n)") < [[500]]:
        time.sleep(0.02)
    server.stop(signal.SIGKILL)
    server.start()
    thread.join(120)
    assert not thread.is_alive()
    assert failed == []
    assert load(store, graph).rows == 0


def test_edges_that_stand_there_twice_are_mended(server: Server, store: Neo4jStore) -> None:
    load(store, three_papers())
    whole = content(server)
    run(server, "MATCH (a)-[r:USES]->(b) CREATE (a)-[o:USES]->(b) SET o = properties(r)")
    assert content(server) != whole
    load(store, three_papers())
    assert content(server) == whole


def test_what_was_half_written_by_hand_is_mended(server: Server, store: Neo4jStore) -> None:
    graph = library(50, 100)
    load(store, graph)
    whole = content(server)
    run(server, "MATCH (n) WITH n ORDER BY elementId(n) LIMIT 40 DETACH DELETE n")
    run(server, "MATCH ()-[r]->() WITH r LIMIT 40 DELETE r")
    run(server, "MATCH (n:Concept) WITH n LIMIT 20 SET n.paperweft_fingerprint = 1")
    assert load(store, graph).rows > 50
    assert content(server) == whole


def test_a_database_that_may_only_be_read_says_so(server: Server, store: Neo4jStore) -> None:
    load(store, weave([paper(1, "One")], []))
    with server.told("server.databases.default_to_read_only=true"):
        with pytest.raises(StoreError, match="may not do that"):
            load(store, three_papers())
        assert store.query("MATCH (p:Paper) RETURN p.title").rows == (("One",),)


_TLS = """\
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={folder}
dbms.ssl.policy.bolt.client_auth=NONE
server.bolt.tls_level=REQUIRED"""


def test_a_server_with_tls_is_loaded_over_tls(server: Server, tmp_path: Path) -> None:
    if not shutil.which("openssl") and os.environ.get("CI"):
        pytest.fail("CI must have openssl")
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate with")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
         "-keyout", "private.key", "-out", "public.crt"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    with server.told(_TLS.format(folder=tmp_path)):
        for scheme in ("bolt+ssc", "neo4j+ssc"):
            uri = server.uri.replace("bolt", scheme)
            with Neo4jStore(Address(uri=uri, password=PASSWORD)) as store:
                load(store, graph_of_one())
                assert store.query("MATCH (p:Paper) RETURN p.title").rows == (("One",),)
        for scheme in ("bolt", "bolt+s"):  # in plain text; with a certificate nobody vouches for
            uri = server.uri.replace("bolt", scheme)
            with (
                Neo4jStore(Address(uri=uri, password=PASSWORD)) as store,
                pytest.raises(StoreError, match="no Neo4j answers"),
            ):
                load(store, graph_of_one())


def graph_of_one() -> KnowledgeGraph:
    return weave([paper(1, "One")], [])


def test_no_server_is_told_with_the_address(server: Server) -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"
    with Neo4jStore(Address(uri=uri, password=PASSWORD)) as store:
        with pytest.raises(StoreError, match=f"no Neo4j answers at {uri}"):
            load(store, graph_of_one())
        with pytest.raises(StoreError, match="no Neo4j answers"):
            store.query("RETURN 1")


def test_a_wrong_password_is_told_and_not_shown(server: Server) -> None:
    with (
        Neo4jStore(Address(uri=server.uri, password="secret-2413")) as store,
        pytest.raises(StoreError, match=r"refuses the user name or password.*NEO4J_PASSWORD") as e,
    ):
        load(store, graph_of_one())
    assert "secret-2413" not in str(e.value) + repr(Address(uri="bolt://x", password="secret-2413"))


def test_a_database_that_is_not_there_is_named(server: Server) -> None:
    address = Address(uri=server.uri, password=PASSWORD, database="loom")
    with (
        Neo4jStore(address) as store,
        pytest.raises(StoreError, match=r"no database 'loom'.*--database"),
    ):
        load(store, graph_of_one())


def test_a_database_can_be_named(server: Server) -> None:
    with Neo4jStore(Address(uri=server.uri, password=PASSWORD, database="neo4j")) as store:
        load(store, graph_of_one())
        assert store.query("MATCH (p:Paper) RETURN p.title").rows == (("One",),)


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "127.0.0.1", "", "bolt://host:port"])
def test_an_address_that_is_none_says_how_to_write_one(uri: str) -> None:
    with pytest.raises(UsageError, match=r"is no address of a Neo4j.*bolt://HOST:7687"):
        Neo4jStore(Address(uri=uri, password="x")).query("RETURN 1")


def test_credentials_in_the_address_are_refused_unseen() -> None:
    for form in ("bolt://{}127.0.0.1", "{}localhost:7687", "//{}h", "http://{}h"):
        with pytest.raises(UsageError, match="NEO4J_PASSWORD") as error:
            Address(uri=form.format("neo4j:secret-2413@"), password="")
        assert "secret" not in str(error.value)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "bolt+ssc"])
def test_tls_is_asked_for_where_the_scheme_says_so(server: Server, scheme: str) -> None:
    """This server speaks no TLS: what is asked for in plain text would be answered."""
    uri = server.uri.replace("bolt", scheme)
    with (
        Neo4jStore(Address(uri=uri, password=PASSWORD)) as store,
        pytest.raises(StoreError, match=r"no Neo4j answers"),
    ):
        store.query("RETURN 1")


@pytest.mark.parametrize(
    "cypher",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row }",
        "CYPHER runtime=slotted LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "/* RETURN 1 */ LOAD/**/CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "CALL dbms.listConfig()",
        "CALL dbms.killConnection('bolt-1')",
        "CALL db.clearQueryCaches()",
        "MATCH (n) WHERE EXISTS { CALL dbms.listConfig() YIELD name RETURN name } RETURN n",
        "SHOW SETTINGS",
        "SHOW USERS",
        "SHOW DATABASES",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
        "CREATE USER x SET PASSWORD 'abcdefgh'",
        "EXPLAIN CREATE (n)",
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
        "RETURN 1; MATCH (n) DETACH DELETE n",
        "USE system SHOW USERS",
    ],
)
def test_a_query_that_does_more_than_read_the_graph_is_refused(
    server: Server, store: Neo4jStore, cypher: str
) -> None:
    load(store, graph_of_one())
    with pytest.raises(QueryError):
        store.query(cypher)
    assert run(server, "MATCH (p:Paper) RETURN count(p)") == [[1]]


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN point.distance(point({x: 1, y: 1}), point({x: 1, y: 2})) AS d",
        "RETURN date.truncate('year', date('2024-06-28')) AS d",
        "RETURN 'apoc.load.json(' AS `dbms.listConfig()`",
        "CALL db.labels() YIELD label RETURN label",
        "SHOW INDEXES YIELD name",
    ],
)
def test_what_only_looks_dangerous_is_answered(store: Neo4jStore, cypher: str) -> None:
    load(store, graph_of_one())
    assert store.query(cypher).rows
