import random

from hypothesis import given, settings
from hypothesis import strategies as st
from papers import extractor, found, named, paper

from paperweft.extract.records import Extraction
from paperweft.extract.schema import DATASET, METHOD, MODEL, Relation
from paperweft.graph.build import build_graph
from paperweft.graph.tables import SCHEMAS

NAMES = [
    "WFT",
    "weft transform",
    "woven tensor",
    "纬线变换",
    "緯線變換",
    "RAG",
    "检索增强生成",
    "GPT-4",
]
CONCEPTS = st.builds(
    lambda names, kind, confidence: named(*names, kind=kind, confidence=confidence),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    st.sampled_from([METHOD, MODEL, DATASET]),
    st.sampled_from([0.3, 0.7, 0.9]),
)


@st.composite
def extraction_lists(draw: st.DrawFn) -> list[Extraction]:
    found_ = []
    for number in range(draw(st.integers(0, 4))):
        concepts = draw(st.lists(CONCEPTS, max_size=3))
        pairs = [(a, b) for a in range(len(concepts)) for b in range(len(concepts)) if a != b]
        chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
        relations = [(a, Relation.OUTPERFORMS, b) for a, b in chosen]
        found_.append(found(number, *concepts, relations=relations))
    return found_


@given(extraction_lists(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_any_order_of_extractions_gives_equal_tables(
    extractions: list[Extraction], shuffler: random.Random
) -> None:
    shuffled = list(extractions)
    shuffler.shuffle(shuffled)
    one, other = build_graph(extractions).tables, build_graph(shuffled).tables
    assert all(one[name].equals(other[name]) for name in SCHEMAS)


@given(extraction_lists())
@settings(max_examples=40, deadline=None)
def test_every_edge_joins_nodes_and_every_concept_has_a_paper(
    extractions: list[Extraction],
) -> None:
    graph = build_graph(extractions)
    papers = {told.id for told in graph.papers}
    concepts = {concept.id for concept in graph.concepts}
    assert len(concepts) == len(graph.concepts)
    assert all(e.paper_id in papers and e.concept_id in concepts for e in graph.paper_edges)
    assert all({e.head, e.tail} <= concepts for e in graph.concept_edges)
    assert {e.concept_id for e in graph.paper_edges} == concepts
    assert all(concept.papers > 0 for concept in graph.concepts)
    assert {merge.concept_id for merge in graph.merges} <= concepts


@given(extraction_lists())
@settings(max_examples=40, deadline=None)
def test_every_mention_and_sentence_of_the_graph_quotes_its_paper(
    extractions: list[Extraction],
) -> None:
    graph = build_graph(extractions)
    papers = {told.id: told for told in graph.papers}
    names = {concept.id: concept.names for concept in graph.concepts}
    for row in graph.mention_table.to_pylist():
        text = papers[row["paper_id"]].passages[row["passage"]].text
        assert text[row["start"] : row["end"]] in names[row["concept_id"]]
    evidence = [edge.evidence for edge in graph.paper_edges]
    evidence += [one for edge in graph.concept_edges for one in edge.evidence]
    for one in evidence:
        assert one.sentence == papers[one.paper_id].passages[one.passage].text[one.start : one.end]


def test_no_extractions_give_empty_tables_of_the_right_columns() -> None:
    tables = build_graph([]).tables
    assert {name: table.schema for name, table in tables.items()} == SCHEMAS
    assert all(table.num_rows == 0 for table in tables.values())


def test_a_paper_without_concepts_is_still_in_the_graph() -> None:
    graph = build_graph([found(1)])
    assert [told.id for told in graph.papers] == ["arxiv:2413.00001"]
    assert graph.concepts == ()


def test_a_concept_has_its_names_in_all_languages() -> None:
    graph = build_graph([found(1, named("RAG", "检索增强生成")), found(2, named("檢索增強生成"))])
    (concept,) = graph.concepts
    assert concept.id == "method:retrieval-augmented-generation"
    assert concept.label == "retrieval-augmented generation"
    assert (concept.label_zh_hans, concept.label_zh_hant) == ("检索增强生成", "檢索增強生成")
    assert set(concept.names) == {concept.label, "RAG", "检索增强生成", "檢索增強生成"}
    assert concept.papers == 2


def test_the_graph_says_why_names_are_one_concept_and_how_many_papers_say_so() -> None:
    graph = build_graph([found(n, named("weft attention network", "WEAN")) for n in (1, 2)])
    (merge,) = graph.merges
    assert {merge.name, merge.other} == {"WEAN", "weft attention network"}
    assert (merge.rule, merge.paper_id) == ("acronym", "arxiv:2413.00001")
    assert merge.papers == 2


def test_an_acronym_with_two_meanings_is_two_concepts_of_the_graph() -> None:
    graph = build_graph(
        [
            found(1, named("weft fibre transform", "WFT")),
            found(2, named("woven fabric tensor", "WFT")),
        ]
    )
    assert [concept.id for concept in graph.concepts] == [
        "method:weft-fibre-transform",
        "method:woven-fabric-tensor",
    ]
    assert graph.merges == ()


def test_real_extractions_in_any_order_give_equal_tables() -> None:
    extractions = [
        extractor()(told)
        for told in (
            paper(1, "WeftNet: GPT-4 on CIFAR-10", title_zh="WeftNet：CIFAR-10上的GPT-4"),
            paper(2, abstract="We use retrieval-augmented generation (RAG) and GPT-4."),
            paper(3, abstract_hant="我們使用檢索增強生成（RAG）和知識圖譜。"),
        )
    ]
    one, other = build_graph(extractions).tables, build_graph(extractions[::-1]).tables
    assert all(one[name].equals(other[name]) for name in SCHEMAS)
    assert one["mentions"].num_rows > 0
