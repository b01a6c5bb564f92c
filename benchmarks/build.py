"""How long `paperweft build` takes from start to end, and that a second one changes nothing.

    python benchmarks/build.py FOLDER

FOLDER holds `samples/` and `digests/`. Times a cold build of the samples (a new process and a new
workspace each, median of 5), then one build of all digests step by step, then that build again:
it may extract nothing, and the exports must keep their bytes. Exits with 1 if they do not.
Workspaces are made in a temporary folder.
"""

import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from timing import PROGRAM, run, seconds_of, show

RUNS = 5
EXPORTS = ("html", "turtle", "graphml")


def main(folder: Path) -> int:
    """Print all figures; 1 if a second build changed anything."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        times = [
            seconds_of(lambda turn=turn: build(folder / "samples", room / f"samples-{turn}"))
            for turn in range(RUNS)
        ]
        show(f"build samples, cold, median of {RUNS}", median(times), "s", "<= 10")
        first = build(folder / "digests", room / "digests")
        show_build("build digests", first)
        before = hashes(room / "digests")
        second = build(folder / "digests", room / "digests")
        show_build("build digests again", second)
        same = hashes(room / "digests") == before
    show("papers extracted by the second build", str(second["extracted"]), "", "0")
    show("exports with the same sha256", "all" if same else "not all", "", "all")
    return int(not same or second["extracted"] > 0)


def build(source: Path, workspace: Path) -> dict[str, Any]:
    """Build in a fresh process and return its summary."""
    summary = run(PROGRAM, "build", source, "-w", workspace, "--format", "json")
    found: dict[str, Any] = json.loads(summary)
    return found


def show_build(name: str, summary: dict[str, Any]) -> None:
    """Print what a build did, step by step."""
    show(f"{name}: papers", str(summary["papers"]))
    for step, seconds in summary["seconds"].items():
        show(f"{name}: {step}", seconds, "s")
    show(f"{name}: all steps", sum(summary["seconds"].values()), "s")
    if summary["extracted"]:
        speed = summary["extracted"] / summary["seconds"]["extract"]
        show(f"{name}: extraction", speed, "papers/s", ">= 100")


def hashes(workspace: Path) -> list[str]:
    """Return the sha256 of every export."""
    found = []
    for name in EXPORTS:
        file = workspace.with_suffix(f".{name}")
        run(PROGRAM, "export", name, "-o", file, "-w", workspace)
        found.append(sha256(file.read_bytes()).hexdigest())
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
