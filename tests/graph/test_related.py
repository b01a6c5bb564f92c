import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperweft.extract.errors import UsageError
from paperweft.extract.schema import Role
from paperweft.graph.related import ROLE_WEIGHTS, related_table, related_to, score_shares
from paperweft.graph.tables import PAPER_EDGES, RELATED

Edge = tuple[str, str, str, float]

FIELDS = ["paper_id", "relation", "concept_id", "confidence"]


def table(edges: list[Edge]) -> pa.Table:
    schema = pa.schema([PAPER_EDGES.field(name) for name in FIELDS])
    return pa.Table.from_pylist([dict(zip(FIELDS, e, strict=True)) for e in edges], schema=schema)


def uses(*pairs: tuple[str, str]) -> pa.Table:
    return table([(paper, "USES", concept, 0.8) for paper, concept in pairs])


def scores(edges: pa.Table, paper: str) -> dict[str, float]:
    return {r.other_id: r.score for r in related_to(edges, paper, limit=None)}


papers = st.sampled_from([f"arxiv:2413.{n:05}" for n in range(9)])
concepts = st.sampled_from([f"method:c{n}" for n in range(9)])
relations = st.sampled_from(["PROPOSES", "USES", "COMPARES_WITH"])
edge_lists = st.lists(
    st.tuples(papers, relations, concepts, st.floats(0, 1, width=32)),
    max_size=50,
    unique_by=lambda edge: edge[:3],
)


def test_every_role_has_a_weight() -> None:
    assert set(ROLE_WEIGHTS) == set(Role)


def test_a_rare_shared_concept_counts_more_than_one_of_most_papers() -> None:
    crowd = [(f"arxiv:2413.1{n:04}", "topic:common") for n in range(30)]
    edges = uses(
        ("a", "topic:common"), ("a", "method:rare"), ("b", "topic:common"), ("b", "method:x"),
        ("c", "method:rare"), ("c", "method:y"), *crowd,
    )  # fmt: skip
    found = scores(edges, "a")
    assert found["c"] > 50 * found["b"] > 0


def test_papers_that_share_one_generic_concept_alone_are_hardly_related() -> None:
    edges = uses(*[(f"arxiv:2413.{n:05}", "topic:common") for n in range(40)])
    assert 0 < scores(edges, "arxiv:2413.00000")["arxiv:2413.00001"] < 0.001


def test_a_proposed_concept_weighs_more_than_a_compared_one() -> None:
    edges = table(
        [
            ("a", "USES", "method:m", 0.9),
            ("b", "PROPOSES", "method:m", 0.9),
            ("c", "COMPARES_WITH", "method:m", 0.9),
            ("d", "USES", "method:n", 0.9),
        ]
    )
    assert [r.other_id for r in related_to(edges, "a")] == ["b", "c"]


def test_a_sure_edge_weighs_more_than_an_unsure_one() -> None:
    edges = table([("a", "USES", "m:x", 0.9), ("b", "USES", "m:x", 0.3), ("c", "USES", "m:x", 0.8)])
    assert [r.other_id for r in related_to(edges, "a")] == ["c", "b"]


def test_shared_concepts_stand_heaviest_first() -> None:
    edges = uses(
        ("a", "topic:z"), ("a", "method:r"), ("b", "topic:z"), ("b", "method:r"), ("c", "topic:z")
    )
    assert related_to(edges, "a")[0].shared == ("method:r", "topic:z")


def test_equal_scores_stand_in_the_order_of_ids() -> None:
    edges = uses(("a", "m:x"), ("d", "m:x"), ("c", "m:x"), ("b", "m:x"))
    assert [r.other_id for r in related_to(edges, "a", limit=2)] == ["b", "c"]


def test_a_paper_without_edges_is_related_to_none() -> None:
    assert related_to(uses(("a", "m:x")), "unknown") == ()
    assert related_to(uses(), "a") == ()
    assert related_table(uses()).schema == RELATED


def test_an_edge_of_no_confidence_is_still_shared() -> None:
    edges = table([("a", "USES", "m:x", 0.0), ("b", "USES", "m:x", 0.0)])
    assert [r.other_id for r in related_to(edges, "a")] == ["b"]


