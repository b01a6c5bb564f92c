"""The graph in RDF: SKOS for concepts, FaBiO and schema.org for papers, PROV for evidence.

An edge is one direct triple in the project's namespace, and one `rdf:Statement` of it with its
confidence, the papers it was derived from, and its evidence: an `oa:SpecificResource` (Web
Annotation) that selects the sentence in a passage, by quote and by position. There are no blank
nodes: every node has an IRI from ids, so equal graphs are equal triples.
"""

from collections.abc import Iterator
from itertools import groupby

from rdflib import PROV, RDF, XSD, Graph, Literal, URIRef

from paperweft.export.iris import OA, PREFIXES, PW, Triple, passage_iri, term, thing
from paperweft.export.rdf_things import literal, things
from paperweft.extract.schema import BY, HAS_RESULT, OF, ON, RELATED_TO
from paperweft.graph.model import Evidence, KnowledgeGraph, Result


def to_rdf(graph: KnowledgeGraph) -> Graph:
    """Return the graph as an rdflib graph with the project's prefixes bound."""
    rdf = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        rdf.bind(prefix, namespace)
    for triple in triples(graph):
        rdf.add(triple)
    return rdf


def triples(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield every triple of the graph, in the order of the graph's tables."""
    yield from things(graph)
    told: set[URIRef] = set()  # one sentence may be the evidence of several edges
    yield from _edges(graph, told)
    for result in graph.results:
        yield from _result(result, told)
    yield from _related(graph)


def resources(graph: KnowledgeGraph) -> Iterator[tuple[URIRef, list[Triple]]]:
    """Yield the triples by subject, for writers that stream; a subject may come again."""
    for subject, group in groupby(triples(graph), key=lambda triple: triple[0]):
        yield subject, list(group)


def _edges(graph: KnowledgeGraph, told: set[URIRef]) -> Iterator[Triple]:
    for edge in graph.paper_edges:
        ends = (edge.paper_id, edge.relation, edge.concept_id)
        yield from _statement(*ends, confidence=edge.confidence)
        yield thing(*ends), PW.mentions, Literal(edge.mentions)
        yield from _evidence(thing(*ends), (edge.evidence,), told)
    for link in graph.concept_edges:
        ends = (link.head, link.relation, link.tail)
        yield from _statement(*ends, confidence=link.confidence)
        yield thing(*ends), PW.support, Literal(link.support)
        yield from _evidence(thing(*ends), link.evidence, told)


def _result(result: Result, told: set[URIRef]) -> Iterator[Triple]:
    iri = thing(result.id)
    yield thing(result.paper_id), term(HAS_RESULT), iri
    yield iri, RDF.type, PW.Result
    yield iri, RDF.value, _decimal(result.value)
    for name in ("unit", "change", "bound"):
        if (text := getattr(result, name)) is not None:
            yield iri, PW[name], literal(text)
    if result.baseline is not None:
        yield iri, PW.baseline, _decimal(result.baseline)
    ends = {OF: result.metric_id, ON: result.dataset_id, BY: result.method_id}
    for relation, concept_id in ends.items():
        if concept_id is not None:
            yield iri, term(relation), thing(concept_id)
    yield iri, PW.confidence, _decimal(result.confidence)
    yield from _evidence(iri, (result.evidence,), told)


def _statement(head: str, relation: str, tail: str, *, confidence: float) -> Iterator[Triple]:
    yield thing(head), term(relation), thing(tail)
    iri = thing(head, relation, tail)
    yield iri, RDF.type, RDF.Statement
    yield iri, RDF.subject, thing(head)
    yield iri, RDF.predicate, term(relation)
    yield iri, RDF.object, thing(tail)
    yield iri, PW.confidence, _decimal(confidence)


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.6f}".rstrip("0").rstrip("."), datatype=XSD.decimal, normalize=False)


def _evidence(
    statement: URIRef, evidence: tuple[Evidence, ...], told: set[URIRef]
) -> Iterator[Triple]:
    for paper_id in dict.fromkeys(item.paper_id for item in evidence):
        yield statement, PROV.wasDerivedFrom, thing(paper_id)
    for item in dict.fromkeys(evidence):
        span = f"{item.start}-{item.end}"
        iri = thing(item.paper_id, "passage", str(item.passage), span)
        yield statement, PW.evidence, iri
        if iri not in told:
            told.add(iri)
            yield from _sentence(iri, item)


def _sentence(iri: URIRef, evidence: Evidence) -> Iterator[Triple]:
    quote, position = URIRef(f"{iri}#quote"), URIRef(f"{iri}#position")
    yield iri, RDF.type, OA.SpecificResource
    yield iri, OA.hasSource, passage_iri(evidence.paper_id, evidence.passage)
    yield iri, OA.hasSelector, quote
    yield iri, OA.hasSelector, position
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, literal(evidence.sentence, evidence.language)
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, Literal(evidence.start)
    yield position, OA.end, Literal(evidence.end)


def _related(graph: KnowledgeGraph) -> Iterator[Triple]:
    for row in graph.related_table.to_pylist():
        ends = (row["paper_id"], RELATED_TO, row["other_id"])
        yield thing(ends[0]), term(RELATED_TO), thing(ends[2])
        iri = thing(*ends)
        yield iri, RDF.type, RDF.Statement
        yield iri, RDF.subject, thing(ends[0])
        yield iri, RDF.predicate, term(RELATED_TO)
        yield iri, RDF.object, thing(ends[2])
        yield iri, PW.score, _decimal(row["score"])
        for concept_id in row["shared"]:
            yield iri, PW.shared, thing(concept_id)
