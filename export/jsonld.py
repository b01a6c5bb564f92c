"""JSON-LD 1.1, RDF for programs that read JSON. What it says stands in `export/rdf.py`."""

import json
from typing import Any, BinaryIO

from rdflib import RDF, XSD, Literal, URIRef

from paperweft.export import terms
from paperweft.export.iris import PREFIXES, Triple
from paperweft.export.rdf import resources
from paperweft.graph.model import KnowledgeGraph

NAME = "jsonld"
SUFFIX = ".jsonld"


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the graph as JSON-LD in UTF-8, in the order of the graph's tables, a subject a line."""
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    target.write(f'{{"@context": {json.dumps(context)},\n"@graph": [\n'.encode())
    separator = ""
    for subject, triples in resources(graph):
        node = json.dumps(_node(subject, triples), ensure_ascii=False)
        target.write(f"{separator}{node}".encode())
        separator = ",\n"
    target.write(b"\n]}\n")


def _node(subject: URIRef, triples: list[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _iri(subject)}
    for _, predicate, value in triples:
        if predicate == RDF.type and isinstance(value, URIRef):
            node.setdefault("@type", []).append(_iri(value))
        else:
            node.setdefault(_iri(predicate), []).append(_value(value))
    return node


def _iri(iri: URIRef) -> str:
    return terms.short(iri) or str(iri)


def _value(value: URIRef | Literal) -> Any:
    if isinstance(value, URIRef):
        return {"@id": _iri(value)}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    if value.datatype == XSD.integer:
        return int(value)
    return {"@value": str(value), "@type": _iri(value.datatype)} if value.datatype else str(value)
