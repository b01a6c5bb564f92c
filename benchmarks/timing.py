"""What the benchmarks share: commands timed in fresh processes, and figures in aligned lines."""

import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

PROGRAM = str(Path(sysconfig.get_path("scripts"), "paperweft"))
PYTHON = sys.executable


def run(*command: object) -> str:
    """Run a command in a fresh process and return what it prints.

    Raises:
        CalledProcessError: It did not end well.
    """
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def seconds_of(work: Callable[[], object]) -> float:
    """Do something and return how long it took."""
    start = perf_counter()
    work()
    return perf_counter() - start


def medians(runs: int, commands: Sequence[Sequence[object]]) -> list[float]:
    """Time each command several times, by turns, so that a busy moment is shared by all."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(runs):
        for times, command in zip(taken, commands, strict=True):
            times.append(seconds_of(lambda command=command: run(*command)))
    return [median(times) for times in taken]


def show(name: str, value: float | str, unit: str = "", limit: str = "") -> None:
    """Print a figure: name, value, unit and, if there is one, the limit it has to keep."""
    text = value if isinstance(value, str) else f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    print(f"{name:<44}{text:>12} {unit:<12}{limit}".rstrip(), flush=True)
