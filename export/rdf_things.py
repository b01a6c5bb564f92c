"""Papers, authors, categories, concepts and their names in RDF."""

import datetime
from collections.abc import Iterator

from rdflib import DCTERMS, RDF, SDO, SKOS, XSD, Literal, URIRef

from paperweft.export.iris import FABIO, MLS, PW, TOPICS, Triple, passage_iri, thing
from paperweft.export.text import legal, web_address
from paperweft.extract.records import Paper, Passage
from paperweft.extract.schema import ConceptType
from paperweft.graph.model import Concept, KnowledgeGraph

_FIELDS = {"title": DCTERMS.title, "abstract": DCTERMS.abstract, "summary": DCTERMS.description}
_CLASSES = {
    ConceptType.MODEL: MLS.Model,
    ConceptType.DATASET: SDO.Dataset,
    ConceptType.METRIC: MLS.EvaluationMeasure,
}
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def things(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield what is said of each node by itself."""
    yield TOPICS, RDF.type, SKOS.ConceptScheme
    yield TOPICS, DCTERMS.title, Literal("Topics", lang="en")
    yield TOPICS, DCTERMS.title, Literal("主题", lang="zh-Hans")
    for paper in graph.papers:
        yield from _paper(paper)
    yield from _people(graph)
    for concept in graph.concepts:
        yield from _concept(concept)
    yield from _aliases(graph)


def literal(text: str, language: str | None = None) -> Literal:
    """Return text as a literal, without the characters that XML forbids."""
    return Literal(legal(text), lang=language)


def _paper(paper: Paper) -> Iterator[Triple]:
    iri = thing(paper.id)
    yield iri, RDF.type, FABIO.Preprint
    yield iri, RDF.type, SDO.ScholarlyArticle
    yield iri, RDF.type, PW.Paper
    yield from _published(iri, paper)
    for name in dict.fromkeys(paper.authors):
        yield iri, DCTERMS.creator, thing("author", name)
    for name in dict.fromkeys(paper.categories):
        yield iri, PW.inCategory, thing("category", name)
    for passage in dict.fromkeys(paper.passages):
        if passage.field in _FIELDS:
            yield iri, _FIELDS[passage.field], literal(passage.text, passage.language)
    for number, passage in enumerate(paper.passages):
        yield from _passage(paper.id, number, passage)


def _published(iri: URIRef, paper: Paper) -> Iterator[Triple]:
    yield iri, DCTERMS.identifier, literal(paper.id)
    if paper.date is not None:
        yield iri, DCTERMS.date, _date(paper.date)
    if paper.version is not None:
        yield iri, PW.version, Literal(paper.version)
    if url := web_address(paper.url):
        yield iri, SDO.url, Literal(legal(url), datatype=XSD.anyURI)


def _passage(paper_id: str, number: int, passage: Passage) -> Iterator[Triple]:
    iri = passage_iri(paper_id, number)
    yield iri, RDF.type, PW.Passage
    yield iri, DCTERMS.isPartOf, thing(paper_id)
    yield iri, PW.field, Literal(passage.field)
    yield iri, RDF.value, literal(passage.text, passage.language)


def _date(date: str) -> Literal:
    try:
        datetime.date.fromisoformat(f"{date}-01-01"[:10])
    except ValueError:
        return literal(date)
    return Literal(date, datatype=_DATES.get(len(date)))


def _people(graph: KnowledgeGraph) -> Iterator[Triple]:
    for name in sorted({name for paper in graph.papers for name in paper.authors}):
        yield thing("author", name), RDF.type, SDO.Person
        yield thing("author", name), SDO.name, literal(name)
    for name in sorted({name for paper in graph.papers for name in paper.categories}):
        yield thing("category", name), RDF.type, PW.Category
        yield thing("category", name), SKOS.notation, literal(name)


def _labels(concept: Concept) -> Iterator[Literal]:
    by_language = {
        "en": concept.label_en,
        "zh-Hans": concept.label_zh_hans,
        "zh-Hant": concept.label_zh_hant,
    }
    known = [literal(text, language) for language, text in by_language.items() if text]
    yield from known or [literal(concept.label)]


def _concept(concept: Concept) -> Iterator[Triple]:
    iri = thing(concept.id)
    yield iri, RDF.type, SKOS.Concept
    yield iri, RDF.type, PW[concept.type.value]
    if concept.type in _CLASSES:
        yield iri, RDF.type, _CLASSES[concept.type]
    if concept.type is ConceptType.TOPIC:
        yield iri, SKOS.inScheme, TOPICS
    for label in _labels(concept):
        yield iri, SKOS.prefLabel, label
    yield iri, PW.papers, Literal(concept.papers)


def _aliases(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield the names that are no preferred label: SKOS forbids a label to be both."""
    preferred = {concept.id: set(_labels(concept)) for concept in graph.concepts}
    for row in graph.alias_table.to_pylist():
        name = literal(row["name"], row["language"])
        if name not in preferred.get(row["concept_id"], ()):
            yield thing(row["concept_id"]), SKOS.altLabel, name
