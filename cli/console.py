"""What the commands share in talking to a person: two streams, progress, safe text, exit codes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from pathlib import Path

from rich.console import Console, ConsoleDimensions
from rich.markup import escape

from paperweft.extract import errors
from paperweft.extract.llm.prompt import Estimate
from paperweft.extract.records import Problem

_UNBROKEN = 100_000  # columns


class Output(Console):
    """Standard output; where that is no terminal, nothing is wrapped or cut to a width."""

    @property  # type: ignore[misc]  # rich lets its own tests set it
    def size(self) -> ConsoleDimensions:
        """Columns and lines to fill."""
        return super().size if self.is_terminal else ConsoleDimensions(_UNBROKEN, 25)

    def on_broken_pipe(self) -> None:
        """Leave a reader that went away to the commands."""
        raise BrokenPipeError


out = Output(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

_MOST_PROBLEMS = 30


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    NOTHING = 1
    USAGE = 2
    UNREADABLE = 3
    STORE = 4
    STOPPED = 130


class Format(StrEnum):
    """How a command prints its answer."""

    TABLE = "table"
    JSON = "json"


_CODES: tuple[tuple[type[errors.PaperweftError], Exit], ...] = (
    (errors.NothingFoundError, Exit.NOTHING),
    (errors.UsageError, Exit.USAGE),
    (errors.QueryError, Exit.USAGE),
    (errors.StoreError, Exit.STORE),
    (errors.EndpointError, Exit.STORE),
    (errors.PaperweftError, Exit.UNREADABLE),
)


def exit_code(error: errors.PaperweftError) -> Exit:
    """Return the exit code of an error."""
    return next(code for kind, code in _CODES if isinstance(error, kind))


def safe(text: str) -> str:
    """Return the text without control characters and with rich's markup escaped."""
    return escape("".join(c if c.isprintable() or c == "\n" else " " for c in text))


def complain(message: str) -> None:
    """Print an error for a person."""
    err.print(f"[bold red]error[/]: {safe(message)}")


def finish(problems: Iterable[Problem]) -> None:
    """Print what could not be read and end with the exit code that says so.

    Raises:
        typer.Exit: Something was lost.
    """
    import typer

    found = list(problems)
    report(found)
    if not all(problem.aside for problem in found):
        raise typer.Exit(Exit.UNREADABLE)


def report(problems: Iterable[Problem]) -> None:
    """Print what could not be read, the first of many in full."""
    found = list(problems)
    for problem in found[:_MOST_PROBLEMS]:
        word = "[dim]passed over[/]" if problem.aside else f"[yellow]{problem.lost}[/]"
        err.print(f"{word}: {safe(str(problem))}")
    if len(found) > _MOST_PROBLEMS:
        err.print(f"[yellow]and[/] {len(found) - _MOST_PROBLEMS} more places like these")


def tell_papers(count: int, output: Path | None) -> None:
    """Print how many papers were written, and that none leaves the file as it was."""
    kept = "" if count or output is None else f"; {safe(str(output))} is left as it was"
    err.print(f"{count} papers{kept}")


class Bar:
    """Progress of an update on standard error; nothing where that is no terminal.

    Args:
        agree: Called before a language model is asked; raises to stop.
    """

    def __init__(self, agree: Callable[[Estimate], object] | None = None) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._progress = Progress(
            TextColumn("{task.description:<8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
        self._task = self._progress.add_task("read", total=None, rate="")
        self._agree = agree

    def start(self, step: str, total: int | None) -> None:
        """Show the next step."""
        self._progress.reset(self._task, total=total, description=step, rate="")

    def advance(self, count: int = 1) -> None:
        """Move the bar on."""
        self._progress.advance(self._task, count)
        speed = self._progress.tasks[0].speed
        self._progress.update(self._task, rate=f"{speed:,.0f}/s" if speed else "")

    def expect(self, estimate: Estimate) -> None:
        """Step aside while a person is asked."""
        if self._agree:
            self._progress.stop()
            self._agree(estimate)
            self._progress.start()

    @contextmanager
    def shown(self) -> Iterator["Bar"]:
        """Show the bar while the body runs."""
        with self._progress:
            yield self
