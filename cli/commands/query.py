"""`paperweft query`: named queries and Cypher of your own."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from paperweft.console import Exit, err, out, safe
from paperweft.options import WORKSPACE, Database, WorkspacePath

if TYPE_CHECKING:
    from paperweft.graph.store import Store, Value

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
    limit: Annotated[
        int, typer.Option("-n", "--limit", min=1, metavar="N", help="The most rows.")
    ] = 1000,
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
    from paperweft.queries import explain as plan
    from paperweft.queries.describe import describe
    from paperweft.server import store_of

    if not schema and name is None and cypher is None:
        results.print_library(answer.value)
        return
    question = None if schema else _question(name, cypher)
    given = results.parameters_of(parameter or [], typed=cypher is not None)
    with store_of(workspace, neo4j, database) as store:
        if question is None:
            results.print_schema(describe(store), answer.value)
        elif explain:
            out.print(safe(plan(store, question, given)))
        else:
            _answer(store, question, given, limit, timeout, answer)


def _question(name: str | None, cypher: str | None) -> str:
    from paperweft.extract.errors import UsageError
    from paperweft.queries import get

    if name is not None and cypher is not None:
        raise UsageError("give the name of a query or --cypher, not both")
    if not (name or cypher or "").strip():
        raise UsageError("the query is empty; `paperweft query` lists the named ones")
    return cypher or get(name or "").name


def _answer(
    store: "Store",
    question: str,
    given: "dict[str, Value]",
    limit: int,
    timeout: float,
    answer: ResultFormat,
) -> None:
    from paperweft import results
    from paperweft.queries import ask

    result = ask(store, question, given, limit=limit, timeout=timeout)
    results.print_result(result, answer.value)
    if result.truncated:
        err.print(f"the first {limit} rows; -n asks for more")
    if not result.rows:
        raise typer.Exit(Exit.NOTHING)
