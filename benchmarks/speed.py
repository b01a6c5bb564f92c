"""How fast `paperweft extract` is, whole, and how much memory it takes.

    python benchmarks/speed.py PAPERS [--papers 5000] [--workers 2]

PAPERS is a file of paper records (`papers-100k.jsonl.xz`). Prints papers a second from start to
end, the most memory that all its processes held together (shared pages counted once), and the
median time for a file of one paper. Linux; needs a machine with nothing else to do.
"""

import argparse
import lzma
import subprocess
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from timing import PROGRAM, medians, show

_COLD_RUNS = 5
_LOOKED_AT_EVERY = 0.5  # seconds
_MB = 1024


def first_lines(papers: Path, count: int, copy: Path) -> Path:
    """Write the first papers of a file to another one."""
    opened = lzma.open if papers.suffix == ".xz" else open
    with opened(papers, "rt", encoding="utf-8") as lines, copy.open("w", encoding="utf-8") as file:
        file.writelines(islice(lines, count))
    return copy


def memory(session: int) -> float:
    """Return what the processes of a session hold together, in MB."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[3]) == session:
                rolled = (folder / "smaps_rollup").read_text()
                total += int(rolled.split("Pss:", 1)[1].split()[0])
        except (OSError, IndexError, ValueError):
            continue  # the process has ended meanwhile
    return total / _MB


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path)
    parser.add_argument("--papers", dest="count", type=int, default=5_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        many = first_lines(options.papers, options.count, Path(folder) / "many.jsonl")
        found = Path(folder) / "found"
        command = [PROGRAM, "extract", many, "-o", found, "--workers", str(options.workers)]
        began, most = time.perf_counter(), 0.0
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as run:
            while run.poll() is None:
                most = max(most, memory(run.pid))
                time.sleep(_LOOKED_AT_EVERY)
        show("whole extract", options.count / (time.perf_counter() - began), "papers/s", ">= 60")
        show("memory of all its processes", most, "MB", "<= 1,500")
        one = first_lines(options.papers, 1, Path(folder) / "one.jsonl")
        (cold,) = medians(_COLD_RUNS, [[PROGRAM, "extract", one, "-o", found]])
        show("first paper, cold", cold, "s", "<= 3")


if __name__ == "__main__":
    main()
