import io
import re

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV

from export.factory import concept, hostile, paper, three_papers, weave
from paperweft.export import formats
from paperweft.export.rdf import to_rdf
from paperweft.graph.model import KnowledgeGraph

PW = Namespace("https://w3id.org/paperweft/ns#")
ID = Namespace("https://w3id.org/paperweft/id/")
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = Namespace("http://www.w3.org/ns/oa#")
PARSERS = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld"}

FIRST = ID["arxiv:2413.00001"]
RAG = ID["method:retrieval-augmented-generation"]


def parsed(name: str, graph: KnowledgeGraph) -> Graph:
    target = io.BytesIO()
    formats.get(name).export(graph, target)
    return Graph().parse(data=target.getvalue(), format=PARSERS[name])


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize("make", [three_papers, hostile])
def test_what_is_written_reads_back_as_the_same_triples(name: str, make) -> None:
    graph = make()
    assert set(parsed(name, graph)) == set(to_rdf(graph))


def test_a_concept_has_one_preferred_label_a_language() -> None:
    rdf = to_rdf(three_papers())
    assert set(rdf.objects(RAG, SKOS.prefLabel)) == {
        Literal("Retrieval-Augmented Generation", lang="en"),
        Literal("检索增强生成", lang="zh-Hans"),
        Literal("檢索增強生成", lang="zh-Hant"),
    }


def test_a_preferred_label_is_no_alternative_label() -> None:
    rdf = to_rdf(three_papers())
    for thing in rdf.subjects(RDF.type, SKOS.Concept):
        preferred = set(rdf.objects(thing, SKOS.prefLabel))
        assert not preferred & set(rdf.objects(thing, SKOS.altLabel))
    assert (RAG, SKOS.altLabel, Literal("RAG", lang="en")) in rdf


def test_titles_carry_their_language() -> None:
    titles = set(to_rdf(three_papers()).objects(FIRST, DCTERMS.title))
    assert {title.language for title in titles} == {"en", "zh-Hans", "zh-Hant"}


def test_a_result_has_its_value_its_ends_and_its_sentence() -> None:
    rdf = to_rdf(three_papers())
    (result,) = rdf.objects(FIRST, PW.hasResult)
    assert str(rdf.value(result, RDF.value)) == "92.1"
    assert str(rdf.value(result, PW.unit)) == "%"
    assert rdf.value(result, PW.change) is None
    ends = [rdf.value(result, PW[name]) for name in ("of", "on", "by")]
    assert ends == [ID["metric:f1"], ID["dataset:loomqa"], ID["method:weftrag"]]
    sentence = rdf.value(result, PW.evidence)
    quote = rdf.value(URIRef(f"{sentence}#quote"), OA.exact)
    assert str(quote) == "On LoomQA, WeftRAG reaches an F1 of 92.1%."


def test_types_are_those_of_shared_vocabularies() -> None:
    rdf = to_rdf(three_papers())
    ask = {
        FIRST: "http://purl.org/spar/fabio/Preprint",
        ID["model:spindle-7b"]: "http://www.w3.org/ns/mls#Model",
        ID["dataset:loomqa"]: "https://schema.org/Dataset",
        ID["metric:f1"]: "http://www.w3.org/ns/mls#EvaluationMeasure",
    }
    assert all((thing, RDF.type, URIRef(kind)) in rdf for thing, kind in ask.items())
    assert (ID["topic:deep-learning"], SKOS.inScheme, ID.topics) in rdf


def test_an_edge_is_a_direct_triple_and_a_statement_with_confidence() -> None:
    rdf = to_rdf(three_papers())
    assert (FIRST, PW.uses, RAG) in rdf
    statements = [s for s in rdf.subjects(RDF.subject, FIRST) if (s, RDF.object, RAG) in rdf]
    assert len(statements) == 1
    assert rdf.value(statements[0], PW.confidence) == Literal(
        "0.9", datatype=URIRef(XSD + "decimal")
    )
    assert rdf.value(statements[0], PROV.wasDerivedFrom) == FIRST


def test_the_position_of_a_sentence_holds_in_its_passage() -> None:
    rdf = to_rdf(hostile())
    checked = 0
    for evidence in rdf.subjects(RDF.type, OA.SpecificResource):
        text = str(rdf.value(rdf.value(evidence, OA.hasSource), RDF.value))
        quote, position = sorted(rdf.objects(evidence, OA.hasSelector), reverse=True)
        start, end = (rdf.value(position, p).toPython() for p in (OA.start, OA.end))
        assert text[start:end] == str(rdf.value(quote, OA.exact))
        checked += 1
    assert checked > 5


@pytest.mark.parametrize("make", [three_papers, hostile])
def test_every_iri_is_ascii_without_anything_to_escape(make) -> None:
    nodes = {node for triple in to_rdf(make()) for node in triple if isinstance(node, URIRef)}
    assert all(re.fullmatch(r"[!#-;=?-Z_a-z~]+", iri) for iri in nodes)


def test_ids_that_differ_have_iris_that_differ() -> None:
    ids = ["doi:10.9/a b", "doi:10.9/a%20b", "doi:10.9/a/b", "doi:10.9/a%2Fb"]
    rdf = to_rdf(weave([paper(n, "T", id=i) for n, i in enumerate(ids)], []))
    assert len(set(rdf.subjects(RDF.type, PW.Paper))) == len(ids)


def test_a_link_that_is_not_of_the_web_is_left_out() -> None:
    rdf = to_rdf(weave([paper(1, "T", url="javascript:alert(1)")], []))
    assert "javascript" not in rdf.serialize()


@pytest.mark.parametrize(
    ("date", "kind"),
    [("2024", "gYear"), ("2024-06", "gYearMonth"), ("2024-06-28", "date"), ("soon", None)],
)
def test_a_date_is_typed_by_how_exact_it_is(date: str, kind: str | None) -> None:
    rdf = to_rdf(weave([paper(1, "T", date=date)], []))
    found = rdf.value(FIRST, DCTERMS.date)
    assert (str(found), found.datatype) == (date, URIRef(XSD + kind) if kind else None)


def test_a_concept_without_a_label_of_a_language_still_has_one() -> None:
    rdf = to_rdf(weave([], [concept("method:x", "X", label_en=None)]))
    assert rdf.value(ID["method:x"], SKOS.prefLabel) == Literal("X")


def test_turtle_uses_short_names_where_people_read() -> None:
    target = io.BytesIO()
    formats.get("turtle").export(three_papers(), target)
    text = target.getvalue().decode()
    assert "pwid:arxiv:2413.00001 a fabio:Preprint" in text
    assert 'skos:prefLabel "Retrieval-Augmented Generation"@en, "检索增强生成"@zh-Hans' in text
