"""`paperweft query`: named queries and Cypher of your own."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from paperweft.console import Exit, out, safe
from paperweft.options import WORKSPACE, Database, WorkspacePath

NAME = "query"
EXAMPLE = "paperweft query papers-about -p concept=RAG"

_ROWS = 1000  # of a query that says nothing of a limit


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
    limit: Annotated[
        int | None,
        typer.Option(
            "-n",
            "--limit",
            min=1,
            metavar="N",
            help="The most rows; 1000, or what a named query says, if not given.",
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="The most time.")
    ] = 60,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print how the store would answer, and do not ask.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print what can be asked for, with an example each.")
    ] = False,
    workspace: WorkspacePath = WORKSPACE,
    neo4j: Annotated[
        str | None,
        typer.Option("--neo4j", metavar="URI", help="Ask this Neo4j, not the workspace."),
    ] = None,
    database: Database = None,
    answer: Annotated[ResultFormat, typer.Option("--format")] = ResultFormat.TABLE,
) -> None:
    """Ask the graph: a named query, or Cypher; without either, list the named queries."""
    from paperweft import results
    from paperweft.queries import ask, get
    from paperweft.queries import explain as plan
    from paperweft.queries.describe import describe
    from paperweft.server import store_of

    if not schema and name is None and cypher is None:
        results.print_library(answer.value)
        return
    if schema:
        with store_of(workspace, neo4j, database) as store:
            results.print_schema(describe(store), answer.value)
        return
    text = _question(name, cypher)
    given = results.parameters_of(parameter or [], typed=cypher is not None)
    if name is not None and limit and "limit" in {p.name for p in get(text).parameters}:
        given.setdefault("limit", limit)
    with store_of(workspace, neo4j, database) as store:
        if explain:
            out.print(safe(plan(store, text, given)))
            return
        asked = store.query if cypher else partial(ask, store)
        result = asked(text, given, limit=limit or _ROWS, timeout=timeout)
    results.print_result(result, answer.value)
    results.tell_limit(result, name, given, limit or _ROWS)
    if not result.rows:
        raise typer.Exit(Exit.NOTHING)


def _question(name: str | None, cypher: str | None) -> str:
    from paperweft.extract.errors import UsageError
    from paperweft.queries import get

    if name is not None and cypher is not None:
        raise UsageError("give the name of a query or --cypher, not both")
    if not (name or cypher or "").strip():
        raise UsageError("the query is empty; `paperweft query` lists the named ones")
    return cypher or get(name or "").name
