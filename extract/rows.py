"""An extraction as plain rows, one a paper record: what `paperweft extract` prints."""

from collections.abc import Iterator
from typing import Any

from paperweft.extract.records import Extraction, Paper, PaperConcept
from paperweft.extract.sentences import sentence_at

Row = dict[str, Any]


def to_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield the extraction under each id that its paper records have, or under the paper's own.

    A row has `id`, `concepts` (`type`, `names`, `role`, `confidence`, `rules`: the recognizers
    that proposed it, `evidence`) and `relations` (`[head, relation, tail]`, the first names of
    concepts of the row).
    """
    concepts = [_concept(extraction, concept) for concept in extraction.concepts]
    relations = [
        [concepts[r.head]["names"][0], r.relation.value, concepts[r.tail]["names"][0]]
        for r in extraction.relations
    ]
    for name in row_ids(extraction.paper):
        yield {"id": name, "concepts": concepts, "relations": relations}


def row_ids(paper: Paper) -> tuple[str, ...]:
    """Return the ids of the rows of a paper."""
    return paper.record_ids or (paper.id,)


def _concept(extraction: Extraction, concept: PaperConcept) -> Row:
    mention = concept.mentions[concept.evidence]
    passage = extraction.paper.passages[mention.passage]
    start, end = sentence_at(passage.text, mention.start)
    return {
        "type": concept.type.value,
        "names": [form.text for form in concept.names],
        "role": concept.role.value,
        "confidence": concept.confidence,
        "rules": sorted({mention.rule for mention in concept.mentions}),
        "evidence": {
            "field": passage.field,
            "language": passage.language,
            "start": start,
            "end": end,
            "sentence": passage.text[start:end],
        },
    }
