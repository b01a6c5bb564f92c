"""How long the embedded store takes from the tables of a graph, and for a few papers more.

    python benchmarks/embedded.py WORKSPACE [--more 50] [--runs 3]

Works on a copy: the graph of all papers of the workspace but the last ones, then of all. Each
step runs in a process of its own, which reads the tables and writes the store.
"""

import argparse
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from timing import PYTHON, run, show

from paperweft.graph.build import build_graph
from paperweft.graph.workspace import Workspace


def prepare(source: Path, folder: Path, more: int) -> None:
    """Make two workspaces with tables alone: `few` and `all`."""
    extractions = list(Workspace.open(source).read_extractions().values())
    extractions.sort(key=lambda extraction: extraction.paper.id)
    for name, kept in (("few", extractions[:-more]), ("all", extractions)):
        Workspace.create(folder / name).save_graph(build_graph(kept))


def write(tables: Path, store: Path) -> None:
    """Write the graph of a workspace to a store; print seconds and megabytes."""
    from paperweft.graph.arcade import ArcadeStore

    graph = Workspace.open(tables).read_graph()
    began = perf_counter()
    with ArcadeStore(store) as opened:
        opened.write(graph)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(perf_counter() - began, memory)


def measure(tables: Path, store: Path) -> tuple[float, float]:
    """Do `write` in a new process."""
    seconds, memory = run(PYTHON, __file__, "--write", tables, store).split()
    return float(seconds), float(memory)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--more", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(given.workspace, folder, given.more)
        first, more, memory = [], [], 0.0
        for _ in range(given.runs):
            store = folder / "graph.db"
            seconds, used = measure(folder / "few", store)
            first.append(seconds)
            memory = max(memory, used)
            more.append(measure(folder / "all", store)[0])
            shutil.rmtree(store)
    show("store from tables", median(first), "s", "15 s or less for 5,203 papers")
    show(f"store with {given.more} papers more", median(more), "s", "2 s or less")
    show("most memory", memory, "MB", "1,500 MB or less")


if __name__ == "__main__":
    if sys.argv[1] == "--write":
        write(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
