"""The command line: one command a module under `commands`."""

import sys

import typer

from paperweft.commands import (
    build,
    concepts,
    export,
    extract,
    forget,
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

app = typer.Typer(
    name="paperweft",
    help="Weave digests of AI papers, in Chinese and English, into one knowledge graph.",
    epilog="Example: paperweft build digests/ && paperweft concepts RAG",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

for module in (build, read, extract, same, papers, concepts, show, related, query, export, forget):
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
    """Run the command line; every error becomes a message and an exit code."""
    try:
        app()
    except PaperweftError as error:
        complain(str(error))
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        complain("stopped; what was finished before is kept")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.DONE)
