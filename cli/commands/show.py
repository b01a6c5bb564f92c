"""`paperweft show`: one paper or one concept, with evidence."""

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
    workspace: WorkspacePath = WORKSPACE,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """Show a paper with its concepts, or a concept with its papers, each with the sentence."""
    from paperweft import api
    from paperweft.cards import card_of, print_card

    card = card_of(api.open(workspace), name)
    if answer is Format.JSON:
        out.print_json(data=card)
    else:
        print_card(card)
