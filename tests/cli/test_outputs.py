"""What a command leaves behind when nothing was read, or when nothing was named to be read."""

import ast
import shutil
import textwrap
from pathlib import Path

import pytest
from command import TABLE, digest, run

import paperweft
from paperweft.extract.errors import SourceError, UsageError


@pytest.mark.parametrize("command", ["read", "extract"])
def test_a_file_is_left_as_it_was_when_no_paper_was_read(tmp_path: Path, command: str) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text("good\n")
    for output in (old, new):
        result = run(command, tmp_path / "typo.md", "-o", output)
        assert (result.code, result.out) == (3, "")
        assert f"0 papers; {output} is left as it was" in result.err
    assert old.read_text() == "good\n"
    assert not new.exists()
    assert run(command, TABLE, "-o", old).code == 0
    assert len(old.read_text().splitlines()) == 5


def test_a_build_that_reads_nothing_makes_no_workspace(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    result = run("build", tmp_path / "typo.md", "-w", graph)
    assert (result.code, result.out) == (3, "")
    assert "there is no such file or folder" in result.err
    assert f"no papers in {graph}: nothing could be read" in result.err
    with pytest.raises(SourceError, match="no such file or folder"):
        paperweft.build(tmp_path / "typo.md", workspace=graph)
    assert not list(tmp_path.iterdir())


def test_a_build_without_a_source_makes_again_what_is_derived(copy: Path) -> None:
    page = run("export", "json", "-w", copy).out
    shutil.rmtree(copy / "tables")
    shutil.rmtree(copy / "graph.db")
    for command in (["papers"], ["query", "most-used", "-p", "type=Model"]):
        assert f"run `paperweft build -w {copy}`" in run(*command, "-w", copy).err
    result = run("build", "-w", copy)
    assert (result.code, result.out) == (0, "")
    assert f"12 papers in {copy}: made from the extractions, nothing was read" in result.err
    assert run("export", "json", "-w", copy).out == page
    assert run("query", "most-used", "-p", "type=Model", "-w", copy).code == 0


def test_a_build_without_a_source_mends_a_damaged_manifest(copy: Path) -> None:
    for damage in ("{", None):
        manifest = copy / "workspace.json"
        manifest.unlink() if damage is None else manifest.write_text(damage)
        assert f"run `paperweft build -w {copy}`" in run("papers", "-w", copy).err
        assert run("build", "-w", copy).code == 0
        assert run("papers", "-w", copy).code == 0


def test_a_build_without_source_and_workspace_says_what_to_give(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    result = run("build", "-w", graph)
    assert (result.code, result.out) == (2, "")
    assert f"no SOURCE to read, and no workspace at {graph}" in result.err
    assert f"as in `paperweft build digests/ -w {graph}`" in result.err
    with pytest.raises(UsageError, match="no SOURCE"):
        paperweft.build([], workspace=graph)
    assert not graph.exists()


@pytest.mark.parametrize("command", [["build", TABLE], ["build"], ["papers"], ["forget", "x"]])
def test_a_file_as_workspace_is_wrong_use(tmp_path: Path, command: list[object]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("x")
    for path in (file, file / "below"):
        result = run(*command, "-w", path)
        assert (result.code, result.out) == (2, "")
        assert f"{file} is a file, no folder; name a new or an empty folder" in result.err
    assert file.read_text() == "x"


def test_what_is_read_before_the_workspace_is_made_counts_as_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.md").write_text(digest())
    result = run("build", tmp_path / "a.txt", tmp_path / "b.md", "-w", tmp_path / "graph")
    assert (result.code, result.out) == (3, "")
    assert result.err.count("the source is empty") == 1
    assert "1 papers in" in result.err


def test_the_example_of_the_package_is_python() -> None:
    lines = (paperweft.__doc__ or "").splitlines()
    example = "\n".join(line for line in lines if line.startswith("    "))
    loop = ast.parse(textwrap.dedent(example)).body[-1]
    assert isinstance(loop, ast.For)
