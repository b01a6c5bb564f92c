"""`paperweft build`: sources in, a workspace and a summary out."""

import hashlib
import json
from pathlib import Path

import pytest
from command import DIGEST, TABLE, Result, digest, run

FORMATS = ("html", "turtle", "graphml")


def exports(workspace: Path) -> dict[str, str]:
    """The sha256 of the exports of a workspace."""
    found = {}
    for name in FORMATS:
        file = workspace.parent / f"{workspace.name}.{name}"
        assert run("export", name, "-o", file, "-w", workspace).code == 0
        found[name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def test_the_summary_for_a_program_counts_what_was_done(built: tuple[Path, Result]) -> None:
    result = built[1]
    assert (result.code, result.err) == (0, "")
    summary = json.loads(result.out)
    assert (summary["read"], summary["papers"], summary["extracted"]) == (13, 12, 12)
    assert len(summary["added"]) == 12
    assert "arxiv:2413.04117" in summary["added"]
    assert (summary["changed"], summary["problems"]) == ([], [])
    assert set(summary["concepts"]) == {"Dataset", "Method", "Metric", "Model", "Topic"}
    assert summary["edges"] > 100
    assert {"read", "extract", "resolve", "store"} <= set(summary["seconds"])


def test_a_second_build_says_nothing_new_and_changes_no_byte(copy: Path) -> None:
    before = exports(copy)
    result = run("build", TABLE, DIGEST, "-w", copy)
    assert (result.code, result.out) == (0, "")
    assert f"12 papers in {copy}: nothing new (13 of 13 records known" in result.err
    assert exports(copy) == before


def test_the_summary_tells_a_person_what_is_new_what_hangs_together_and_what_to_do_next(
    copy: Path, tmp_path: Path
) -> None:
    source = tmp_path / "new.md"
    source.write_text(digest())
    result = run("build", source, "-w", copy)
    assert (result.code, result.out) == (0, "")
    assert f"13 papers in {copy}: 1 new" in result.err
    assert "what hangs together: " in result.err
    assert f"next: paperweft related arxiv:2413.06001 -w {copy}" in result.err


def test_a_newer_version_of_a_known_paper_counts_as_changed(copy: Path, tmp_path: Path) -> None:
    source = tmp_path / "new.md"
    source.write_text(digest("TrellisRAG, Once More", arxiv="2413.04117v9"))
    result = run("build", source, "-w", copy, "--format", "json")
    summary = json.loads(result.out)
    assert (summary["added"], summary["changed"]) == ([], ["arxiv:2413.04117"])
    assert run("papers", "once more", "-w", copy).code == 0


def test_names_with_spaces_and_chinese_work_and_are_quoted_where_they_are_suggested(
    tmp_path: Path,
) -> None:
    folder, graph = tmp_path / "我的 摘要", tmp_path / "图 谱"
    folder.mkdir()
    (folder / "一月 份.md").write_text(digest())
    result = run("build", folder, "-w", graph)
    assert result.code == 0
    assert f"-w '{graph}'" in result.err
    assert "Weaving" in run("papers", "-w", graph).out


def test_without_a_name_the_workspace_is_made_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.md").write_text(digest())
    assert run("build", "one.md").code == 0
    assert (tmp_path / "paperweft-graph" / "workspace.json").is_file()
    assert "Weaving" in run("papers").out


def test_a_workspace_among_the_sources_is_no_source(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy.parent)
    (copy.parent / "table.md").write_text(TABLE.read_text())
    result = run("build", ".", "-w", copy)
    assert result.code == 0
    assert "not read" not in result.err


def test_a_folder_with_other_files_is_not_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    result = run("build", DIGEST, "-w", tmp_path)
    assert result.code == 2
    assert "holds other files and is no workspace; name a new or an empty folder" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
