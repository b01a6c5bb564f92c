"""GraphML, for networkx, yEd, Gephi, Cytoscape and igraph. Lists are joined with ` | `."""

from typing import BinaryIO

import networkx as nx

from paperweft.export.flat import flat_network
from paperweft.graph.model import KnowledgeGraph

NAME = "graphml"
SUFFIX = ".graphml"


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the graph as GraphML; `networkx.read_graphml` reads it back."""
    # Not write_graphml, which writes other bytes where lxml happens to be installed.
    nx.write_graphml_xml(flat_network(graph), target)
