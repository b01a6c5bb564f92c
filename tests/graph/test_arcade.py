import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from export.factory import concept, paper, three_papers, weave

from paperweft.extract.errors import QueryError, StoreError
from paperweft.extract.schema import EDGE_TYPES, NodeLabel
from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store, Value

FIRST = "arxiv:2413.00001"
RAG = "method:retrieval-augmented-generation"

HOSTILE = [
    "quote ' and \" and ` and \\ and \\\\",
    "lines\nof\r\n text\tand \u2028 and nul \x00",
    "$x ${y} {z} %s",
    "'}) DETACH DELETE n //",
    "\u202eright to left 😀 𠮷 織",
    "<script>alert(1)</script>;",
    '{"_src": 1}',
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArcadeStore]:
    path = tmp_path_factory.mktemp("my 知识 图谱") / "graph.db"
    with ArcadeStore(path) as made:
        made.write(three_papers())
        yield made


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


def test_a_concept_is_found_by_its_type_and_as_a_concept(store: ArcadeStore) -> None:
    methods = ask(store, "MATCH (m:Method) RETURN m.label, labels(m) ORDER BY m.label")
    assert methods == [
        ("Retrieval-Augmented Generation", ["Concept", "Method"]),
        ("WeftRAG", ["Concept", "Method"]),
    ]
    assert ask(store, "MATCH (c:Concept) RETURN count(c)") == [(6,)]


def test_a_node_is_a_dictionary_of_its_properties(store: ArcadeStore) -> None:
    ((found,),) = ask(store, "MATCH (p:Paper {id: $id}) RETURN p", id=FIRST)
    assert isinstance(found, dict)
    assert found["_labels"] == ["Paper"]
    assert found["title_zh_hant"] == "WeftRAG：將檢索織入生成"
    assert found["authors"] == ["Ada Loom", "李织"]
    assert found["version"] == 1
    assert found["truncated"] is False
    assert str(found["abstract_en"]).startswith("We propose WeftRAG.")


def test_an_edge_from_a_paper_carries_its_evidence(store: ArcadeStore) -> None:
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


def test_an_edge_between_concepts_carries_its_sentences(store: ArcadeStore) -> None:
    cypher = (
        "MATCH ()-[r:BASED_ON]->() RETURN r.support, r.evidence_papers, r.evidence_sentences[0]"
    )
    ((support, papers, sentence),) = ask(store, cypher)
    assert (support, papers) == (1, [FIRST])
    assert str(sentence).startswith("WeftRAG is a")


def test_authors_categories_and_related_papers_are_there(store: ArcadeStore) -> None:
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


def test_a_result_joins_its_paper_metric_dataset_and_method(store: ArcadeStore) -> None:
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


def test_a_path_is_its_nodes_and_edges(store: ArcadeStore) -> None:
    ((path,),) = ask(store, "MATCH p = (:Paper)-[:REPORTS]->(:Metric) RETURN p")
    assert isinstance(path, dict)
    assert [node["id"] for node in path["nodes"]] == ["arxiv:2413.00002", "metric:f1"]  # type: ignore[index, union-attr, call-overload]
    assert [edge["_type"] for edge in path["edges"]] == ["REPORTS"]  # type: ignore[index, union-attr, call-overload]


def test_every_label_and_edge_type_of_the_schema_can_be_asked_for(store: ArcadeStore) -> None:
    for label in NodeLabel:
        assert store.query(f"MATCH (n:{label}) RETURN n").rows
    for edge in EDGE_TYPES.values():
        store.query(f"MATCH ()-[r:{edge}]->() RETURN r")


def test_values_of_all_kinds_go_in_and_come_out(store: ArcadeStore) -> None:
    value: Value = [1, 2**62, -0.5, True, False, None, "织 $x", {"a": [{"b": []}]}]
    assert ask(store, "RETURN $v AS v", v=value) == [(value,)]
    assert ask(store, "RETURN date('2024-06-28') AS d") == [("2024-06-28",)]


