import random

import pytest
from papers import Named, found, named

from paperweft.extract.records import Extraction
from paperweft.extract.schema import METRIC
from paperweft.graph.build import build_graph
from paperweft.graph.resolve import resolve
from paperweft.graph.same import compare

FIBRE, FABRIC = "weft fibre transform", "woven fabric tensor"
SPINNING = ("spindle speed control", "thread twist estimation")
DYEING = ("dye bath modeling", "colour fastness test")


def about(number: int, subjects: tuple[str, ...], *concepts: Named) -> Extraction:
    return found(number, *concepts, *(named(subject) for subject in subjects))


def two_fields() -> list[Extraction]:
    spun = [about(n, SPINNING, named(FIBRE, "WFT")) for n in range(1, 6)]
    return spun + [about(n, DYEING, named(FABRIC, "WFT")) for n in range(6, 11)]


def meaning(papers: list[Extraction], number: int) -> str:
    """The label of what paper `number` calls WFT."""
    graph = build_graph(papers)
    ids = {e.concept_id for e in graph.paper_edges if e.paper_id == f"arxiv:2413.{number:05}"}
    (label,) = {graph.concept(i).label for i in ids if "WFT" in graph.concept(i).names}
    return label


@pytest.mark.parametrize(("subjects", "expected"), [(SPINNING, FIBRE), (DYEING, FABRIC)])
def test_a_bare_acronym_means_what_papers_of_the_same_company_mean(
    subjects: tuple[str, ...], expected: str
) -> None:
    assert meaning([*two_fields(), about(20, subjects, named("WFT"))], 20) == expected


@pytest.mark.parametrize(
    "subjects",
    [(), SPINNING[:1], (SPINNING[0], DYEING[0]), ("loom history", "silk trade")],
    ids=["no company", "one shared concept", "company of both", "company of neither"],
)
def test_without_a_clear_margin_it_stays_a_concept_of_its_own(subjects: tuple[str, ...]) -> None:
    assert meaning([*two_fields(), about(20, subjects, named("WFT"))], 20) == "WFT"


def test_a_metric_is_no_sense_of_a_method() -> None:
    bare = about(20, SPINNING, named("WFT", kind=METRIC))
    assert meaning([*two_fields(), bare], 20) == "WFT"


def test_a_known_acronym_keeps_its_meaning_unless_company_speaks_against_it() -> None:
    told = [about(n, DYEING, named("woven area graph", "RAG")) for n in range(1, 6)]
    papers = [*told, *(about(n, SPINNING, named("RAG")) for n in range(6, 11))]
    papers.append(about(20, DYEING, named("RAG")))
    graph = build_graph(papers)
    (area,) = [c for c in graph.concepts if c.label == "woven area graph"]
    (retrieval,) = [c for c in graph.concepts if c.label == "retrieval-augmented generation"]
    assert (area.papers, retrieval.papers) == (6, 5)


def test_the_merge_says_that_company_decided() -> None:
    graph = build_graph([*two_fields(), about(20, SPINNING, named("WFT"))])
    (merge,) = [merge for merge in graph.merges if merge.rule == "company"]
    assert merge.concept_id == "method:weft-fibre-transform"
    assert merge.reason.endswith("read so from the concepts beside it in arxiv:2413.00020")


def test_both_meanings_are_told_when_asked() -> None:
    graph = build_graph(two_fields())
    assert not compare(FIBRE, FABRIC, graph).same
    verdict = compare("WFT", FIBRE, graph)
    assert verdict.same
    assert any(FABRIC in line for line in verdict.why)


def test_the_order_of_papers_does_not_matter() -> None:
    papers = [*two_fields(), about(20, SPINNING, named("WFT")), about(21, DYEING, named("WFT"))]
    one = resolve(papers)
    random.Random(3).shuffle(papers)
    other = resolve(papers)
    assert (one.settled, one.concepts) == (other.settled, other.concepts)
