from dataclasses import replace

from papers import found, named

from paperweft.extract.records import Extraction
from paperweft.extract.schema import DATASET, MODEL, Relation, Role
from paperweft.graph.build import build_graph


def stating(number: int, confidence: float) -> Extraction:
    said = found(
        number,
        named("WeftNet", kind=MODEL),
        named("LoomNet"),
        relations=[(0, Relation.OUTPERFORMS, 1)],
    )
    relation = replace(said.relations[0], confidence=confidence)
    return replace(said, relations=(relation,))


def test_a_paper_has_one_edge_to_a_concept_with_the_sentence_that_says_so() -> None:
    graph = build_graph([found(1, named("YarnSet", kind=DATASET, role=Role.TRAINS_ON))])
    (edge,) = graph.paper_edges
    assert (edge.relation, edge.concept_id) == ("TRAINS_ON", "dataset:yarnset")
    assert edge.evidence.sentence == "We see YarnSet here."
    assert (edge.mentions, edge.rules) == (1, ("lexicon",))


def test_a_compared_concept_has_an_edge_of_the_name_that_stores_use() -> None:
    graph = build_graph([found(1, named("LoomNet", role=Role.COMPARES))])
    assert [edge.relation for edge in graph.paper_edges] == ["COMPARES_WITH"]


def test_parts_of_one_concept_share_an_edge_and_the_surest_speaks() -> None:
    one = found(1, named("weft attention network", confidence=0.5), named("WEAN", confidence=0.9))
    graph = build_graph([one, found(2, named("weft attention network", "WEAN"))])
    edge = graph.paper_edges[0]
    assert edge.mentions == 2
    assert round(edge.confidence, 4) == 0.9
    assert edge.evidence.sentence == "We see WEAN here."


def test_a_relation_counts_the_papers_that_state_it_and_shows_the_surest_five() -> None:
    graph = build_graph([stating(number, 0.4 + number / 100) for number in range(1, 8)])
    (edge,) = graph.concept_edges
    assert (edge.head, edge.relation, edge.tail) == (
        "model:weftnet",
        "OUTPERFORMS",
        "method:loomnet",
    )
    assert edge.support == 7
    assert [one.paper_id[-1] for one in edge.evidence] == ["7", "6", "5", "4", "3"]
    assert round(edge.confidence, 4) == 0.47


def test_mentions_stand_in_reading_order() -> None:
    graph = build_graph([found(2, named("WeftNet", "织网")), found(1, named("LoomNet"))])
    rows = graph.mention_table.to_pylist()
    order = [(row["paper_id"], row["passage"], row["start"]) for row in rows]
    assert order == sorted(order)
    assert len(rows) == 3
