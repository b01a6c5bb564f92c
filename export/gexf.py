"""GEXF 1.2, for Gephi. Lists are joined with ` | `."""

from typing import BinaryIO

from networkx.readwrite.gexf import GEXFWriter

from paperweft.export.flat import flat_network
from paperweft.graph.model import KnowledgeGraph

NAME = "gexf"
SUFFIX = ".gexf"


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the graph as GEXF; an edge's label is its relation, its weight the confidence."""
    network = flat_network(graph)
    for _, _, attributes in network.edges(data=True):
        attributes["label"] = attributes["relation"]
        attributes["weight"] = attributes.get("confidence", attributes.get("score", 1.0))
    writer = GEXFWriter(network, encoding="utf-8")
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)  # equal graphs are equal bytes on any day
    writer.write(target)
