"""Finding papers and concepts by what people call them."""

import re
import shlex
from collections.abc import Iterator
from difflib import get_close_matches

from paperweft.extract.arxiv import arxiv_id, arxiv_link
from paperweft.extract.errors import NothingFoundError
from paperweft.extract.folding import fold_name, fold_text
from paperweft.extract.records import Paper
from paperweft.extract.schema import ConceptType
from paperweft.extract.vocabulary import cuts_a_word
from paperweft.graph.identity import look_up
from paperweft.graph.model import Concept, KnowledgeGraph

_SUGGESTED = 5
_PART_OF_AN_ID = 4  # characters; fewer are in many ids by chance


def search_papers(graph: KnowledgeGraph, text: str = "") -> list[Paper]:
    """Return the papers with the text in a title, or whose id begins so, the newest first.

    Case and script do not matter. Latin text is found where a word begins.
    """
    wanted = fold_text(text).strip()
    called = {paper.id for paper in _called(graph, text.strip())}
    found = [
        paper
        for paper in graph.papers
        if paper.id in called
        or _id_begins(paper, wanted)
        or any(_has(title, wanted) for title in _titles(paper))
    ]
    return sorted(found, key=lambda paper: (_reversed(paper.date or ""), paper.id))


def _id_begins(paper: Paper, wanted: str) -> bool:
    number = paper.id.partition(":")[2]
    return len(wanted) >= _PART_OF_AN_ID and fold_text(number).startswith(wanted)


def _has(text: str, wanted: str) -> bool:
    """Say whether a text has the folded one, Latin at the beginning of a word or of a hump."""
    folded = fold_text(text)
    at = folded.find(wanted)
    while at > 0 and cuts_a_word(folded, at, len(folded)) and not _is_hump(text, at):
        at = folded.find(wanted, at + 1)
    return at >= 0


def _is_hump(text: str, at: int) -> bool:
    """Say whether a capital after a small letter stands there: the R of GraphRAG."""
    return text[at - 1].islower() and text[at].isupper()


def _titles(paper: Paper) -> list[str]:
    return [p.text for p in paper.passages if p.field == "title"] or [""]


def _reversed(date: str) -> tuple[int, ...]:
    """Return a sort key that puts later ISO dates first."""
    return tuple(-int(part) for part in re.findall(r"\d+", date)) or (0,)


def search_concepts(
    graph: KnowledgeGraph, text: str = "", kind: ConceptType | None = None
) -> list[Concept]:
    """Return the concepts with the text in a name: exact names first, then the most used.

    Case and script do not matter. Latin text is found where a word begins.
    """
    wanted, exact = fold_text(text).strip(), fold_name(text)
    found = [
        concept
        for concept in graph.concepts
        if kind in (None, concept.type) and any(_has(n, wanted) for n in concept.names)
    ]
    return sorted(found, key=lambda c: (not _named(c, exact), -c.papers, c.id))


def _named(concept: Concept, folded: str) -> bool:
    return any(fold_name(name) == folded for name in concept.names)


def find_concepts(graph: KnowledgeGraph, name: str) -> list[Concept]:
    """Return the concepts that go by exactly this name or id, the most used first.

    If no paper writes the name, those that go by another name which the lexicon has for it.
    """
    folded = fold_name(name)
    found = [c for c in graph.concepts if c.id == name or _named(c, folded)]
    found = found or _by_lexicon(graph, name)
    return sorted(found, key=lambda c: (c.id != name, -c.papers, c.id))


def _by_lexicon(graph: KnowledgeGraph, name: str) -> list[Concept]:
    for kind, folds in lexicon_folds(name):
        found = [c for c in graph.concepts if any(fold_name(n) in folds for n in c.names)]
        if found:  # the graph may have given it another type
            return [c for c in found if c.type == kind] or found
    return []


def lexicon_folds(name: str) -> Iterator[tuple[ConceptType, frozenset[str]]]:
    """Yield what the lexicon knows by this name anywhere: its type and all its folded names."""
    for entry, weak in look_up(fold_name(name)):
        if not weak:
            yield entry.type, frozenset(map(fold_name, entry.names))


def find_concept(graph: KnowledgeGraph, name: str) -> Concept:
    """Return the concept of this name or id in either language; of several the most used.

    Raises:
        NothingFoundError: There is none; the message names concepts that come near.
    """
    found = find_concepts(graph, name)
    if found:
        return found[0]
    near = [concept.label for concept in search_concepts(graph, name)[:_SUGGESTED]]
    near = near or _near_spellings(graph, name)
    hint = f"; there is {', '.join(near)}" if near else "; `paperweft concepts` lists them"
    raise NothingFoundError(f"no concept {name!r}{hint}")


def _near_spellings(graph: KnowledgeGraph, name: str) -> list[str]:
    spelled = {fold_name(n): n for c in reversed(graph.concepts) for n in reversed(c.names)}
    return [spelled[fold] for fold in get_close_matches(fold_name(name), spelled, _SUGGESTED)]


def find_paper(graph: KnowledgeGraph, name: str) -> Paper:
    """Return the paper of this id, link or title.

    Raises:
        NothingFoundError: There is none; the message names papers that come near, or the concept
            of this name.
    """
    found = _called(graph, name)
    if not found and (folded := fold_name(name)):
        found = [p for p in graph.papers if folded in map(fold_name, _titles(p))]
    if found:
        return found[0]
    raise NothingFoundError(f"no paper {name!r}; {_hint(graph, name)}")


def _called(graph: KnowledgeGraph, name: str) -> list[Paper]:
    """Return the papers with this id or link, as written or in arXiv's way."""
    found = [p for p in graph.papers if name in (p.id, p.url, *p.record_ids)]
    if not found and (known := arxiv_id(name) or arxiv_link(name)):
        found = [p for p in graph.papers if p.id == f"arxiv:{known.id}"]
    return found


def _hint(graph: KnowledgeGraph, name: str) -> str:
    hints = []
    if any(c.id == name or _named(c, fold_name(name)) for c in graph.concepts):
        hints.append(f"it is a concept, see `paperweft show {shlex.quote(name)}`")
    near = [f"{paper.id} ({paper.title})" for paper in search_papers(graph, name)[:_SUGGESTED]]
    if near:
        hints.append(f"there is {', '.join(near)}")
    return "; ".join(hints) or "`paperweft papers` lists them"