def test_full_text_finds_names_in_both_languages(store: ArcadeStore) -> None:
    names = "CALL db.index.fulltext.queryNodes('concept_names', $q) YIELD node RETURN node.id"
    assert (RAG,) in ask(store, names, q="检索增强")
    assert (RAG,) in ask(store, names, q="rag")
    index = "paper_titles"
    titles = f"CALL db.index.fulltext.queryNodes('{index}', $q) YIELD node RETURN node.id"
    assert ask(store, titles, q="织入") == [(FIRST,)]
    assert ask(store, titles, q="weaving") == [(FIRST,)]


def test_a_limit_cuts_and_says_so(store: ArcadeStore) -> None:
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
def test_a_query_that_writes_is_refused(store: ArcadeStore, cypher: str) -> None:
    with pytest.raises(QueryError) as error:
        store.query(cypher)
    assert "read-only" in str(error.value)
    assert count(store) == 3


@pytest.mark.parametrize(
    ("cypher", "says"),
    [
        ("MATCH (p RETURN p", "line 1:9"),
        ("", "empty"),
        ("RETURN $missing", "missing"),
        ("RETURN 1 AS a, 2 AS a", "more than once"),
        ("RETURN nofunction(1)", "nofunction"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "LOAD CSV"),
        ("LOAD CSV FROM 'http://192.0.2.1/x' AS row RETURN row", "LOAD CSV"),
        ("CALL apoc.load.json('file:///etc/passwd')", ""),
    ],
)
def test_a_mistake_is_told_in_one_line(store: ArcadeStore, cypher: str, says: str) -> None:
    with pytest.raises(QueryError) as error:
        store.query(cypher)
    message = str(error.value)
    assert says in message
    assert "\n" not in message
    assert "Exception" not in message
    assert error.value.__cause__ is None


def test_a_query_is_stopped_when_its_time_is_up(store: ArcadeStore) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.2 seconds"):
        store.query(
            "UNWIND range(1,2000) AS a UNWIND range(1,9000) AS b RETURN sum(a*b)", timeout=0.2
        )
    assert time.monotonic() - started < 5
    assert count(store) == 3


def test_hostile_names_come_back_as_they_are(tmp_path: Path) -> None:
    papers = [paper(n, name, authors=[name], title_zh=name) for n, name in enumerate(HOSTILE, 1)]
    concepts = [
        concept(f"topic:t{n}", name, names=[name, f"{name} 2"]) for n, name in enumerate(HOSTILE)
    ]
    edges = [
        (row["id"], "ADDRESSES", thing["id"], 0.5, f"On {thing['label']}.")
        for row, thing in zip(papers, concepts, strict=True)
    ]
    with ArcadeStore(tmp_path / "db") as store:
        store.write(weave(papers, concepts, edges))
        found = ask(
            store,
            "MATCH (a:Author)<--(p:Paper)-[r]->(c:Topic)"
            " RETURN p.title, p.title_zh_hans, a.name, c.names, r.sentence ORDER BY p.id",
        )
        assert found == [(h, h, h, [h, f"{h} 2"], f"On {h}.") for h in HOSTILE]
        for name in HOSTILE:
            assert ask(store, "MATCH (a:Author {name: $n}) RETURN a.name", n=name) == [(name,)]


def test_an_empty_graph_is_a_store_with_nothing_in_it(tmp_path: Path) -> None:
    with ArcadeStore(tmp_path / "db") as store:
        store.write(weave([], []))
        assert count(store) == 0
        result = store.query("MATCH (p:Paper) RETURN p.id")
        assert (result.columns, result.rows, result.truncated) == ((), (), False)


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
ArcadeStore(sys.argv[1]).write(library(30, 100))
"""


def test_a_writer_killed_at_any_moment_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = ArcadeStore(tmp_path / "db")
    store.write(three_papers())
    rng = random.Random(2)
    tests = Path(__file__).parent.parent
    for _ in range(3):
        process = python(WRITE, tmp_path / "db", tests)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.2 + rng.random())
        process.kill()
        process.communicate()
        assert count(store) in (3, 30)
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
