"""Locks, kills, full disks: what can go wrong around a workspace."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from export.factory import paper, three_papers, weave

from paperweft.extract.errors import WorkspaceError, WorkspaceLockedError
from paperweft.graph.workspace import Workspace

PAPERS = """
import sys
from paperweft.extract.records import Extraction, Origin, Paper, Passage
from paperweft.graph.workspace import Workspace, content_key

def generation(number, words=200):
    text = f"{number} " * words
    return [Paper(id=f"arxiv:2413.{i:05}", passages=(Passage("title", "en", text),),
                  origins=(Origin("a", 1),)) for i in range(number % 7 + 1)]

def save(workspace, number, words=200):
    papers = generation(number, words)
    found = {content_key(p): Extraction(p, (), (), "1") for p in papers}
    workspace.save(papers, found)
"""
SAVE_FOREVER = f"""{PAPERS}
workspace = Workspace.create(sys.argv[1])
print("ready", flush=True)
for number in range(10**9):
    save(workspace, number)
"""
HOLD = """
import sys
from paperweft.graph.workspace import Workspace
with Workspace.create(sys.argv[1]).writing():
    print("ready", flush=True)
    sys.stdin.read()
"""


def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    holder = start(HOLD, tmp_path / "w")
    try:
        workspace = Workspace.open(tmp_path / "w")
        assert workspace.read_records() == ()
        with pytest.raises(WorkspaceLockedError) as error:
            workspace.save([], {})
        assert f"process {holder.pid} on " in str(error.value)
        assert "since 20" in str(error.value)
    finally:
        kill(holder)
    workspace.save([], {})


def test_the_lock_may_be_nested_but_not_shared_between_threads(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    errors: list[Exception] = []

    def write() -> None:
        try:
            workspace.save([], {})
        except WorkspaceError as error:
            errors.append(error)

    with workspace.writing():
        with workspace.writing():
            workspace.save([], {})
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert isinstance(errors[0], WorkspaceLockedError)
    assert str(os.getpid()) in str(errors[0])


def test_a_kill_at_any_moment_leaves_a_good_state(tmp_path: Path) -> None:
    rng = random.Random(5)
    for _ in range(8):
        process = start(SAVE_FOREVER, tmp_path / "w")
        time.sleep(rng.random() * 0.15)
        kill(process)
        workspace = Workspace.open(tmp_path / "w")
        records = workspace.read_records()
        numbers = {paper.title.split()[0] for paper in records}
        assert len(numbers) <= 1
        assert all(len(records) == int(number) % 7 + 1 for number in numbers)
        assert all(found.paper.title for found in workspace.read_extractions().values())
        workspace.save(records, {})
        left = {path.name for path in workspace.path.rglob("*")}
        assert left <= {"extractions", "records.parquet", "extractions.parquet",
                        "workspace.json", ".lock", ".writer.json"}  # fmt: skip


def test_a_file_size_limit_is_an_error_that_leaves_the_last_state(tmp_path: Path) -> None:
    code = f"""{PAPERS}
import random, resource
from paperweft.extract.errors import WorkspaceError
workspace = Workspace.create(sys.argv[1])
save(workspace, 3)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
noise = [Paper(id=f"arxiv:2413.{{i:05}}", origins=(), passages=(
    Passage("title", "en", str(random.random())),)) for i in range(5_000)]
try:
    workspace.save(noise, {{}})
except WorkspaceError as error:
    print(error)
assert len(workspace.read_records()) == 4
assert len(workspace.read_extractions()) in (0, 4)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "w")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "records.parquet" in done.stdout
    assert "may not grow that large" in done.stdout
    assert not list((tmp_path / "w").rglob("*.tmp"))


@pytest.mark.parametrize("small_disk", ["600k"], indirect=True)
def test_a_full_disk_is_an_error_that_leaves_the_last_state(small_disk: Path) -> None:
    workspace = Workspace.create(small_disk / "w")
    workspace.save_graph(three_papers())
    with pytest.raises(WorkspaceError, match="the disk is full; free some space"):
        workspace.save_graph(weave([paper(1, random.Random(1).randbytes(1_000_000).hex())], []))
    assert len(workspace.read_graph().papers) == 3
    assert not list(workspace.path.rglob("*.tmp"))


@pytest.mark.parametrize("small_disk", ["600k"], indirect=True)
def test_a_read_only_disk_can_be_read_and_says_so_when_written(small_disk: Path) -> None:
    workspace = Workspace.create(small_disk / "w")
    workspace.save_graph(three_papers())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert len(Workspace.open(workspace.path).read_graph().papers) == 3
    with pytest.raises(WorkspaceError, match="read-only; copy the workspace"):
        workspace.save([], {})
