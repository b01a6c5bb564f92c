"""The command line: one command a module under `commands`."""

import os
import sys
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup

from paperweft.commands import (
    build,
    concepts,
    evaluate,
    export,
    extract,
    forget,
    load,
    papers,
    query,
    read,
    related,
    same,
    show,
)
from paperweft.console import Exit, complain, exit_code
from paperweft.extract.errors import PaperweftError
from paperweft.extract.version import VERSION


class Commands(TyperGroup):
    """The commands; every error of one becomes a message and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. What typer makes of an interrupt or a closed pipe says nothing."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here an error can still be told
        except PaperweftError as error:
            complain(str(error))
            raise typer.Exit(exit_code(error)) from error
        except KeyboardInterrupt as error:
            complain("stopped; what was finished before is kept")
            raise typer.Exit(Exit.STOPPED) from error
        except BrokenPipeError as error:
            _drop_output()
            raise typer.Exit(Exit.DONE) from error
        except OSError as error:
            _drop_output()
            complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
            raise typer.Exit(Exit.USAGE) from error


def _drop_output() -> None:
    """Send what standard output still holds nowhere: it would fail again when Python leaves."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


app = typer.Typer(
    name="paperweft",
    cls=Commands,
    help="Weave digests of AI papers, in Chinese and English, into one knowledge graph.",
    epilog="Example: paperweft build digests/ && paperweft concepts RAG",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

for module in (
    build, read, extract, same, papers, concepts, show, related, query, export, load, forget,
    evaluate,
):  # fmt: skip
    app.command(module.NAME, epilog=f"Example: {module.EXAMPLE}")(module.command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"paperweft {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and leave."
    ),
) -> None:
    """Weave digests of AI papers, in Chinese and English, into one knowledge graph."""


def run() -> None:
    """Run the command line."""
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal that lacks Chinese shows escapes
        sys.stdout.reconfigure(errors="backslashreplace")
    app()