def test_a_negative_limit_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="limit"):
        related_to(uses(("a", "m:x")), "a", limit=-1)


@settings(deadline=None)
@given(edge_lists)
def test_scores_are_symmetric_and_between_0_and_1(edges: list[Edge]) -> None:
    rows = related_table(table(edges), limit=None).to_pylist()
    found = {(r["paper_id"], r["other_id"]): r["score"] for r in rows}
    assert all(found[b, a] == score for (a, b), score in found.items())
    assert all(0 <= score <= 1 for score in found.values())


@settings(deadline=None)
@given(edge_lists)
def test_without_a_limit_exactly_the_papers_that_share_something_appear(edges: list[Edge]) -> None:
    sharing = {(a[0], b[0]) for a in edges for b in edges if a[0] != b[0] and a[2] == b[2]}
    rows = related_table(table(edges), limit=None).to_pylist()
    assert sorted((row["paper_id"], row["other_id"]) for row in rows) == sorted(sharing)


@settings(deadline=None)
@given(edge_lists, st.integers(0, 4))
def test_one_paper_and_all_papers_have_the_same_scores(edges: list[Edge], limit: int) -> None:
    edge_table = table(edges)
    rows = related_table(edge_table, limit=limit).to_pylist()
    single = [
        {"paper_id": r.paper_id, "other_id": r.other_id, "score": r.score, "shared": [*r.shared]}
        for paper in sorted({edge[0] for edge in edges})
        for r in related_to(edge_table, paper, limit=limit)
    ]
    assert rows == single


@settings(deadline=None)
@given(edge_lists, st.integers(0, 4))
def test_a_limit_takes_the_first_of_all(edges: list[Edge], limit: int) -> None:
    edge_table = table(edges)
    for paper in {edge[0] for edge in edges}:
        everything = related_to(edge_table, paper, limit=None)
        assert related_to(edge_table, paper, limit=limit) == everything[:limit]


@settings(deadline=None)
@given(edge_lists, st.randoms(use_true_random=False))
def test_the_order_of_edges_does_not_matter(edges: list[Edge], shuffler: random.Random) -> None:
    shuffled = list(edges)
    shuffler.shuffle(shuffled)
    assert related_table(table(edges)).equals(related_table(table(shuffled)))


@settings(deadline=None)
@given(edge_lists)
def test_the_shares_of_the_shared_concepts_add_up_to_the_score(edges: list[Edge]) -> None:
    edge_table = table(edges)
    for row in related_table(edge_table, limit=3).to_pylist():
        shares = score_shares(edge_table, row["paper_id"], row["other_id"])
        assert list(shares) == row["shared"]
        assert sum(shares.values()) == pytest.approx(row["score"], abs=1e-8)


def test_papers_that_share_nothing_have_no_shares() -> None:
    edges = uses(("a", "m:x"), ("b", "m:y"))
    assert score_shares(edges, "a", "b") == {}
    assert score_shares(edges, "a", "unknown") == {}


def test_many_rows_are_worked_off_in_chunks_with_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edges = uses(*[(f"p{n:03}", f"m:{(n * k) % 17}") for n in range(60) for k in (1, 2, 3)])
    whole = related_table(edges)
    monkeypatch.setattr("paperweft.graph.related._CHUNK_CELLS", 50)
    assert related_table(edges).equals(whole)


def test_among_many_papers_one_more_leaves_nearly_all_scores_as_they_were() -> None:
    rng = random.Random(4)
    pairs = {
        (f"arxiv:2413.{n:05}", f"method:c{int(rng.random() ** 2 * 3000)}")
        for n in range(1_300)
        for _ in range(8)
    }
    before = _rows_of(sorted(pairs))
    after = _rows_of(sorted({*pairs, ("new", "method:c1"), ("new", "method:c2500")}))
    changed = {edge for edge in before if after.get(edge) != before[edge]}
    assert len(changed) < 0.1 * len(before)
    assert any(paper == "new" for paper, _ in after)


def _rows_of(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[float, str]]:
    rows = related_table(uses(*pairs)).to_pylist()
    return {(r["paper_id"], r["other_id"]): (r["score"], str(r["shared"])) for r in rows}
