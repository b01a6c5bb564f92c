"""`paperweft related`: papers that share concepts with a paper."""

from typing import Annotated

import typer

from paperweft.console import Exit, Format, err, out, safe
from paperweft.options import WORKSPACE, AnswerFormat, WorkspacePath

NAME = "related"
EXAMPLE = "paperweft related arxiv:2402.14874 -n 5"


def command(
    paper: Annotated[
        str, typer.Argument(metavar="PAPER", help="Id, link or title.", show_default=False)
    ],
    workspace: WorkspacePath = WORKSPACE,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N")] = 10,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """List the papers related to a paper, best first, with the concepts they share."""
    from paperweft import api
    from paperweft.graph.lookup import find_paper
    from paperweft.views import related_data

    graph = api.open(workspace)
    chosen = find_paper(graph, paper)
    found = related_data(graph, chosen.id, limit)
    if answer is Format.JSON:
        out.print_json(data=found)
    else:
        out.print(f"[bold]{safe(chosen.title)}[/] ({safe(chosen.id)})\n")
        for item in found:
            out.print(f"{item['score']:.3f}  [bold]{safe(item['title'])}[/] ({safe(item['id'])})")
            labels = ", ".join(concept["label"] for concept in item["shared"])
            out.print(f"       shares {safe(labels)}")
    if not found:
        err.print("no paper shares a concept with it")
        raise typer.Exit(Exit.NOTHING)
