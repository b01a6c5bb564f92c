"""`paperweft export`: the graph as a file."""

from typing import Annotated

import typer

from paperweft.console import err, safe
from paperweft.options import WORKSPACE, OutputFile, WorkspacePath

NAME = "export"
EXAMPLE = "paperweft export html -o graph.html"


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="html, turtle, jsonld, ntriples, graphml, gexf, csv or json.",
            show_default=False,
        ),
    ],
    output: OutputFile = None,
    workspace: WorkspacePath = WORKSPACE,
) -> None:
    """Write the graph as a file that other programs open."""
    from paperweft import api
    from paperweft.export import formats
    from paperweft.files import write_with

    chosen = formats.get(name)
    graph = api.open(workspace)
    written = write_with(lambda file: chosen.export(graph, file), output)
    if output:
        err.print(f"{safe(str(output))}: {written:,} bytes")
