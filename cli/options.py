"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from paperweft.console import Format
from paperweft.defaults import DEFAULT_WORKSPACE

_SOURCES = typer.Argument(
    metavar="SOURCE",
    help="Files, folders or globs; - is standard input; gzip and xz are unpacked.",
    show_default=False,
)
Sources = Annotated[list[str], _SOURCES]
SourcesIfAny = Annotated[list[str] | None, _SOURCES]
WorkspacePath = Annotated[
    Path, typer.Option("--workspace", "-w", metavar="DIR", help="The folder of the workspace.")
]
AnswerFormat = Annotated[
    Format, typer.Option("--format", help="A table for people, JSON for programs.")
]
OutputFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", help="Processes that extract; one a processor."),
]

WORKSPACE = Path(DEFAULT_WORKSPACE)
