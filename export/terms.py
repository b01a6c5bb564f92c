"""RDF terms as text, for the writers of RDF in this folder.

They stream, because rdflib's own serialisers need about 0.1 ms and 2 kB a triple, which a graph
of 5,000 papers has two millions of, and leave JSON-LD and N-Triples in the order of a hash.
"""

import re

from rdflib import XSD, Literal, URIRef

from paperweft.export.iris import PREFIXES

_NAMESPACES = {str(namespace): prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z0-9_:](?:[A-Za-z0-9_:.-]*[A-Za-z0-9_:-])?")  # of Turtle's PN_LOCAL
_SPLIT = re.compile(r"(.*[/#])(.*)", re.DOTALL)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def short(iri: URIRef) -> str | None:
    """Return the IRI with a prefix, if it has one that Turtle and JSON-LD can read."""
    split = _SPLIT.fullmatch(iri)
    if split is None or split[1] not in _NAMESPACES or not _LOCAL.fullmatch(split[2]):
        return None
    return f"{_NAMESPACES[split[1]]}:{split[2]}"


def ntriples(term: URIRef | Literal) -> str:
    """Return the term in N-Triples, which has no short forms and no quotes over many lines."""
    if isinstance(term, URIRef):
        return f"<{term}>"
    return _quoted(term, f"<{term.datatype}>")


def turtle(term: URIRef | Literal) -> str:
    """Return the term in Turtle, with a prefix where that is possible."""
    if isinstance(term, URIRef):
        return short(term) or f"<{term}>"
    if term.datatype == XSD.integer:
        return str(term)
    return _quoted(term, turtle(term.datatype) if term.datatype else "")


def _quoted(literal: Literal, datatype: str) -> str:
    text = f'"{literal.translate(_ESCAPES)}"'
    if literal.language:
        return f"{text}@{literal.language}"
    return f"{text}^^{datatype}" if literal.datatype else text
