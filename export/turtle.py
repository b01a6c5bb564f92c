"""Turtle, the RDF that people read. What it says stands in `export/rdf.py`."""

from typing import BinaryIO

from rdflib import RDF, URIRef

from paperweft.export import terms
from paperweft.export.iris import PREFIXES, Triple
from paperweft.export.rdf import resources
from paperweft.graph.model import KnowledgeGraph

NAME = "turtle"
SUFFIX = ".ttl"


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the graph as Turtle in UTF-8, in the order of the graph's tables."""
    for prefix, namespace in PREFIXES.items():
        target.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    for subject, triples in resources(graph):
        target.write(_block(subject, triples).encode())


def _block(subject: URIRef, triples: list[Triple]) -> str:
    """Return one subject with all its properties, a line each, several values by commas."""
    values: dict[URIRef, list[str]] = {}
    for _, predicate, value in triples:
        values.setdefault(predicate, []).append(terms.turtle(value))
    lines = [
        f"{'a' if predicate == RDF.type else terms.turtle(predicate)} {', '.join(found)}"
        for predicate, found in values.items()
    ]
    return f"\n{terms.turtle(subject)} " + " ;\n    ".join(lines) + " .\n"
