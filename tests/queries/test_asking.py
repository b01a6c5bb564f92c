from collections.abc import Iterator

import pytest
from export.factory import concept, paper, weave

from paperweft.extract.errors import NothingFoundError, QueryError, UsageError
from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import QueryResult, Store, Value
from paperweft.queries import ask, bind, get, library

HOSTILE = "x'}) DETACH DELETE n // `$limit`"
RAG = "method:rag"


def small_graph() -> KnowledgeGraph:
    return weave(
        [
            paper(1, "WeftRAG: Weaving Retrieval", title_zh="编织检索", date="2024-06-28"),
            paper(2, "Retrieval at Rest", date=None),
            paper(3, "Looms for Vision", date="2024-07"),
        ],
        [
            concept("dataset:loomqa", "LoomQA"),
            concept("metric:f1", "F1"),
            concept("method:weft", "WeftRAG"),
            concept(
                RAG,
                "Retrieval-Augmented Generation",
                names=["Retrieval-Augmented Generation", "RAG", "检索增强生成", HOSTILE],
            ),
            concept("model:spindle-7b", "Spindle-7B"),
            concept("topic:rag", "RAG", names=["RAG"]),
        ],
        [
            ("arxiv:2413.00001", "PROPOSES", "method:weft", 0.9, "We propose WeftRAG."),
            ("arxiv:2413.00001", "USES", RAG, 0.8, "It builds on RAG."),
            ("arxiv:2413.00001", "EVALUATES_ON", "dataset:loomqa", 0.8, "Tested on LoomQA."),
            ("arxiv:2413.00002", "PROPOSES", RAG, 0.9, "We introduce RAG."),
            ("arxiv:2413.00003", "USES", "model:spindle-7b", 0.9, "Spindle-7B sees."),
            ("arxiv:2413.00003", "EVALUATES_ON", "dataset:loomqa", 0.9, "We use LoomQA."),
        ],
        [
            ("method:weft", "BASED_ON", RAG, "arxiv:2413.00001", "WeftRAG is based on RAG."),
            ("method:weft", "OUTPERFORMS", RAG, "arxiv:2413.00001", "WeftRAG beats RAG."),
            ("model:spindle-7b", "EVALUATED_ON", "dataset:loomqa", "arxiv:2413.00003", "It does."),
        ],
        [
            (p, "metric:f1", d, m, (value, "%"), f"F1 is {value}%.")
            for p, d, m, value in [
                ("arxiv:2413.00001", "dataset:loomqa", "method:weft", 92.1),
                ("arxiv:2413.00002", None, RAG, 80.0),
                ("arxiv:2413.00003", "dataset:loomqa", None, 71.5),
            ]
        ],
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArcadeStore]:
    with ArcadeStore(tmp_path_factory.mktemp("asking") / "graph.db") as made:
        made.write(small_graph())
        yield made


def column(result: QueryResult, name: str) -> list[Value]:
    return [row[result.columns.index(name)] for row in result.rows]


def test_papers_about_a_concept_are_found_by_any_of_its_names(store: Store) -> None:
    for name in (RAG, "检索增强生成", "檢索增強生成", "retrieval augmented generations", HOSTILE):
        found = ask(store, "papers-about", {"concept": name})
        assert column(found, "paper") == ["arxiv:2413.00002", "arxiv:2413.00001"], name
        assert column(found, "sentence") == ["We introduce RAG.", "It builds on RAG."]


def test_an_exact_label_beats_an_alias(store: Store) -> None:
    assert bind(get("papers-about"), {"concept": "RAG"}, store)["concept"] == "topic:rag"


@pytest.mark.parametrize(
    "name",
    [
        "arxiv:2413.00001",
        "2413.00001v3",
        "https://arxiv.org/abs/2413.00001",
        "weftrag: weaving retrieval",
        "編織檢索",
    ],
)
def test_a_paper_is_found_by_id_link_or_title(store: Store, name: str) -> None:
    found = ask(store, "concepts-of-paper", {"paper": name})
    assert column(found, "relation") == ["EVALUATES_ON", "PROPOSES", "USES"]


