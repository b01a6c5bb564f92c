"""What holds for every store: the same questions have the same answers."""

import re
import time

import pytest
from export.factory import three_papers
from stores import NewStore

from paperweft.extract.errors import QueryError, UsageError
from paperweft.extract.schema import EDGE_TYPES, NodeLabel
from paperweft.graph.store import Store, Value

FIRST = "arxiv:2413.00001"
RAG = "method:retrieval-augmented-generation"


@pytest.fixture(scope="module")
def store(new_store: NewStore) -> Store:
    made = new_store()
    made.write(three_papers())
    return made


def ask(store: Store, cypher: str, **parameters: Value) -> list[tuple[Value, ...]]:
    return list(store.query(cypher, parameters).rows)


def count(store: Store) -> Value:
    return ask(store, "MATCH (p:Paper) RETURN count(p)")[0][0]


def test_a_concept_is_found_by_its_type_and_as_a_concept(store: Store) -> None:
    methods = ask(store, "MATCH (m:Method) RETURN m.label, labels(m) ORDER BY m.label")
    assert methods == [
        ("Retrieval-Augmented Generation", ["Concept", "Method"]),
        ("WeftRAG", ["Concept", "Method"]),
    ]
    assert ask(store, "MATCH (c:Concept) RETURN count(c)") == [(6,)]


def test_a_node_is_a_dictionary_of_its_properties(store: Store) -> None:
    ((found,),) = ask(store, "MATCH (p:Paper {id: $id}) RETURN p", id=FIRST)
    assert isinstance(found, dict)
    assert found["_labels"] == ["Paper"]
    assert found["title_zh_hant"] == "WeftRAG：將檢索織入生成"
    assert found["authors"] == ["Ada Loom", "李织"]
    assert found["version"] == 1
    assert found["truncated"] is False
    assert str(found["abstract_en"]).startswith("We propose WeftRAG.")


def test_an_edge_from_a_paper_carries_its_evidence(store: Store) -> None:
    ((edge,),) = ask(store, "MATCH (:Paper)-[r:PROPOSES]->(:Concept {label: 'WeftRAG'}) RETURN r")
    assert edge == {
        "_type": "PROPOSES",
        "_from": FIRST,
        "_to": "method:weftrag",
        "confidence": 0.95,
        "mentions": 1,
        "rules": ["lexicon"],
        "passage": 3,
        "field": "abstract",
        "language": "en",
        "start": 0,
        "end": 19,
        "sentence": "We propose WeftRAG.",
    }


def test_an_edge_between_concepts_carries_its_sentences(store: Store) -> None:
    cypher = (
        "MATCH ()-[r:BASED_ON]->() RETURN r.support, r.evidence_papers, r.evidence_sentences[0]"
    )
    ((support, papers, sentence),) = ask(store, cypher)
    assert (support, papers) == (1, [FIRST])
    assert str(sentence).startswith("WeftRAG is a")


def test_authors_categories_and_related_papers_are_there(store: Store) -> None:
    authors = ask(store, "MATCH (p)-[r:AUTHORED_BY]->(a:Author) RETURN a.name ORDER BY r.position")
    assert authors == [("Ada Loom",), ("李织",)]
    assert ask(store, "MATCH (:Paper)-[:IN_CATEGORY]->(c:Category) RETURN count(c)") == [(2,)]
    ((shared,),) = ask(
        store,
        "MATCH (:Paper {id: $a})-[r:RELATED_TO]->(:Paper {id: $b}) RETURN r.shared",
        a=FIRST,
        b="arxiv:2413.00002",
    )
    assert shared == [RAG, "topic:deep-learning"]


def test_a_result_joins_its_paper_metric_dataset_and_method(store: Store) -> None:
    found = ask(
        store,
        "MATCH (p:Paper)-[:HAS_RESULT]->(r:Result)-[:OF]->(m:Metric), (r)-[:ON]->(d:Dataset),"
        " (r)-[:BY]->(x:Method) RETURN p.id, r.value, r.unit, r.change, m.id, d.id, x.id",
    )
    ends = ("metric:f1", "dataset:loomqa", "method:weftrag")
    assert found == [(FIRST, 92.1, "%", None, *ends)]
    ((node,),) = ask(store, "MATCH (r:Result) RETURN r")
    assert isinstance(node, dict)
    assert node["sentence"] == "On LoomQA, WeftRAG reaches an F1 of 92.1%."
    assert (node["field"], node["confidence"], node["_labels"]) == ("abstract", 0.9, ["Result"])


def test_a_path_is_its_nodes_and_edges(store: Store) -> None:
    ((path,),) = ask(store, "MATCH p = (:Paper)-[:REPORTS]->(:Metric) RETURN p")
    assert isinstance(path, dict)
    assert [node["id"] for node in path["nodes"]] == ["arxiv:2413.00002", "metric:f1"]  # type: ignore[index, union-attr, call-overload]
    assert [edge["_type"] for edge in path["edges"]] == ["REPORTS"]  # type: ignore[index, union-attr, call-overload]


