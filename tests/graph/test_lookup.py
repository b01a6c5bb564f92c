from dataclasses import replace

import pytest
from papers import found, named, paper, paper_of

from paperweft.extract.errors import NothingFoundError
from paperweft.extract.records import Extraction, Paper
from paperweft.extract.schema import METHOD, MODEL
from paperweft.extract.version import EXTRACTOR
from paperweft.graph.build import build_graph
from paperweft.graph.lookup import (
    find_concept,
    find_concepts,
    find_paper,
    search_concepts,
    search_papers,
)


def only(told: Paper) -> Extraction:
    return Extraction(told, (), (), EXTRACTOR)


PAPERS = build_graph(
    [
        only(replace(paper(1, "Weaving Looms"), date="2024-06-28", record_ids=("r1",))),
        only(replace(paper(2, "Looms of yarn", title_zh="紡織機"), date="2024-07")),
        only(replace(paper(3, title_hant="織機圖譜"), date=None)),
        only(paper(5, "Weaving the UMLS")),
        only(paper_of(4, ("abstract", "en", "No title."))),
    ]
)
CONCEPTS = build_graph(
    [
        found(1, named("weft attention network", "WEAN", "纬线注意力网络")),
        found(2, named("weft attention network"), named("weft attention")),
        found(3, named("WeftNet", kind=MODEL)),
    ]
)


def test_papers_are_found_by_a_part_of_any_title_the_newest_first() -> None:
    ids = [told.id[-1] for told in search_papers(PAPERS, "LOOMS")]
    assert ids == ["2", "1"]
    assert [told.id[-1] for told in search_papers(PAPERS, "织机")] == ["2", "3"]


def test_every_paper_is_found_by_nothing_dated_ones_first() -> None:
    assert [told.id[-1] for told in search_papers(PAPERS)] == ["2", "1", "3", "4", "5"]


@pytest.mark.parametrize(
    "name",
    [
        "arxiv:2413.00001",
        "https://arxiv.org/abs/2413.00001",
        "r1",
        "weaving looms",
        "Weaving–Looms",
    ],
)
def test_a_paper_is_found_by_id_link_record_and_title(name: str) -> None:
    assert find_paper(PAPERS, name).id == "arxiv:2413.00001"


@pytest.mark.parametrize("name", ["", "🤖", "loom", "arxiv:2413.99999"])
def test_a_paper_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(NothingFoundError, match="no paper"):
        find_paper(PAPERS, name)


def test_a_title_that_ends_in_capitals_is_found() -> None:
    assert find_paper(PAPERS, "Weaving the UMLS").id == "arxiv:2413.00005"


def test_papers_that_come_near_are_named() -> None:
    with pytest.raises(NothingFoundError, match=r"arxiv:2413\.00001 \(Weaving Looms\)"):
        find_paper(PAPERS, "weaving")


def test_concepts_are_found_by_a_part_exact_names_first() -> None:
    labels = [concept.label for concept in search_concepts(CONCEPTS, "weft attention")]
    assert labels == ["weft attention", "weft attention network"]


def test_concepts_are_found_by_type() -> None:
    assert [c.label for c in search_concepts(CONCEPTS, "weft", MODEL)] == ["WeftNet"]
    assert len(search_concepts(CONCEPTS, kind=METHOD)) == 2


@pytest.mark.parametrize(
    "name",
    ["WEAN", "緯線注意力網絡", "Weft Attention Networks", "method:weft-attention-network"],
)
def test_a_concept_is_found_by_any_of_its_names_or_its_id(name: str) -> None:
    assert find_concept(CONCEPTS, name).id == "method:weft-attention-network"


def test_a_concept_that_is_not_there_is_told_with_what_comes_near() -> None:
    with pytest.raises(NothingFoundError, match="no concept 'attention net'; there is weft"):
        find_concept(CONCEPTS, "attention net")
    with pytest.raises(NothingFoundError, match="paperweft concepts"):
        find_concept(CONCEPTS, "🤖")


def test_only_exact_names_find_all_concepts_of_a_name() -> None:
    assert [c.id for c in find_concepts(CONCEPTS, "weft attention")] == ["method:weft-attention"]
    assert find_concepts(CONCEPTS, "weft") == []
