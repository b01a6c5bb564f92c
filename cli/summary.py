"""What `build` tells when it is done."""

import json
import shlex
from collections import Counter
from pathlib import Path

from paperweft.console import safe
from paperweft.graph.update import Summary

_SHOWN = 8
_EVERYWHERE = 0.4  # a concept of more than this share of the papers tells nothing about any


def as_json(summary: Summary) -> str:
    """Return the summary for a program."""
    return json.dumps(
        {
            "read": summary.read,
            "papers": summary.graph.paper_table.num_rows,
            "added": list(summary.added),
            "changed": list(summary.changed),
            "extracted": summary.extracted,
            "concepts": _by_type(summary),
            "edges": _edges(summary),
            **_answers(summary),
            "problems": [str(problem) for problem in summary.problems],
            "seconds": {step: round(seconds, 3) for step, seconds in summary.seconds.items()},
        },
        ensure_ascii=False,
    )


def as_text(summary: Summary, workspace: Path, *, again: bool = False) -> str:
    """Return the summary for a person: what is new, what hangs together, what to do next.

    Args:
        summary: What was done.
        workspace: Where.
        again: No source was named: what is derived was made from the extractions.
    """
    graph = summary.graph
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in _by_type(summary).items())
    news = "made from the extractions, nothing was read" if again else _news(summary)
    took = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in summary.seconds.items())
    if not graph.paper_table.num_rows:
        why = "nothing could be read" if summary.problems else "nothing was read"
        return f"no papers in {safe(str(workspace))}: {why}"
    lines = [
        f"[bold]{graph.paper_table.num_rows:,} papers[/] in {safe(str(workspace))}: {news}",
        f"[bold]{graph.concept_table.num_rows:,} concepts[/]: {kinds}",
        f"[bold]{_edges(summary):,} edges[/], each with its sentence",
        *_together(summary),
        f"[dim]{took}[/]",
        *_next(summary, workspace),
    ]
    return "\n".join(lines)


def _answers(summary: Summary) -> dict[str, dict[str, int]]:
    told = summary.answers
    if told is None:
        return {}
    counts = {"asked": told.asked, "answers": len(told.by_paper), "invented": told.invented}
    return {"llm": counts}


def _by_type(summary: Summary) -> dict[str, int]:
    counts = Counter(map(str, summary.graph.concept_table["type"].to_pylist()))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _edges(summary: Summary) -> int:
    graph = summary.graph
    return graph.paper_edge_table.num_rows + graph.concept_edge_table.num_rows


def _news(summary: Summary) -> str:
    parts = [
        f"{len(summary.added):,} new" if summary.added else "",
        f"{len(summary.changed):,} changed" if summary.changed else "",
    ]
    told = ", ".join(part for part in parts if part) or "nothing new"
    again = summary.read - len(summary.added) - len(summary.changed)
    return (
        f"{told} ({again:,} of {summary.read:,} records known or of the same paper)"
        if again > 0
        else told
    )


def _together(summary: Summary) -> list[str]:
    graph = summary.graph
    most = graph.paper_table.num_rows * _EVERYWHERE
    shared = [c for c in graph.concepts if 2 <= c.papers <= max(2, most)]
    shared.sort(key=lambda concept: (-concept.papers, concept.id))
    if not shared:
        return []
    names = ", ".join(f"{concept.label} ({concept.papers})" for concept in shared[:_SHOWN])
    return [f"[bold]what hangs together[/]: {safe(names)}"]


def _next(summary: Summary, workspace: Path) -> list[str]:
    where = f" -w {safe(shlex.quote(str(workspace)))}"
    paper = (summary.added or summary.changed or (summary.graph.papers[0].id,))[0]
    return [
        f"next: [cyan]paperweft related {safe(shlex.quote(paper))}{where}[/]",
        f"      [cyan]paperweft export html -o graph.html{where}[/]",
    ]