def test_every_label_and_edge_type_of_the_schema_can_be_asked_for(store: Store) -> None:
    for label in NodeLabel:
        assert store.query(f"MATCH (n:{label}) RETURN n").rows
    for edge in EDGE_TYPES.values():
        store.query(f"MATCH ()-[r:{edge}]->() RETURN r")


def test_values_of_all_kinds_go_in_and_come_out(store: Store) -> None:
    value: Value = [1, 2**62, -0.5, True, False, None, "织 $x", {"a": [{"b": []}]}]
    assert ask(store, "RETURN $v AS v", v=value) == [(value,)]
    assert ask(store, "RETURN date('2024-06-28') AS d") == [("2024-06-28",)]


def test_full_text_finds_names_in_both_languages(store: Store) -> None:
    names = "CALL db.index.fulltext.queryNodes('concept_names', $q) YIELD node RETURN node.id"
    assert (RAG,) in ask(store, names, q="检索增强")
    assert (RAG,) in ask(store, names, q="rag")
    index = "paper_titles"
    titles = f"CALL db.index.fulltext.queryNodes('{index}', $q) YIELD node RETURN node.id"
    assert ask(store, titles, q="织入") == [(FIRST,)]
    assert ask(store, titles, q="weaving") == [(FIRST,)]


def test_a_limit_cuts_and_says_so(store: Store) -> None:
    result = store.query("MATCH (p:Paper) RETURN p.id AS id ORDER BY id", limit=2)
    assert result.columns == ("id",)
    assert [row[0] for row in result.rows] == [FIRST, "arxiv:2413.00002"]
    assert result.truncated
    assert not store.query("MATCH (p:Paper) RETURN p.id", limit=3).truncated


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Paper {id: 'x'})",
        "MERGE (p:Paper {id: 'x'}) RETURN p",
        "MATCH (p:Paper) SET p.title = 'x'",
        "MATCH (p:Paper) DETACH DELETE p",
        "UNWIND [1] AS i CALL { CREATE (:Paper) } RETURN i",
        "FOREACH (i IN [1] | CREATE (:Paper))",
        "CREATE INDEX FOR (p:Paper) ON (p.date)",
        "DROP INDEX x",
    ],
)
def test_a_query_that_writes_is_refused(store: Store, cypher: str) -> None:
    with pytest.raises(QueryError) as error:
        store.query(cypher)
    assert "read-only" in str(error.value)
    assert count(store) == 3


@pytest.mark.parametrize(
    ("cypher", "says"),
    [
        ("MATCH (p RETURN p", "line 1[:,]"),
        ("", "empty"),
        ("RETURN $missing", "missing"),
        ("RETURN 1 AS a, 2 AS a", "more than once|Multiple"),
        ("RETURN nofunction(1)", "nofunction"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "LOAD CSV"),
        ("LOAD CSV FROM 'http://192.0.2.1/x' AS row RETURN row", "LOAD CSV"),
        ("CALL apoc.load.json('file:///etc/passwd')", ""),
    ],
)
def test_a_mistake_is_told_in_one_line(store: Store, cypher: str, says: str) -> None:
    with pytest.raises(QueryError) as error:
        store.query(cypher)
    message = str(error.value)
    assert re.search(says, message)
    assert "\n" not in message
    assert "Exception" not in message
    assert error.value.__cause__ is None


def test_an_answer_without_rows_has_its_columns(store: Store) -> None:
    found = store.query("MATCH (c:Concept {id: 'none'}) RETURN c.label AS label, c.id, count(*)")
    assert (found.columns, found.rows) == (("label", "c.id", "count(*)"), ())


def test_a_query_is_stopped_when_its_time_is_up(store: Store) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.2 seconds"):
        store.query(
            "UNWIND range(1,2000) AS a UNWIND range(1,9000) AS b RETURN sum(a*b)", timeout=0.2
        )
    assert time.monotonic() - started < 5
    assert count(store) == 3


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, [{"deep": 2**70}], "\ud800"])
def test_a_value_that_no_store_can_take_is_wrong_use(store: Store, value: Value) -> None:
    with pytest.raises(UsageError, match="parameter v"):
        store.query("RETURN $v AS v", {"v": value})


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row } AS c",
        "/* RETURN 1 */ LOAD/**/CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "CALL dbms.listConfig()",
        "CALL dbms.killConnection('bolt-1')",
        "CALL db.clearQueryCaches()",
        "SHOW SETTINGS",
        "SHOW USERS",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "CREATE USER x SET PASSWORD 'abcdefgh'",
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
        "RETURN 1; MATCH (n) DETACH DELETE n",
        "CALL apoc.cypher.run('MATCH (n) DETACH DELETE n', {})",
    ],
)
def test_what_does_more_than_read_the_graph_is_refused(store: Store, cypher: str) -> None:
    with pytest.raises(QueryError):
        store.query(cypher)
    assert count(store) == 3
