"""Finding papers and concepts by what people call them."""

import re

from paperweft.extract.arxiv import arxiv_id, arxiv_link
from paperweft.extract.errors import NothingFoundError
from paperweft.extract.folding import fold_name, fold_text
from paperweft.extract.records import Paper
from paperweft.extract.schema import ConceptType
from paperweft.graph.model import Concept, KnowledgeGraph

_SUGGESTED = 5


def search_papers(graph: KnowledgeGraph, text: str = "") -> list[Paper]:
    """Return the papers with the text in a title, case and script aside, the newest first."""
    wanted = fold_text(text).strip()
    found = [paper for paper in graph.papers if _has_in_title(paper, wanted)]
    return sorted(found, key=lambda paper: (_reversed(paper.date or ""), paper.id))


def _has_in_title(paper: Paper, wanted: str) -> bool:
    return any(wanted in fold_text(title) for title in _titles(paper))


def _titles(paper: Paper) -> list[str]:
    return [p.text for p in paper.passages if p.field == "title"] or [""]


def _reversed(date: str) -> tuple[int, ...]:
    """Return a sort key that puts later ISO dates first."""
    return tuple(-int(part) for part in re.findall(r"\d+", date)) or (0,)


def search_concepts(
    graph: KnowledgeGraph, text: str = "", kind: ConceptType | None = None
) -> list[Concept]:
    """Return the concepts with the text in a name: exact names first, then the most used."""
    wanted, exact = fold_text(text).strip(), fold_name(text)
    found = [
        concept
        for concept in graph.concepts
        if kind in (None, concept.type) and any(wanted in fold_text(n) for n in concept.names)
    ]
    return sorted(found, key=lambda c: (not _named(c, exact), -c.papers, c.id))


def _named(concept: Concept, folded: str) -> bool:
    return any(fold_name(name) == folded for name in concept.names)


def find_concepts(graph: KnowledgeGraph, name: str) -> list[Concept]:
    """Return the concepts that go by exactly this name or id, the most used first."""
    folded = fold_name(name)
    found = [c for c in graph.concepts if c.id == name or _named(c, folded)]
    return sorted(found, key=lambda c: (c.id != name, -c.papers, c.id))


def find_concept(graph: KnowledgeGraph, name: str) -> Concept:
    """Return the concept of this name or id in either language; of several the most used.

    Raises:
        NothingFoundError: There is none; the message names concepts that come near.
    """
    found = find_concepts(graph, name)
    if found:
        return found[0]
    near = [concept.label for concept in search_concepts(graph, name)[:_SUGGESTED]]
    hint = f"; there is {', '.join(near)}" if near else "; `paperweft concepts` lists them"
    raise NothingFoundError(f"no concept {name!r}{hint}")


def find_paper(graph: KnowledgeGraph, name: str) -> Paper:
    """Return the paper of this id, link or title.

    Raises:
        NothingFoundError: There is none; the message names papers that come near.
    """
    found = [p for p in graph.papers if name in (p.id, p.url, *p.record_ids)]
    if not found and (known := arxiv_id(name) or arxiv_link(name)):
        found = [p for p in graph.papers if p.id == f"arxiv:{known.id}"]
    if not found and (folded := fold_name(name)):
        found = [p for p in graph.papers if folded in map(fold_name, _titles(p))]
    if found:
        return found[0]
    near = [f"{paper.id} ({paper.title})" for paper in search_papers(graph, name)[:_SUGGESTED]]
    hint = f"; there is {', '.join(near)}" if near else "; `paperweft papers` lists them"
    raise NothingFoundError(f"no paper {name!r}{hint}")
