"""N-Triples, a triple a line, for loading large graphs. What it says stands in `export/rdf.py`."""

from typing import BinaryIO

from paperweft.export import terms
from paperweft.export.rdf import triples
from paperweft.graph.model import KnowledgeGraph

NAME = "ntriples"
SUFFIX = ".nt"


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the graph as N-Triples in UTF-8, in the order of the graph's tables."""
    for triple in triples(graph):
        target.write(f"{' '.join(map(terms.ntriples, triple))} .\n".encode())
