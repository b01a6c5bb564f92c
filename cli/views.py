"""What the commands show of concepts and related papers, as data and as tables."""

from collections import defaultdict
from typing import Any

from rich.table import Table

from paperweft.console import out, safe
from paperweft.graph.model import Concept, KnowledgeGraph, Merge

Data = dict[str, Any]


def concept_data(graph: KnowledgeGraph, concept: Concept, *, why: bool = False) -> Data:
    """Return a concept for a program, with the reasons for its merges if asked for."""
    data: Data = {
        "id": concept.id,
        "type": concept.type.value,
        "label": concept.label,
        "names": list(concept.names),
        "papers": concept.papers,
    }
    if why:
        data["why"] = [
            {
                "name": m.name,
                "other": m.other,
                "rule": m.rule,
                "papers": m.papers,
                "paper": m.paper_id,
            }
            for m in graph.merges
            if m.concept_id == concept.id
        ]
    return data


def print_concepts(graph: KnowledgeGraph, concepts: list[Concept], *, why: bool) -> None:
    """Print concepts, each with its names and, if asked for, why they are one."""
    merges: dict[str, list[Merge]] = defaultdict(list)
    for merge in graph.merges if why else ():
        merges[merge.concept_id].append(merge)
    table = Table("papers", "type", "concept", "also", box=None, header_style="bold")
    for concept in concepts:
        others = [name for name in concept.names if name != concept.label]
        table.add_row(
            str(concept.papers), concept.type.value, safe(concept.label), safe(", ".join(others))
        )
        for merge in merges[concept.id]:
            table.add_row("", "", "", f"[dim]{safe(merge.reason)}[/]")
    out.print(table)


def related_data(graph: KnowledgeGraph, paper_id: str, limit: int | None) -> list[Data]:
    """Return the papers related to a paper, best first, with the concepts they share."""
    return [
        {
            "id": found.other_id,
            "title": graph.paper(found.other_id).title,
            "url": graph.paper(found.other_id).url,
            "score": found.score,
            "shared": [
                {"id": c.id, "type": c.type.value, "label": c.label}
                for c in map(graph.concept, found.shared)
            ],
        }
        for found in graph.related(paper_id, limit)
    ]
