"""`paperweft same`: are two names one concept?"""

from typing import Annotated

import typer

from paperweft.console import Exit, Format, out, safe
from paperweft.options import WORKSPACE, AnswerFormat, WorkspacePath

NAME = "same"
EXAMPLE = 'paperweft same RAG "retrieval-augmented generation"'


def command(
    one: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    workspace: WorkspacePath = WORKSPACE,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """Say whether two names are one concept, and why; exit code 0 is yes, 1 is no.

    Names are looked up in the workspace if there is one, else in the lexicon alone.
    """
    from paperweft import api
    from paperweft.extract.sources.paths import WORKSPACE_FILE
    from paperweft.graph.same import compare

    graph = api.open(workspace) if (workspace / WORKSPACE_FILE).exists() else None
    verdict = compare(one, other, graph)
    if answer is Format.JSON:
        out.print_json(data={"same": verdict.same, "why": list(verdict.why)})
    else:
        out.print(f"[bold]{'yes' if verdict.same else 'no'}[/]")
        for reason in verdict.why:
            out.print(f"  {safe(reason)}")
    raise typer.Exit(Exit.DONE if verdict.same else Exit.NOTHING)
