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
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="NAME",
        envvar="NEO4J_DATABASE",
        help="A database of the server; the user's own if not given.",
    ),
]
_HELPERS = "Optional recognizers"
LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="URL",
        help="Ask the language model of an OpenAI-compatible endpoint about each paper;"
        " its key is read from PAPERWEFT_LLM_KEY.",
        rich_help_panel=_HELPERS,
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option("--llm-model", metavar="NAME", help="Its name there.", rich_help_panel=_HELPERS),
]
LlmPrice = Annotated[
    tuple[float, float] | None,
    typer.Option(
        "--llm-price",
        metavar="IN OUT",
        help="Prices of a million tokens sent and received, to tell the cost beforehand.",
        rich_help_panel=_HELPERS,
    ),
]
LlmParallel = Annotated[
    int | None,
    typer.Option(
        "--llm-parallel",
        min=1,
        max=64,
        metavar="N",
        help="The most requests at a time; 4 by default.",
        rich_help_panel=_HELPERS,
    ),
]
LlmTimeout = Annotated[
    float | None,
    typer.Option(
        "--llm-timeout",
        min=0.1,
        metavar="SECONDS",
        help="For one answer; 120 by default.",
        rich_help_panel=_HELPERS,
    ),
]
LlmCache = Annotated[
    Path | None,
    typer.Option(
        "--llm-cache",
        metavar="DIR",
        help="Keep answers here, not in your cache folder.",
        rich_help_panel=_HELPERS,
    ),
]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes", "-y", help="Ask the language model without asking you.", rich_help_panel=_HELPERS
    ),
]
Gliner = Annotated[
    Path | None,
    typer.Option(
        "--gliner",
        metavar="DIR",
        help="Let the GLiNER model of this folder propose names.",
        rich_help_panel=_HELPERS,
    ),
]

OwnLexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="Names of your own, in the columns of docs/lexicon.md; `none` for none.",
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without", metavar="NAME", help="A recognizer to leave out; repeatable; `none` for none."
    ),
]

WORKSPACE = Path(DEFAULT_WORKSPACE)
