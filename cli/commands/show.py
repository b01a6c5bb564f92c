"""`paperweft show`: one paper or one concept, with evidence."""

from pathlib import Path
from typing import Annotated

import typer

from paperweft.console import Format, out
from paperweft.options import WORKSPACE, AnswerFormat, WorkspacePath

NAME = "show"
EXAMPLE = "paperweft show arxiv:2402.14874"


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of a paper or concept, or any name of it.", show_default=False
        ),
    ],
    trace: Annotated[
        bool, typer.Option("--trace", help="How the sentences of a paper became concepts.")
    ] = False,
    workspace: WorkspacePath = WORKSPACE,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """Show a paper with its concepts, or a concept with its papers, each with the sentence."""
    if trace:
        _show_trace(name, workspace, answer)
    else:
        _show_card(name, workspace, answer)


def _show_card(name: str, workspace: Path, answer: Format) -> None:
    from paperweft import api
    from paperweft.cards import card_of, print_card

    card = card_of(api.open(workspace), name)
    if answer is Format.JSON:
        out.print_json(data=card)
    else:
        print_card(card)


def _show_trace(name: str, workspace: Path, answer: Format) -> None:
    from paperweft import api
    from paperweft.extract.pipeline import Extractor
    from paperweft.extract.trace import trace
    from paperweft.graph.lookup import find_paper
    from paperweft.traces import print_trace, trace_data

    graph = api.open(workspace)
    extractor = Extractor(graph.workspace.read_settings())
    data = trace_data(trace(extractor, find_paper(graph, name)))
    if answer is Format.JSON:
        out.print_json(data=data)
    else:
        print_trace(data)
