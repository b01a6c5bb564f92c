"""How long a user waits for short commands: `python benchmarks/cli.py WORKSPACE`.

Times `paperweft --help`, `--version` and a named query on a built workspace, each in a fresh
process, median of 7, and beside them the start of Python itself (`python -c pass`) with the ratio.
"""

import sys

from timing import PROGRAM, PYTHON, medians, show

RUNS = 7


def main(workspace: str) -> None:
    """Print all figures."""
    query = [PROGRAM, "query", "most-used", "-p", "type=Method", "-w", workspace]
    commands = [[PYTHON, "-c", "pass"], [PROGRAM, "--help"], [PROGRAM, "--version"], query]
    peer, *others = medians(RUNS, commands)
    show("python -c pass", peer, "s")
    names = ("paperweft --help", "paperweft --version", "paperweft query most-used")
    for name, seconds, limit in zip(names, others, ("<= 0.4", "<= 0.4", "<= 2.5"), strict=True):
        show(name, seconds, "s", limit)
        show(f"{name} / python -c pass", seconds / peer, "times")


if __name__ == "__main__":
    main(sys.argv[1])
