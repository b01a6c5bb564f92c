"""`paperweft serve`: the graph over Bolt on loopback, for Neo4j's drivers and tools."""

from time import sleep
from typing import Annotated

import typer

from paperweft.console import Format, err, safe
from paperweft.options import WORKSPACE, AnswerFormat, WorkspacePath

NAME = "serve"
EXAMPLE = "paperweft serve -w my-graph --port 0"

_LOOK = 1.0  # seconds from one look at the workspace to the next


def command(
    workspace: WorkspacePath = WORKSPACE,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 takes a free one.")
    ] = 7687,
    answer: AnswerFormat = Format.TABLE,
) -> None:
    """Serve the graph over Bolt, read-only, on this machine alone, until Ctrl-C.

    Neo4j's drivers connect. A password is made each time, or taken from PAPERWEFT_SERVE_PASSWORD.
    """
    from paperweft import serving as telling
    from paperweft.graph.arcade_serve import serving
    from paperweft.graph.workspace import Workspace

    password, shown = telling.choose_password()
    store = Workspace.open(workspace).store_path
    with telling.until_stopped(), serving(store, password, port=port) as served:
        if answer is Format.JSON:
            typer.echo(telling.as_json(served, shown))
        else:
            err.print(safe(telling.as_text(served, workspace, shown)), end="")
        while served.is_latest():
            sleep(_LOOK)
        err.print("the workspace holds a newer graph now; stop and start again to serve that one")
        while True:
            sleep(_LOOK)
