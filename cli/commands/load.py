"""`paperweft load`: the graph into a Neo4j."""

from time import perf_counter
from typing import Annotated

import typer

from paperweft.console import Bar, Format, err, out
from paperweft.options import WORKSPACE, AnswerFormat, Database, WorkspacePath

NAME = "load"
EXAMPLE = "paperweft load bolt://localhost:7687 -w my-graph"


def command(
    uri: Annotated[
        str,
        typer.Argument(
            metavar="URI",
            help="Where the Neo4j is: bolt://, neo4j:// or, with TLS, bolt+s://, neo4j+s:// (+ssc://"
            " with a certificate that nobody vouches for).",
            show_default=False,
        ),
    ],
    workspace: WorkspacePath = WORKSPACE,
    database: Database = None,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """Bring a Neo4j up to date with the graph; what is not paperweft's there stays as it is.

    User name and password are read from NEO4J_USERNAME (neo4j if not set) and NEO4J_PASSWORD; at a
    terminal you are asked for the password. Only what differs is written, so a load that was
    stopped goes on, and a second one changes nothing.
    """
    from paperweft import api, loading
    from paperweft.graph.bolt import Neo4jStore
    from paperweft.graph.bolt_load import load
    from paperweft.server import address_of

    address = address_of(uri, database)
    graph = api.open(workspace)
    began = perf_counter()
    with Neo4jStore(address) as store, Bar().shown() as bar:
        loaded = load(store, graph, bar)
    seconds = perf_counter() - began
    if answer is Format.JSON:
        out.print_json(loading.as_json(loaded, seconds))
    else:
        err.print(loading.as_text(loaded, seconds, uri))
