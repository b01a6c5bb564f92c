"""What may be given for a parameter, and what is said where it is wrong."""

from typing import Any

import pytest
from export.factory import paper, weave

from paperweft.extract.errors import NothingFoundError, UsageError
from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store, Value
from paperweft.queries import NamedQuery, ask, bind, get, library
from queries.looms import HOSTILE, looms

ALL = ["Method", "Model", "Dataset", "Topic", "Metric"]


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return looms()


def bound(store: Store, name: str, given: dict[str, Value], key: str) -> Value:
    return bind(get(name), given, store)[key]


@pytest.mark.parametrize(
    ("given", "month"),
    [("newest", "2024-05"), (None, "2024-05"), ("2024-04", "2024-04"), ("2024年4月", "2024-04"),
     ("Apr 3, 2024", "2024-04"), ("2023-12-31", "2023-12")],
)  # fmt: skip
def test_a_month_is_written_in_many_ways(store: Store, given: str | None, month: str) -> None:
    assert bound(store, "new-concepts", {"month": given}, "month") == month


@pytest.mark.parametrize(
    ("given", "months"),
    [("newest", ("2024-01", "2024-04", "2024-07")), ("2024-q1", ("2023-10", "2024-01", "2024-04")),
     ("2024Q4", ("2024-07", "2024-10", "2025-01")), ("2023-12", ("2023-07", "2023-10", "2024-01"))],
)  # fmt: skip
def test_a_quarter_is_one_or_that_of_a_month(
    store: Store, given: str, months: tuple[str, str, str]
) -> None:
    found = bound(store, "rising", {"quarter": given}, "quarter")
    assert found == dict(zip(("previous", "first", "next"), months, strict=True))


@pytest.mark.parametrize(
    ("given", "types"),
    [("any", ALL), ("metric, method", ["Method", "Metric"]), ("Dataset,any", ALL),
     (["Model", "Topic"], ["Model", "Topic"])],
)  # fmt: skip
def test_types_are_one_or_several_or_any(store: Store, given: Value, types: list[str]) -> None:
    assert bound(store, "taken-up", {"types": given}, "types") == types


def test_of_several_concepts_with_a_name_one_of_the_wanted_type_is_meant(store: Store) -> None:
    assert bound(store, "timeline", {"concept": "Warp"}, "concept") == "method:warp"  # its label
    assert bound(store, "reading-list", {"topic": "Warp"}, "topic") == "topic:weaving"
    assert bound(store, "reading-list", {"topic": "Shuttle"}, "topic") == "method:shuttle"
    assert bound(store, "reading-list", {"topic": "method:warp"}, "topic") == "method:warp"


def test_any_concept_is_all_of_them_only_where_that_is_the_default(store: Store) -> None:
    assert bound(store, "contradictions", {}, "concept") is None
    assert bound(store, "contradictions", {"concept": "any"}, "concept") is None
    with pytest.raises(NothingFoundError, match="no concept goes by 'any'"):
        bind(get("papers-about"), {"concept": "any"}, store)


def test_an_author_is_found_in_any_case_and_near_names_are_told(store: Store) -> None:
    assert bound(store, "papers-by-author", {"author": "ADA LOOM"}, "author") == "Ada Loom"
    with pytest.raises(NothingFoundError, match=r"no author goes by 'loom'; there is Ada Loom$"):
        bind(get("papers-by-author"), {"author": "loom"}, store)
    with pytest.raises(NothingFoundError, match=r"no author goes by 'Nobody'$"):
        bind(get("papers-by-author"), {"author": "Nobody"}, store)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("new-concepts", {"month": "2024"}, "month must be a month such as 2024-06, or newest"),
        ("new-concepts", {"month": "2024-13"}, "month must be a month such as 2024-06"),
        ("rising", {"quarter": "2024-Q5"}, "quarter must be a quarter such as 2024-Q2, or newest"),
        ("rising", {"types": "Dataset,Modle"}, "types must be one of .*; did you mean Model"),
        ("rising", {"types": ""}, "types is empty; it takes quarter=newest, types="),
        ("descendants", {"concept": "Warp", "steps": "two"}, "steps must be a whole number"),
        ("descendants", {"concept": "Warp", "steps": 5}, "steps must be a whole number .* 0 to 4"),
        ("papers-linking", {"one": "Warp"}, "needs two; it takes one=CONCEPT, two=CONCEPT"),
    ],
)  # fmt: skip
def test_a_wrong_value_says_what_is_expected(
    store: Store, name: str, given: dict[str, Value], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        ask(store, name, given)


def test_without_dates_there_is_no_newest_month(tmp_path: Any) -> None:
    with ArcadeStore(tmp_path / "graph.db") as store:
        store.write(weave([paper(1, "Undated", date=None), paper(2, "Old", date="2020")], []))
        with pytest.raises(NothingFoundError, match="no paper's date has a month"):
            ask(store, "rising")
        assert ask(store, "rising", {"quarter": "2020-Q1"}).rows == ()


_NAMED = {"concept", "method", "dataset", "topic", "metric", "author", "paper"}


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_hostile_value_is_a_value_and_nothing_else(store: Store, query: NamedQuery) -> None:
    before = ask(store, "MATCH (n) RETURN count(n) AS n").rows
    given: dict[str, Value] = {p.name: HOSTILE for p in query.parameters if p.type in _NAMED}
    ask(store, query.name, given)
    for parameter in query.parameters:
        wrong = {**given, parameter.name: "`x'}) DETACH DELETE n //"}
        with pytest.raises((UsageError, NothingFoundError)):
            ask(store, query.name, wrong)
    assert ask(store, "MATCH (n) RETURN count(n) AS n").rows == before
