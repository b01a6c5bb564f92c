"""`paperweft evaluate`: predictions against gold."""

from pathlib import Path
from typing import Annotated

import typer

from paperweft.console import Bar, Format, finish, out
from paperweft.options import AnswerFormat, Workers

NAME = "evaluate"
EXAMPLE = "paperweft evaluate my_gold.jsonl found.jsonl --worst 10"


def command(
    gold: Annotated[
        str,
        typer.Argument(
            metavar="GOLD",
            help="JSON Lines, a paper a line: id; concepts with type, names and role; relations,"
            " each head, relation, tail.",
            show_default=False,
        ),
    ],
    predictions: Annotated[
        str | None,
        typer.Argument(
            metavar="PRED",
            help="What `paperweft extract` wrote; without it the papers are extracted.",
            show_default=False,
        ),
    ] = None,
    papers: Annotated[
        Path | None,
        typer.Option(
            "--papers",
            metavar="FILE",
            help="The papers; x_papers.jsonl beside x_gold.jsonl if not given.",
        ),
    ] = None,
    worst: Annotated[
        int, typer.Option("--worst", min=0, metavar="N", help="List N misses of each kind.")
    ] = 0,
    workers: Workers = None,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """Tell how right extraction is: precision, recall, F1, in all and in parts, and calibration."""
    from os import cpu_count

    from paperweft.extract.evaluation.files import evaluate_files
    from paperweft.figure_tables import print_figures
    from paperweft.figures import as_data

    with Bar().shown() as bar:
        bar.start("extract", None)
        found = evaluate_files(
            gold,
            predictions,
            papers=papers,
            workers=workers or cpu_count() or 1,
            on_paper=lambda _: bar.advance(),
        )
    data = as_data(found, worst)
    if answer is Format.JSON:
        out.print_json(data=data)
    else:
        print_figures(data)
    finish(found.problems)
