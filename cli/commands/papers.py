"""`paperweft papers`: the papers of a workspace."""

from typing import Annotated

import typer

from paperweft.console import Exit, Format, err, out, safe
from paperweft.options import WORKSPACE, AnswerFormat, WorkspacePath

NAME = "papers"
EXAMPLE = "paperweft papers retrieval -n 20"


def command(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Only papers with this in a title, or of this id.")
    ] = "",
    workspace: WorkspacePath = WORKSPACE,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N")] = 50,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """List the papers, the newest first."""
    from rich.table import Table

    from paperweft import api
    from paperweft.graph.lookup import search_papers

    found = search_papers(api.open(workspace), text)
    if answer is Format.JSON:
        out.print_json(
            data=[
                {"id": paper.id, "title": paper.title, "date": paper.date, "url": paper.url}
                for paper in found[:limit]
            ]
        )
    else:
        table = Table("id", "date", "title", box=None, header_style="bold")
        for paper in found[:limit]:
            table.add_row(safe(paper.id), paper.date or "", safe(paper.title))
        out.print(table)
        if len(found) > limit:
            err.print(f"{limit} of {len(found)} papers; -n {len(found)} shows all")
    if not found:
        err.print(f"no paper with {safe(repr(text))} in a title or as id")
        raise typer.Exit(Exit.NOTHING)
