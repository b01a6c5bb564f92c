"""The project's IRIs: the one place that says where its terms and its things live.

All are ASCII, made from ids alone: `…/id/arxiv:2413.00001`, `…/id/method:lora`.
"""

from urllib.parse import quote

from rdflib import DCTERMS, PROV, RDF, SDO, SKOS, XSD, Literal, Namespace, URIRef

PW = Namespace("https://w3id.org/paperweft/ns#")
ID = Namespace("https://w3id.org/paperweft/id/")
FABIO = Namespace("http://purl.org/spar/fabio/")
MLS = Namespace("http://www.w3.org/ns/mls#")
OA = Namespace("http://www.w3.org/ns/oa#")

PREFIXES = {
    "dcterms": DCTERMS,
    "fabio": FABIO,
    "mls": MLS,
    "oa": OA,
    "prov": PROV,
    "pw": PW,
    "pwid": ID,
    "rdf": RDF,
    "schema": SDO,
    "skos": SKOS,
    "xsd": XSD,
}
"""The prefixes of every RDF export."""

TOPICS = ID["topics"]

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def thing(*parts: str) -> URIRef:
    """Return the IRI of what these ids name together, each percent-encoded but for `:`."""
    return ID["/".join(quote(part, safe=":", errors="replace") for part in parts)]


def term(edge_type: str) -> URIRef:
    """Return the property of an edge type: `COMPARES_WITH` is `pw:comparesWith`."""
    first, *rest = edge_type.lower().split("_")
    return PW[first + "".join(word.title() for word in rest)]


def passage_iri(paper_id: str, number: int) -> URIRef:
    """Return the IRI of a paper's passage, by its index."""
    return thing(paper_id, "passage", str(number))
