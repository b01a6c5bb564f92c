"""A workspace remembers what its extractor was told."""

from pathlib import Path

import pytest
from papers import paper

from paperweft.extract.errors import WorkspaceError
from paperweft.extract.schema import METHOD
from paperweft.extract.settings import DEFAULT, Settings
from paperweft.extract.vocabulary import Entry
from paperweft.graph.update import forget, update
from paperweft.graph.workspace import Workspace

NAMES = ("treadle scheduling", "pedal planning", "踏板排程")
OWN = Settings(without=("cues",), lexicon=(Entry(METHOD, NAMES[0], NAMES, own=True),))
ONE = paper(1, "Pedal planning for looms", abstract="We propose pedal planning.")
TWO = paper(2, "Treadle scheduling revisited", abstract="We use treadle scheduling.")
THREE = paper(3, title_zh="踏板排程综述", abstract_zh="我们研究踏板排程。")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def settings_file(workspace: Workspace) -> Path:
    return workspace.path / "extractions" / "settings.json"


def test_papers_that_use_two_names_of_an_own_entry_meet_in_one_concept(
    workspace: Workspace,
) -> None:
    graph = update(workspace, [ONE, TWO], settings=OWN).graph
    (concept,) = [c for c in graph.concepts if "pedal planning" in c.names]
    assert concept.papers == 2
    assert {"Treadle scheduling", "Pedal planning"} <= set(concept.names)
    reasons = [m.reason for m in graph.merges if m.concept_id == concept.id]
    assert any("your own lexicon has both" in reason for reason in reasons)


def test_a_workspace_goes_on_with_what_it_was_built_with(workspace: Workspace) -> None:
    update(workspace, [ONE], settings=OWN)
    again = update(workspace, [ONE, TWO])
    assert (again.extracted, again.added) == (1, (TWO.id,))
    assert workspace.read_settings() == OWN
    forget(workspace, [TWO.id])
    assert update(workspace, [ONE]).extracted == 0


def test_other_settings_have_every_paper_extracted_anew(workspace: Workspace) -> None:
    update(workspace, [ONE, THREE], settings=OWN)
    changed = update(workspace, [], settings=DEFAULT)
    assert (changed.extracted, changed.changed) == (2, (ONE.id, THREE.id))
    assert not settings_file(workspace).exists()
    assert update(workspace, [ONE], settings=DEFAULT).extracted == 0


def test_the_same_settings_touch_no_file(workspace: Workspace) -> None:
    update(workspace, [ONE], settings=OWN)
    before = settings_file(workspace).stat().st_mtime_ns
    update(workspace, [ONE], settings=OWN)
    assert settings_file(workspace).stat().st_mtime_ns == before


@pytest.mark.parametrize("content", ["{", '{"lexicon": [{"type": "Gadget"}]}', "\x00"])
def test_damaged_settings_are_told_with_what_to_do(workspace: Workspace, content: str) -> None:
    update(workspace, [ONE], settings=OWN)
    settings_file(workspace).write_text(content)
    with pytest.raises(WorkspaceError, match=r"settings\.json cannot be read.*--lexicon"):
        update(workspace, [TWO])


def test_what_an_own_entry_joins_is_one_though_the_project_knows_two(
    workspace: Workspace,
) -> None:
    names = ("treadle scheduling", "GPT-4", "LoRA")
    own = Settings(lexicon=(Entry(METHOD, names[0], names, ("TDS",), own=True),))
    papers = [
        paper(n, f"{name} for looms", abstract=f"We use {name} and TDS.")
        for n, name in enumerate(names[1:], 1)
    ]
    graph = update(workspace, papers, settings=own).graph
    (concept,) = [c for c in graph.concepts if "LoRA" in c.names]
    assert "GPT-4" in concept.names
