import pytest
from export.factory import concept, paper, weave

from paperweft.extract.errors import NothingFoundError, QueryError, UsageError
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import QueryResult, Store, Value
from paperweft.queries import ask, bind, get

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
def graph() -> KnowledgeGraph:
    return small_graph()


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


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("papers-about", {}, r"needs concept; it takes concept=CONCEPT, limit=25"),
        ("papers-about", {"concept": " "}, "concept is empty"),
        ("papers-about", {"concept": RAG, "limt": 3}, "no parameter 'limt'; it takes"),
        ("papers-about", {"concept": RAG, "limit": "many"}, "limit must be a whole number"),
        ("papers-about", {"concept": RAG, "limit": "-1"}, "limit must be a whole number"),
        ("most-used", {"type": "Modle"}, "must be one of Method, .*did you mean Model"),
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
