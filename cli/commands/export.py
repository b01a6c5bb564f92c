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
            help="html, turtle, jsonld, ntriples, graphml, gexf, csv, json or cypher;"
            " neo4j-admin, a folder.",
            show_default=False,
        ),
    ],
    output: OutputFile = None,
    workspace: WorkspacePath = WORKSPACE,
) -> None:
    """Write the graph as a file, or a folder of files, that other programs open."""
    from paperweft import api
    from paperweft.export import formats
    from paperweft.files import write_with
    from paperweft.folders import write_folder

    if name in formats.FOLDERS:
        folder = formats.get_folder(name)
        graph = api.open(workspace)
        written = write_folder(lambda path: folder.export(graph, path), output)
        err.print(f"{safe(str(output))}: {written:,} bytes; README.txt there says how to go on")
        return
    chosen = formats.get(name)
    graph = api.open(workspace)
    written = write_with(lambda file: chosen.export(graph, file), output)
    if output:
        err.print(f"{safe(str(output))}: {written:,} bytes")
