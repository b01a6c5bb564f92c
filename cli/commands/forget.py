"""`paperweft forget`: papers out of a workspace."""

from typing import Annotated

import typer

from paperweft.console import err, safe
from paperweft.options import WORKSPACE, WorkspacePath

NAME = "forget"
EXAMPLE = "paperweft forget arxiv:2402.14874"


def command(
    papers: Annotated[
        list[str],
        typer.Argument(metavar="PAPER", help="Ids, links or titles.", show_default=False),
    ],
    workspace: WorkspacePath = WORKSPACE,
) -> None:
    """Remove papers and all that only they supported."""
    from paperweft import api
    from paperweft.graph.lookup import find_paper
    from paperweft.graph.update import forget

    opened = api.open(workspace)
    chosen = [find_paper(opened, paper) for paper in papers]
    graph = forget(opened.workspace, [paper.id for paper in chosen])
    for paper in chosen:
        err.print(f"forgot {safe(paper.title)} ({safe(paper.id)})")
    err.print(f"{graph.paper_table.num_rows} papers, {graph.concept_table.num_rows} concepts left")
