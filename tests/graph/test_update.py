import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from papers import extractor, paper

from paperweft.extract.errors import NothingFoundError
from paperweft.extract.fields import title_id
from paperweft.extract.records import Origin, Paper, Passage, Problem
from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.build import build_graph
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.tables import SCHEMAS
from paperweft.graph.update import Summary, forget, update
from paperweft.graph.workspace import Workspace, content_key

ONE = paper(1, "WeftNet: GPT-4 on CIFAR-10", title_zh="WeftNet：CIFAR-10上的GPT-4")
TWO = paper(2, "LoomNet outperforms GPT-4", abstract="We evaluate LoomNet on CIFAR-100.")
THREE = paper(3, title_hant="檢索增強生成與知識圖譜", abstract_hant="我們使用檢索增強生成（RAG）。")


PROBLEM = Problem("digest.md", 9, "it broke", "mend it")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """A workspace of all three papers, to be copied, and what the first update did."""
    made = Workspace.create(tmp_path_factory.mktemp("first") / "w")
    return made.path, update(made, [ONE, PROBLEM, TWO, THREE])


@pytest.fixture
def workspace(first: tuple[Path, Summary], tmp_path: Path) -> Workspace:
    """A workspace of all three papers."""
    shutil.copytree(first[0], tmp_path / "w")
    return Workspace.open(tmp_path / "w")


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """A workspace of nothing."""
    return Workspace.create(tmp_path / "empty")


def state(workspace: Workspace) -> dict[str, tuple[bytes, int]]:
    files = [path for path in sorted(workspace.path.rglob("*")) if path.is_file()]
    return {
        str(path.relative_to(workspace.path)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in files
        if path.suffix in (".parquet", ".json")
    }


def equal(one: KnowledgeGraph, other: KnowledgeGraph) -> bool:
    return all(one.tables[name].equals(other.tables[name]) for name in SCHEMAS)


def stored_papers(workspace: Workspace) -> list[object]:
    with ArcadeStore(workspace.store_path) as store:
        rows = store.query("MATCH (p:Paper) RETURN p.id AS id ORDER BY id").rows
    return [row[0] for row in rows]


def test_new_papers_are_extracted_stored_and_summed_up(
    first: tuple[Path, Summary], workspace: Workspace
) -> None:
    summary = first[1]
    assert summary.read == summary.extracted == 3
    assert summary.added == (ONE.id, TWO.id, THREE.id)
    assert summary.changed == ()
    assert summary.problems == (PROBLEM,)
    assert set(summary.seconds) == {"read", "extract", "save", "resolve", "store"}
    assert equal(workspace.read_graph(), summary.graph)
    assert equal(summary.graph, build_graph(map(extractor(), [THREE, TWO, ONE])))
    assert stored_papers(workspace) == [ONE.id, TWO.id, THREE.id]


def test_a_second_update_extracts_nothing_and_changes_no_byte(
    first: tuple[Path, Summary], workspace: Workspace
) -> None:
    before = state(workspace)
    second = update(workspace, [THREE, ONE, TWO, ONE])
    assert (second.extracted, second.added, second.changed) == (0, (), ())
    assert state(workspace) == before
    assert any(name.startswith("tables") for name in before)
    assert equal(first[1].graph, second.graph)


class Notes:
    """A progress that writes down what it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int | None]] = []
        self.papers = 0

    def start(self, step: str, total: int | None) -> None:
        self.steps.append((step, total))

    def advance(self) -> None:
        self.papers += 1


def test_papers_added_in_two_goes_give_the_graph_of_all_at_once(
    first: tuple[Path, Summary], empty: Workspace
) -> None:
    assert update(empty, [THREE]).extracted == 1
    notes = Notes()
    assert update(empty, [TWO, ONE], progress=notes).added == (ONE.id, TWO.id)
    assert ("extract", 2) in notes.steps
    assert notes.papers == 2
    assert equal(empty.read_graph(), first[1].graph)


def test_only_a_paper_of_which_more_is_known_is_extracted_again(empty: Workspace) -> None:
    empty.save([ONE, TWO], {content_key(told): extractor()(told) for told in (ONE, TWO)})
    more = Paper(
        id=ONE.id,
        passages=(Passage("abstract", "en", "We use knowledge graphs."),),
        origins=(Origin("more.md", 1),),
    )
    elsewhere = replace(TWO, origins=(Origin("b.md", 7),))
    summary = update(empty, [more, elsewhere])
    assert (summary.added, summary.changed, summary.extracted) == ((), (ONE.id,), 1)
    assert any("knowledge graphs" in concept.names for concept in summary.graph.concepts)
    assert summary.graph.papers[1].origins == (Origin("b.md", 7), Origin("digest.md", 3))


def test_forgetting_a_paper_removes_what_only_it_supported(workspace: Workspace) -> None:
    graph = forget(workspace, [TWO.id])
    names = {name for concept in graph.concepts for name in concept.names}
    assert "GPT-4" in names
    assert not {"LoomNet", "CIFAR-100"} & names
    assert equal(graph, build_graph(map(extractor(), [ONE, THREE])))
    assert equal(graph, workspace.read_graph())
    assert stored_papers(workspace) == [ONE.id, THREE.id]
    assert TWO.id not in {told.id for told in workspace.read_records()}
    assert TWO.id not in {e.paper.id for e in workspace.read_extractions().values()}


def test_forgetting_all_papers_leaves_an_empty_graph(workspace: Workspace) -> None:
    assert equal(forget(workspace, [ONE.id, TWO.id, THREE.id]), build_graph([]))
    assert stored_papers(workspace) == []


def test_forgetting_an_unknown_paper_removes_nothing(workspace: Workspace) -> None:
    before = state(workspace)
    with pytest.raises(NothingFoundError, match=r"no paper arxiv:2413\.00099"):
        forget(workspace, [ONE.id, "arxiv:2413.00099"])
    assert state(workspace) == before


def test_a_record_that_joins_another_paper_after_forgetting_stays_in_the_graph(
    empty: Workspace,
) -> None:
    title = "A Theory of Looms"
    untold = Paper(
        id=title_id(title),
        passages=(Passage("title", "en", title), Passage("abstract", "en", "We use GPT-4.")),
        origins=(Origin("list.md", 1),),
    )
    records = [paper(1, title), paper(2, title), untold]
    empty.save(records, {content_key(told): extractor()(told) for told in records})
    graph = forget(empty, ["arxiv:2413.00001"])
    assert [told.id for told in graph.papers] == ["arxiv:2413.00002"]
    assert any("GPT-4" in concept.names for concept in graph.concepts)
