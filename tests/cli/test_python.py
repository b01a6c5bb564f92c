"""The Python interface: `paperweft.build`, `paperweft.open` and the graph they return."""

import logging
from pathlib import Path

import networkx
import pytest
import rdflib
from command import digest

import paperweft
from paperweft import OpenGraph, PaperweftError
from paperweft.extract.errors import QueryError, WorkspaceError


@pytest.fixture(scope="module")
def graph(workspace: Path) -> OpenGraph:
    return paperweft.open(workspace)


def test_the_public_names_are_there() -> None:
    assert paperweft.__all__ == sorted(paperweft.__all__)
    assert {"build", "open", "OpenGraph", "PaperweftError"} <= set(paperweft.__all__)
    for name in paperweft.__all__:
        assert getattr(paperweft, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'weave'"):
        getattr(paperweft, "weave")  # noqa: B009 - type checkers know that there is none


def test_build_returns_the_graph_and_logs_what_could_not_be_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "one.md").write_text(digest())
    with caplog.at_level(logging.WARNING, "paperweft"):
        graph = paperweft.build([tmp_path / "one.md", tmp_path / "no"], workspace=tmp_path / "g")
    assert [paper.id for paper in graph.papers] == ["arxiv:2413.06001"]
    assert "there is no such file or folder" in caplog.text
    assert paperweft.open(tmp_path / "g").papers == graph.papers


def test_papers_and_concepts_are_records(graph: OpenGraph) -> None:
    assert len(graph.papers) == 12
    assert graph.paper("arxiv:2413.05101").title.startswith("Espalier")
    concept = graph.concept("method:retrieval-augmented-generation")
    assert "检索增强生成" in concept.names
    assert concept in graph.concepts


def test_related_papers_share_concepts(graph: OpenGraph) -> None:
    every = graph.related("arxiv:2413.05101", limit=None)
    assert graph.related("arxiv:2413.05101", limit=2) == every[:2]
    assert all(found.score > 0 and found.shared for found in every)
    named = [graph.concept(name).label for name in every[0].shared]
    assert all(named)


def test_questions_are_named_or_cypher(graph: OpenGraph) -> None:
    named = graph.query("papers-about", {"concept": "檢索增強生成"})
    assert named.columns[0] == "paper"
    own = graph.query("MATCH (p:Paper {id: $id}) RETURN p.title", {"id": "arxiv:2413.05101"})
    assert own.rows[0][0] == graph.paper("arxiv:2413.05101").title
    assert len(graph.query("MATCH (n) RETURN n.id", limit=3).rows) == 3
    with pytest.raises(QueryError, match="read-only"):
        graph.query("CREATE (n:Paper)")


def test_the_graph_goes_to_networkx_rdf_and_pandas(graph: OpenGraph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, networkx.MultiDiGraph)
    assert network.has_node("arxiv:2413.05101")
    triples = graph.to_rdf()
    assert isinstance(triples, rdflib.Graph)
    assert len(triples) > 1_000
    frames = graph.to_pandas()
    assert len(frames["papers"]) == 12
    assert set(frames["concepts"]["type"]) == {"Dataset", "Method", "Metric", "Model", "Topic"}


def test_in_a_notebook_a_graph_draws_itself_in_a_frame_of_its_own(graph: OpenGraph) -> None:
    drawn = graph._repr_html_()
    assert drawn.startswith('<iframe srcdoc="')
    assert 'sandbox="allow-scripts allow-popups"' in drawn
    assert drawn.count("<") == 2
    assert "Espalier" in drawn


def test_a_folder_without_a_workspace_raises(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no workspace at") as raised:
        paperweft.open(tmp_path / "nowhere")
    assert isinstance(raised.value, PaperweftError)
