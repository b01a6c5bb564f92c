"""`paperweft query`: named queries and Cypher of your own."""

from enum import StrEnum
from typing import Annotated

import typer

from paperweft.console import Exit, err
from paperweft.options import WORKSPACE, WorkspacePath

NAME = "query"
EXAMPLE = "paperweft query papers-about -p concept=RAG"


class ResultFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A query of the library.")
    ] = None,
    cypher: Annotated[
        str | None, typer.Option("--cypher", metavar="TEXT", help="A query of your own, read-only.")
    ] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("-p", metavar="KEY=VALUE", help="A parameter; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N")] = 1000,
    workspace: WorkspacePath = WORKSPACE,
    answer: Annotated[ResultFormat, typer.Option("--format")] = ResultFormat.TABLE,
) -> None:
    """Ask the graph: a named query, or Cypher; without either, list the named queries."""
    from paperweft import results
    from paperweft.extract.errors import UsageError
    from paperweft.graph.arcade import ArcadeStore
    from paperweft.graph.workspace import Workspace
    from paperweft.queries import ask

    if name is not None and cypher is not None:
        raise UsageError("give the name of a query or --cypher, not both")
    if name is None and cypher is None:
        results.print_library(answer.value)
        return
    if not (name or cypher or "").strip():
        raise UsageError("the query is empty; `paperweft query` lists the named ones")
    given = results.parameters_of(parameter or [])
    with ArcadeStore(Workspace.open(workspace).store_path) as store:
        if name is not None:
            result = ask(store, name, given, limit=limit)
        else:
            result = store.query(cypher or "", given, limit=limit)
    results.print_result(result, answer.value)
    if result.truncated:
        err.print(f"the first {limit} rows; -n asks for more")
    if not result.rows:
        raise typer.Exit(Exit.NOTHING)
