"""Rows of mentions and edges, each edge with the sentence that says so."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from paperweft.extract.records import Mention, Paper, PaperRelation
from paperweft.extract.schema import EDGE_TYPES
from paperweft.extract.sentences import sentence_at
from paperweft.graph.resolve import PaperLink, Resolution, Statement

_MOST_EVIDENCE = 5

Row = dict[str, Any]


def mention_rows(found: Resolution) -> list[Row]:
    """Return a row a mention, by paper, place and concept."""
    rows = [
        {
            "paper_id": found.extractions[link.paper].paper.id,
            "concept_id": link.concept_id,
            "passage": mention.passage,
            "start": mention.start,
            "end": mention.end,
            "rule": mention.rule,
            "confidence": mention.confidence,
        }
        for link in found.links
        for mention in _mentions(link)
    ]
    order = ("paper_id", "passage", "start", "end", "concept_id")
    return sorted(rows, key=lambda row: tuple(row[column] for column in order))


def _mentions(link: PaperLink) -> list[Mention]:
    return sorted(
        {mention for part in link.parts for mention in part.mentions},
        key=lambda mention: (mention.passage, mention.start, mention.end, mention.rule),
    )


def paper_edge_rows(found: Resolution) -> list[Row]:
    """Return a row for each paper and concept, by paper, relation and concept."""
    rows = [_paper_edge(found.extractions[link.paper].paper, link) for link in found.links]
    return sorted(rows, key=lambda row: (row["paper_id"], row["relation"], row["concept_id"]))


def _paper_edge(paper: Paper, link: PaperLink) -> Row:
    surest = max(link.parts, key=lambda part: part.confidence)
    mentions = _mentions(link)
    best = surest.mentions[surest.evidence]
    bounds = sentence_at(paper.passages[best.passage].text, best.start)
    return {
        "paper_id": paper.id,
        "relation": EDGE_TYPES[link.role],
        "concept_id": link.concept_id,
        "confidence": surest.confidence,
        "mentions": len(mentions),
        "rules": sorted({mention.rule for mention in mentions}),
        "evidence": evidence_row(paper, best.passage, *bounds),
    }


def evidence_row(paper: Paper, passage: int, start: int, end: int) -> Row:
    """Return a sentence of a paper as the tables hold it."""
    return {
        "paper_id": paper.id,
        "passage": passage,
        "field": paper.passages[passage].field,
        "language": paper.passages[passage].language,
        "start": start,
        "end": end,
        "sentence": paper.passages[passage].text[start:end],
    }


def concept_edge_rows(found: Resolution) -> Iterator[Row]:
    """Yield a row for each pair of concepts and relation between them, in that order."""
    stated: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in found.statements:
        edge = (statement.head, EDGE_TYPES[statement.relation], statement.tail)
        stated[edge].append(statement)
    for (head, relation, tail), statements in sorted(stated.items()):
        surest = _surest(found, statements)
        yield {
            "head": head,
            "relation": relation,
            "tail": tail,
            "confidence": surest[0][1].confidence,
            "support": len(surest),
            "evidence": [
                evidence_row(paper, said.sentence.passage, said.sentence.start, said.sentence.end)
                for paper, said in surest[:_MOST_EVIDENCE]
            ],
        }


def _surest(found: Resolution, statements: list[Statement]) -> list[tuple[Paper, PaperRelation]]:
    """Return one statement a paper, the surest papers first."""
    said = [
        (found.extractions[s.paper].paper, found.extractions[s.paper].relations[s.relation_index])
        for s in statements
    ]
    said.sort(key=lambda pair: (-pair[1].confidence, pair[0].id, pair[1].head, pair[1].tail))
    best: dict[str, tuple[Paper, PaperRelation]] = {}
    for paper, relation in said:
        best.setdefault(paper.id, (paper, relation))
    return list(best.values())
