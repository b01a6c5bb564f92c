"""Rows of results: what papers report, with the graph's concepts for the paper's own."""

import logging
from collections.abc import Iterator
from hashlib import blake2b

from paperweft.extract.records import Paper, PaperResult
from paperweft.extract.schema import BY, OF, ON, RESULT_TYPES, ConceptType
from paperweft.graph.edges import Row, evidence_row
from paperweft.graph.homonyms import Place
from paperweft.graph.resolve import Resolution

log = logging.getLogger(__name__)


def result_rows(found: Resolution) -> list[Row]:
    """Return a row a result, by paper and place; one that is stated twice is one row."""
    ids = {place: concept.id for concept in found.concepts for place in concept.places}
    types = {concept.id: concept.type for concept in found.concepts}
    rows: dict[str, Row] = {}
    for number, extraction in enumerate(found.extractions):
        for result in extraction.results:
            ends = {
                OF: ids[Place(number, result.metric)],
                ON: _id(ids, number, result.dataset),
                BY: _id(ids, number, result.method),
            }
            ends = dict(_fitting(ends, types, extraction.paper.id))
            if ends[OF]:
                row = _row(extraction.paper, result, ends)
                rows.setdefault(row["id"], row)
    return list(rows.values())


def _id(ids: dict[Place, str], paper: int, concept: int | None) -> str | None:
    return None if concept is None else ids[Place(paper, concept)]


def _fitting(
    ends: dict[str, str | None], types: dict[str, ConceptType], paper_id: str
) -> Iterator[tuple[str, str | None]]:
    """Yield the ends without those whose type all papers together changed."""
    for edge, concept_id in ends.items():
        if concept_id is None or types[concept_id] in RESULT_TYPES[edge]:
            yield edge, concept_id
            continue
        log.info(
            "no edge %s from a result of %s to %s: the schema allows none to %s",
            edge, paper_id, concept_id, types[concept_id],
        )  # fmt: skip
        yield edge, None


def _row(paper: Paper, result: PaperResult, ends: dict[str, str | None]) -> Row:
    row: Row = {
        "paper_id": paper.id,
        "metric_id": ends[OF],
        "dataset_id": ends[ON],
        "method_id": ends[BY],
        "value": result.value,
        "unit": result.unit,
        "change": result.change and result.change.value,
        "bound": result.bound,
        "baseline": result.baseline,
    }
    said = result.sentence
    digest = blake2b("\t".join(map(str, row.values())).encode(), digest_size=8).hexdigest()
    return {
        "id": f"result:{digest}",
        **row,
        "rule": result.rule,
        "confidence": result.confidence,
        "evidence": evidence_row(paper, said.passage, said.start, said.end),
    }
