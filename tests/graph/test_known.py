"""Which extractions are made again: those with other settings or helpers, and no more."""

from dataclasses import replace
from pathlib import Path

import pytest
from model_server import MODEL, Reply, failing, listed, serving
from papers import found, named, paper

from paperweft.extract.errors import EndpointError
from paperweft.extract.helpers import NO_HELPERS, Helpers
from paperweft.extract.llm.endpoint import Endpoint
from paperweft.extract.records import Origin, Paper
from paperweft.extract.schema import DATASET, METRIC
from paperweft.extract.settings import DEFAULT, Settings
from paperweft.extract.version import extractor_version
from paperweft.graph.known import Known
from paperweft.graph.update import Summary, forget, update
from paperweft.graph.workspace import Workspace

ONE, TWO = (paper(n, f"WeftNet weaves {n}", abstract="We propose WeftNet.") for n in (1, 2))
GOOD = listed(("Method", ["WeftNet"]))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "graph")


def asking(url: str, tmp_path: Path) -> Helpers:
    asked = Endpoint(url=url, model=MODEL, cache=tmp_path / "answers", backoff=0.01, timeout=5)
    return Helpers(llm=asked)


def versions(workspace: Workspace) -> dict[str, str]:
    return {e.paper.id: e.extractor for e in workspace.read_extractions().values()}


def counts(summary: Summary) -> tuple[int, int]:
    return summary.extracted, len(summary.problems)


def test_asking_extracts_anew_and_so_does_no_longer_asking(
    workspace: Workspace, tmp_path: Path
) -> None:
    papers: list[Paper] = [ONE, TWO]
    with serving(GOOD) as server:
        helpers = asking(server.url, tmp_path)
        assert counts(update(workspace, papers)) == (2, 0)
        assert counts(update(workspace, papers, helpers=helpers)) == (2, 0)
        assert set(versions(workspace).values()) == {extractor_version(helpers=helpers)}
        assert counts(update(workspace, papers, helpers=helpers)) == (0, 0)
        assert counts(update(workspace, papers)) == (2, 0)
        assert set(versions(workspace).values()) == {extractor_version()}
        assert counts(update(workspace, papers, helpers=helpers)) == (2, 0)
        assert len(server.questions) == 2


def test_what_is_only_made_again_or_forgotten_keeps_its_extractions(
    workspace: Workspace, tmp_path: Path
) -> None:
    with serving(GOOD) as server:
        helpers = asking(server.url, tmp_path)
        update(workspace, [ONE, TWO], helpers=helpers)
    assert counts(update(workspace, [])) == (0, 0)
    forget(workspace, [TWO.id])
    assert versions(workspace) == {ONE.id: extractor_version(helpers=helpers)}


def test_a_paper_without_an_answer_is_extracted_without_and_asked_about_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    def half(question: str, _: int) -> Reply:
        return failing(500) if "weaves 2" in question else GOOD

    papers: list[Paper] = [ONE, TWO]
    with serving(half) as server:
        helpers = asking(server.url, tmp_path)
        assert counts(update(workspace, papers, helpers=helpers)) == (2, 1)
        assert versions(workspace) == {
            ONE.id: extractor_version(helpers=helpers),
            TWO.id: extractor_version(),
        }
        again = update(workspace, papers, helpers=helpers)
        assert (counts(again), again.changed) == ((0, 1), ())
    with serving(GOOD) as server:
        helpers = asking(server.url, tmp_path)
        assert counts(update(workspace, papers, helpers=helpers)) == (1, 0)
        assert len(server.questions) == 1
    assert set(versions(workspace).values()) == {extractor_version(helpers=helpers)}


def test_an_extraction_stays_whole_when_its_paper_was_read_at_more_places() -> None:
    said = found(
        1,
        named("weft accuracy", kind=METRIC),
        named("LoomQA", kind=DATASET),
        results=[(0, 1, None, 7)],
    )
    made = replace(said, extractor=extractor_version())
    known = Known({}, DEFAULT, NO_HELPERS)
    known.add(made)
    again = replace(made.paper, origins=(*made.paper.origins, Origin("other.md", 3)))
    (current,) = known.current([again]).values()
    assert current == replace(made, paper=again)
    assert current.results


def test_a_workspace_remembers_its_settings_and_no_language_model(
    workspace: Workspace, tmp_path: Path
) -> None:
    told = Settings(("cues",))
    with serving(GOOD) as server:
        helpers = asking(server.url, tmp_path)
        assert counts(update(workspace, [ONE], settings=told, helpers=helpers)) == (1, 0)
    asked = extractor_version(told, helpers)
    assert versions(workspace) == {ONE.id: asked}
    assert counts(update(workspace, [])) == (0, 0)  # made again from what there is
    assert versions(workspace) == {ONE.id: asked}
    assert counts(update(workspace, [ONE])) == (1, 0)
    assert versions(workspace) == {ONE.id: extractor_version(told)}
    assert counts(update(workspace, [], settings=DEFAULT)) == (1, 0)
    assert versions(workspace) == {ONE.id: extractor_version()}


def test_an_endpoint_that_cannot_be_asked_leaves_the_settings_as_they_were(
    workspace: Workspace, tmp_path: Path
) -> None:
    update(workspace, [ONE])
    told = Settings(("cues",))
    with serving(failing(401)) as server:
        helpers = asking(server.url, tmp_path)
        with pytest.raises(EndpointError):
            update(workspace, [ONE], settings=told, helpers=helpers)
    assert workspace.read_settings() == DEFAULT
    assert versions(workspace) == {ONE.id: extractor_version()}
