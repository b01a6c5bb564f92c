"""An extraction as plain rows, one a paper record: what `paperweft extract` prints."""

from collections.abc import Iterator
from typing import Any

from paperweft.extract.records import Extraction, Paper, PaperConcept, PaperResult, Sentence
from paperweft.extract.sentences import sentence_at

Row = dict[str, Any]


def to_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield the extraction under each id that its paper records have, or under the paper's own.

    A row has `id`, `concepts` (`type`, `names`, `role`, `confidence`, `rules`: the recognizers
    that proposed it, `evidence`), `relations` (`[head, relation, tail]`, the first names of
    concepts of the row) and `results` (`metric`, `dataset` and `method` by their first names; else
    the fields of `PaperResult`).
    """
    concepts = [_concept(extraction, concept) for concept in extraction.concepts]
    names = [concept["names"][0] for concept in concepts]
    relations = [[names[r.head], r.relation.value, names[r.tail]] for r in extraction.relations]
    results = [_result(extraction, result, names) for result in extraction.results]
    for name in row_ids(extraction.paper):
        yield {"id": name, "concepts": concepts, "relations": relations, "results": results}


def row_ids(paper: Paper) -> tuple[str, ...]:
    """Return the ids of the rows of a paper."""
    return paper.record_ids or (paper.id,)


def _concept(extraction: Extraction, concept: PaperConcept) -> Row:
    mention = concept.mentions[concept.evidence]
    bounds = sentence_at(extraction.paper.passages[mention.passage].text, mention.start)
    return {
        "type": concept.type.value,
        "names": [form.text for form in concept.names],
        "role": concept.role.value,
        "confidence": concept.confidence,
        "rules": sorted({mention.rule for mention in concept.mentions}),
        "evidence": _evidence(extraction, Sentence(mention.passage, *bounds)),
    }


def _result(extraction: Extraction, result: PaperResult, names: list[str]) -> Row:
    return {
        "metric": names[result.metric],
        "dataset": None if result.dataset is None else names[result.dataset],
        "method": None if result.method is None else names[result.method],
        "value": result.value,
        "unit": result.unit,
        "change": result.change and result.change.value,
        "bound": result.bound,
        "baseline": result.baseline,
        "confidence": result.confidence,
        "evidence": _evidence(extraction, result.sentence),
    }


def _evidence(extraction: Extraction, sentence: Sentence) -> Row:
    passage = extraction.paper.passages[sentence.passage]
    return {
        "field": passage.field,
        "language": passage.language,
        "start": sentence.start,
        "end": sentence.end,
        "sentence": passage.text[sentence.start : sentence.end],
    }
