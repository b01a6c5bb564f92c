"""JSON in networkx's node-link form.

    {"directed": true, "multigraph": true, "graph": {},
     "nodes": [{"id": …, "kind": …, "type": …, "label": …, …}, …],
     "edges": [{"source": …, "target": …, "key": RELATION, "relation": …, …}, …]}

The attributes are those of `KnowledgeGraph.to_networkx`, and `networkx.node_link_graph(data,
edges="edges")` reads it back. A node or an edge a line, for those who read with other tools.
"""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from paperweft.graph.model import KnowledgeGraph

NAME = "json"
SUFFIX = ".json"


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the graph as node-link JSON in UTF-8."""
    network = graph.to_networkx()
    nodes = ({"id": node, **attributes} for node, attributes in network.nodes(data=True))
    edges = (
        {"source": source, "target": target_id, "key": key, **attributes}
        for source, target_id, key, attributes in network.edges(data=True, keys=True)
    )
    target.write(b'{"directed": true, "multigraph": true, "graph": {},\n"nodes": [\n')
    _write_lines(nodes, target)
    target.write(b'\n],\n"edges": [\n')
    _write_lines(edges, target)
    target.write(b"\n]}\n")


def _write_lines(objects: Iterable[dict[str, Any]], target: BinaryIO) -> None:
    separator = b""
    for item in objects:
        target.write(separator + json.dumps(item, ensure_ascii=False).encode())
        separator = b",\n"
