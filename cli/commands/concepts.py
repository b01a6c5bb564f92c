"""`paperweft concepts`: the concepts of a workspace."""

from typing import Annotated

import typer

from paperweft.console import Exit, Format, err, out, safe
from paperweft.extract.schema import ConceptType
from paperweft.options import WORKSPACE, AnswerFormat, WorkspacePath

NAME = "concepts"
EXAMPLE = "paperweft concepts 检索增强 --why"


def command(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Only concepts with this in a name.")
    ] = "",
    kind: Annotated[
        ConceptType | None,
        typer.Option("--type", help="Only this type.", case_sensitive=False),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Say why names are one concept.")] = False,
    workspace: WorkspacePath = WORKSPACE,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N")] = 50,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """List the concepts, those in most papers first."""
    from paperweft import api
    from paperweft.graph.lookup import search_concepts
    from paperweft.views import concept_data, print_concepts

    graph = api.open(workspace)
    found = search_concepts(graph, text, kind)
    if answer is Format.JSON:
        out.print_json(data=[concept_data(graph, concept, why=why) for concept in found[:limit]])
    else:
        print_concepts(graph, found[:limit], why=why)
        if len(found) > limit:
            err.print(f"{limit} of {len(found)} concepts; -n {len(found)} shows all")
    if not found:
        err.print(f"no concept with {safe(repr(text))} in a name")
        raise typer.Exit(Exit.NOTHING)
