"""From a resolution to the graph's tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec
import pyarrow as pa

from paperweft.extract.records import Extraction, Paper
from paperweft.graph.edges import Row, concept_edge_rows, mention_rows, paper_edge_rows
from paperweft.graph.identity import Key, key_of
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.related import related_table
from paperweft.graph.resolve import Resolution, ResolvedConcept, resolve
from paperweft.graph.results import result_rows
from paperweft.graph.tables import SCHEMAS


def build_graph(extractions: Iterable[Extraction]) -> KnowledgeGraph:
    """Make the graph of these extractions, one a paper; their order does not matter."""
    found = resolve(extractions)
    tables = {
        "papers": _table("papers", map(_paper_row, (e.paper for e in found.extractions))),
        "concepts": _table("concepts", map(_concept_row, found.concepts)),
        "aliases": _table("aliases", _alias_rows(found.concepts)),
        "merges": _table("merges", _merge_rows(found)),
        "mentions": _table("mentions", mention_rows(found)),
        "paper_edges": _table("paper_edges", paper_edge_rows(found)),
        "concept_edges": _table("concept_edges", concept_edge_rows(found)),
        "results": _table("results", result_rows(found)),
    }
    tables["related"] = related_table(tables["paper_edges"])
    return KnowledgeGraph.from_tables(tables)


def _table(name: str, rows: Iterable[Row]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])


def _paper_row(paper: Paper) -> Row:
    row: Row = msgspec.to_builtins(paper)
    return row | {"title": paper.title}


def _concept_row(concept: ResolvedConcept) -> Row:
    labels = concept.labels
    return {
        "id": concept.id,
        "type": concept.type.value,
        "label": labels.shown,
        "label_en": labels.english,
        "label_zh_hans": labels.simplified,
        "label_zh_hant": labels.traditional,
        "names": list(dict.fromkeys([labels.shown, *(form.text for form, _ in labels.names)])),
        "papers": len({place.paper for place in concept.places}),
    }


def _alias_rows(concepts: Iterable[ResolvedConcept]) -> Iterator[Row]:
    for concept in concepts:
        for form, papers in sorted(concept.labels.names, key=lambda n: (n[0].text, n[0].language)):
            yield {
                "concept_id": concept.id,
                "name": form.text,
                "language": form.language,
                "papers": papers,
            }


def _merge_rows(found: Resolution) -> list[Row]:
    ids = {concept.key: concept.id for concept in found.concepts}
    written = _written(found)
    reasons: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for evidence in (*found.identity.evidence, *found.settled):
        concept_id = ids.get(found.identity.sets.find(evidence.other))
        if concept_id:
            names = written[evidence.one], written[evidence.other]
            papers = reasons[concept_id, *names, evidence.rule]
            papers |= {evidence.paper_id} if evidence.paper_id else set()
    columns = ("concept_id", "name", "other", "rule")
    return [
        dict(zip(columns, key, strict=True))
        | {"papers": len(papers), "paper_id": min(papers, default=None)}
        for key, papers in sorted(reasons.items())
    ]


def _written(found: Resolution) -> dict[Key, str]:
    """Return the most used spelling of each folded name, of a label that no paper has its own."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for extraction in found.extractions:
        for concept in extraction.concepts:
            for form in concept.names:
                counts[key_of(concept.type, form.text)][form.text] += 1
            for link in concept.links:
                counts[key_of(concept.type, link.other)][link.other] += 0
    return {key: min(forms, key=lambda f: (-forms[f], f)) for key, forms in counts.items()}
