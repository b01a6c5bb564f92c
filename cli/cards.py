"""A paper or a concept with everything the graph says of it, as data and for the terminal."""

from collections import defaultdict
from typing import Any

from paperweft.console import out, safe
from paperweft.extract.errors import NothingFoundError
from paperweft.extract.records import Paper
from paperweft.graph.lookup import find_concept, find_paper
from paperweft.graph.model import Concept, ConceptEdge, KnowledgeGraph, Result
from paperweft.views import concept_data

Card = dict[str, Any]


def card_of(graph: KnowledgeGraph, name: str) -> Card:
    """Return the card of the paper or concept of this name.

    Raises:
        NothingFoundError: Neither goes by it.
    """
    try:
        return paper_card(graph, find_paper(graph, name))
    except NothingFoundError as no_paper:
        try:
            return concept_card(graph, find_concept(graph, name))
        except NothingFoundError as no_concept:
            raise NothingFoundError(f"{no_paper}; {no_concept}") from None


def paper_card(graph: KnowledgeGraph, paper: Paper) -> Card:
    """Return a paper with its concepts by relation, its results and the relations it states.

    The graph keeps the surest sentences of a relation, five at most: of one that more papers
    state (`support`), a paper whose sentence was not kept does not show it.
    """
    concepts: dict[str, list[Card]] = defaultdict(list)
    for edge in graph.paper_edges:
        if edge.paper_id == paper.id:
            concept = graph.concept(edge.concept_id)
            concepts[edge.relation].append(
                concept_data(graph, concept)
                | {"confidence": round(edge.confidence, 3), "evidence": edge.evidence.sentence}
            )
    return {
        "id": paper.id,
        "title": paper.title,
        "titles": [p.text for p in paper.passages if p.field == "title"],
        "date": paper.date,
        "url": paper.url,
        "authors": list(paper.authors),
        "concepts": dict(concepts),
        "results": [
            _result(graph, result) for result in graph.results if result.paper_id == paper.id
        ],
        "relations": [
            _stated(graph, edge, paper.id)
            for edge in graph.concept_edges
            if any(said.paper_id == paper.id for said in edge.evidence)
        ],
    }


def concept_card(graph: KnowledgeGraph, concept: Concept) -> Card:
    """Return a concept with its names, its papers by relation, and its relations."""
    papers: dict[str, list[Card]] = defaultdict(list)
    for edge in graph.paper_edges:
        if edge.concept_id == concept.id:
            paper = graph.paper(edge.paper_id)
            papers[edge.relation].append(
                {"id": paper.id, "title": paper.title, "evidence": edge.evidence.sentence}
            )
    return {
        **concept_data(graph, concept),
        "why": [merge.reason for merge in graph.merges if merge.concept_id == concept.id],
        "papers": dict(papers),
        "relations": [
            _stated(graph, edge)
            for edge in graph.concept_edges
            if concept.id in (edge.head, edge.tail)
        ],
    }


def _stated(graph: KnowledgeGraph, edge: ConceptEdge, paper_id: str | None = None) -> Card:
    said = [e for e in edge.evidence if paper_id in (None, e.paper_id)]
    return {
        "head": graph.concept(edge.head).label,
        "relation": edge.relation,
        "tail": graph.concept(edge.tail).label,
        "support": edge.support,
        "confidence": round(edge.confidence, 3),
        "evidence": said[0].sentence if said else "",
    }


def _result(graph: KnowledgeGraph, result: Result) -> Card:
    def label(concept_id: str | None) -> str | None:
        return None if concept_id is None else graph.concept(concept_id).label

    return {
        "metric": label(result.metric_id),
        "dataset": label(result.dataset_id),
        "method": label(result.method_id),
        "value": result.value,
        "unit": result.unit,
        "change": result.change and result.change.value,
        "bound": result.bound,
        "baseline": result.baseline,
        "text": result.text,
        "confidence": round(result.confidence, 3),
        "evidence": result.evidence.sentence,
    }


def print_card(card: Card) -> None:
    """Print a card of either kind."""
    out.print(f"[bold]{safe(card.get('title') or card['label'])}[/]")
    details = [card["id"], card.get("date"), card.get("url"), ", ".join(card.get("authors", ()))]
    out.print(f"[dim]{safe('  '.join(part for part in details if part))}[/]")
    for other in card.get("titles", ())[1:]:
        out.print(safe(other))
    if "names" in card:
        out.print(f"also: {safe(', '.join(card['names'][1:]) or 'no other name')}")
    for line in card.get("why", ()):
        out.print(f"  [dim]{safe(line)}[/]")
    _print_edges(card)


def _print_edges(card: Card) -> None:
    for relation, items in (card["concepts"] if "concepts" in card else card["papers"]).items():
        out.print(f"\n[bold cyan]{relation}[/]")
        for item in items:
            kind = f" [dim]{item['type']}[/]" if "type" in item else f" [dim]{safe(item['id'])}[/]"
            out.print(f"  [bold]{safe(item.get('label') or item['title'])}[/]{kind}")
            out.print(f"    [italic dim]{safe(item['evidence'])}[/]")
    if card.get("results"):
        out.print("\n[bold cyan]results[/]")
    for result in card.get("results", ()):
        on = f" on {safe(result['dataset'])}" if result["dataset"] else ""
        by = f" [dim]{safe(result['method'])}[/]" if result["method"] else ""
        out.print(f"  {safe(result['metric'])}{on} [bold]{safe(result['text'])}[/]{by}")
        out.print(f"    [italic dim]{safe(result['evidence'])}[/]")
    if card["relations"]:
        out.print("\n[bold cyan]states[/]" if "concepts" in card else "\n[bold cyan]relations[/]")
    for edge in card["relations"]:
        out.print(f"  {safe(edge['head'])} [cyan]{edge['relation']}[/] {safe(edge['tail'])}")
        out.print(f"    [italic dim]{safe(edge['evidence'])}[/]")