def test_what_the_other_queries_answer(store: Store) -> None:
    assert column(ask(store, "proposes"), "proposes") == [
        "WeftRAG",
        "Retrieval-Augmented Generation",
    ]
    methods = ask(store, "methods-on-dataset", {"dataset": "loomqa"})
    assert column(methods, "label") == ["Spindle-7B", "WeftRAG"]
    assert column(methods, "stated") == [True, False]
    datasets = ask(store, "datasets-with-method", {"method": "WeftRAG"})
    assert column(datasets, "dataset") == ["LoomQA"]
    better = ask(store, "outperforms", {"concept": RAG})
    assert (column(better, "better"), column(better, "sentence")) == (
        ["WeftRAG"],
        ["WeftRAG beats RAG."],
    )
    assert column(ask(store, "built-on", {"concept": "WeftRAG"}), "relation") == ["BASED_ON"]
    used = ask(store, "most-used", {"type": "dataset", "limit": "1"})
    assert (column(used, "label"), column(used, "papers")) == (["LoomQA"], [2])
    related = ask(store, "related-papers", {"paper": "2413.00001"})
    assert set(column(related, "paper")) == {"arxiv:2413.00002", "arxiv:2413.00003"}


def test_values_of_a_metric_on_a_dataset_come_with_method_and_sentence(store: Store) -> None:
    found = ask(store, "results", {"metric": "F1", "dataset": "LoomQA"})
    assert column(found, "value") == [92.1, 71.5]
    assert column(found, "method") == ["WeftRAG", None]
    assert column(found, "sentence") == ["F1 is 92.1%.", "F1 is 71.5%."]
    assert set(column(found, "unit")) == {"%"}


def test_the_shortest_path_goes_through_what_papers_share(store: Store) -> None:
    given: dict[str, Value] = {"from": "2413.00002", "to": "2413.00003"}
    found = ask(store, "shortest-path", given)
    assert column(found, "path") == [
        ["Retrieval at Rest", "Retrieval-Augmented Generation", "WeftRAG: Weaving Retrieval",
         "LoomQA", "Looms for Vision"]
    ]  # fmt: skip


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_every_query_runs(store: Store, query: object) -> None:
    samples = {"concept": RAG, "paper": "2413.00001"}
    parameters = query.parameters  # type: ignore[attr-defined]
    given: dict[str, Value] = {p.name: samples[p.type] for p in parameters if p.type in samples}
    ask(store, query.name, given)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("papers-about", {}, r"needs concept; it takes concept=CONCEPT, limit=25"),
        ("papers-about", {"concept": " "}, "concept is empty"),
        ("papers-about", {"concept": RAG, "limt": 3}, "no parameter 'limt'; it takes"),
        ("papers-about", {"concept": RAG, "limit": "many"}, "limit must be a whole number"),
        ("papers-about", {"concept": RAG, "limit": "-1"}, "limit must be a whole number"),
        ("most-used", {"type": "Modle"}, "must be one of Method, .*did you mean model"),
    ],
)
def test_a_wrong_parameter_says_what_is_expected(
    store: Store, name: str, given: dict[str, Value], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        ask(store, name, given)


def test_an_unknown_concept_or_paper_is_nothing_found(store: Store) -> None:
    with pytest.raises(NothingFoundError, match=r"no concept goes by 'nonsense'"):
        ask(store, "papers-about", {"concept": "nonsense"})
    with pytest.raises(NothingFoundError, match=r"no paper goes by '1999.99999'"):
        ask(store, "concepts-of-paper", {"paper": "1999.99999"})


def test_a_question_that_is_no_name_is_cypher(store: Store) -> None:
    assert ask(store, "MATCH (p:Paper) RETURN count(p) AS n").rows == ((3,),)
    assert ask(store, "RETURN $x AS x", {"x": [1]}).rows == (([1],),)
    with pytest.raises(QueryError):
        ask(store, "what is RAG?")
