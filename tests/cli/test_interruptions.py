"""Two at once, Ctrl-C, a kill, a full disk: the last state stays, a build goes on from there."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest
from command import TABLE, digest, run, start

HOLD = """
import sys, time
from paperweft.graph.workspace import Workspace
with Workspace.open(sys.argv[1]).writing():
    print("held", flush=True)
    time.sleep(60)
"""


def exported(workspace: Path) -> str:
    """The sha256 of an export of a workspace."""
    result = run("export", "turtle", "-w", workspace)
    assert result.code == 0
    return hashlib.sha256(result.out.encode()).hexdigest()


def wait_for(condition: Callable[[], object]) -> None:
    end = monotonic() + 30
    while not condition():
        assert monotonic() < end, "it does not come"
        sleep(0.01)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "new.md"
    path.write_text(digest())
    return path


def test_a_locked_workspace_names_its_holder_and_is_free_when_that_one_is_killed(
    copy: Path, source: Path
) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, copy], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    for command in (["build", source], ["forget", "2413.05110"]):
        result = run(*command, "-w", copy)
        assert result.code == 3
        assert f"{copy} is being written by process {holder.pid} on " in result.err
        assert "wait until it is done" in result.err
    assert run("papers", "-w", copy).code == 0  # to read, no lock is needed
    holder.kill()
    holder.communicate()
    assert run("build", TABLE, "-w", copy).code == 0


def test_a_build_that_is_stopped_while_it_reads_leaves_the_last_state(copy: Path) -> None:
    before = exported(copy)
    process = start("build", "-", "-w", copy)
    wait_for((copy / ".writer.json").exists)
    sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err == "error: stopped; what was finished before is kept\n"
    assert exported(copy) == before
    assert not (copy / ".writer.json").exists()


def storing(process: subprocess.Popen[str], workspace: Path) -> None:
    """Wait until a build loads its store."""
    wait_for(lambda: process.poll() is not None or list(workspace.glob("graph.db/.*.tmp")))
    assert process.poll() is None, process.communicate()


@pytest.mark.parametrize("later", [0, 0.3])  # seconds: while Java is loaded, while it starts
def test_a_build_that_is_stopped_while_it_stores_can_be_run_again(
    tmp_path: Path, source: Path, later: float
) -> None:
    process = start("build", source, "-w", tmp_path / "graph")
    storing(process, tmp_path / "graph")
    sleep(later)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "error: stopped; what was finished before is kept\n")
    assert run("build", source, "-w", tmp_path / "graph").code == 0
    assert run("query", "most-used", "-p", "type=Method", "-w", tmp_path / "graph").code == 0


def test_after_a_kill_a_build_gives_the_same_bytes(
    copy: Path, tmp_path: Path, source: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(copy, whole)
    assert run("build", source, "-w", whole).code == 0
    process = start("build", source, "-w", copy)
    storing(process, copy)
    process.kill()
    process.communicate()
    assert run("papers", "-w", copy).code == 0
    assert run("query", "most-used", "-p", "type=Method", "-w", copy).code == 0
    assert run("build", source, "-w", copy).code == 0
    assert exported(copy) == exported(whole)
    assert not [path for path in copy.rglob(".*") if path.name != ".lock"]


def test_a_workspace_of_a_newer_version_is_left_alone(copy: Path, source: Path) -> None:
    manifest = copy / "workspace.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 99}))
    before = manifest.read_bytes()
    for command in (["build", source], ["papers"], ["query", "most-used"], ["forget", "x"]):
        result = run(*command, "-w", copy)
        assert (result.code, result.out) == (3, "")
        assert "was written by a newer version of paperweft" in result.err
        assert "pip install --upgrade paperweft" in result.err
    assert manifest.read_bytes() == before


def test_a_damaged_workspace_says_how_to_mend_it(copy: Path) -> None:
    before = exported(copy)
    (copy / "workspace.json").write_text("{")
    result = run("papers", "-w", copy)
    assert (result.code, result.out) == (3, "")
    assert f"is damaged (Input data was truncated); run `paperweft build -w {copy}`" in result.err
    for path in copy.glob("tables/*/*"):
        path.write_bytes(b"broken")
    assert run("build", TABLE, "-w", copy).code == 0
    assert exported(copy) == before


@pytest.mark.parametrize("small_disk", ["40k"], indirect=True)
def test_a_full_disk_is_told_and_what_was_there_stays(
    small_disk: Path, source: Path, workspace: Path
) -> None:
    result = run("build", source, "-w", small_disk / "graph")
    assert (result.code, result.out) == (3, "")
    assert "the disk is full; free some space and run the command again" in result.err
    page = small_disk / "page.html"
    result = run("export", "html", "-o", page, "-w", workspace)
    assert (result.code, result.out) == (2, "")
    assert f"cannot write {page}: No space left on device" in result.err
    assert not list(small_disk.glob("*page*"))
