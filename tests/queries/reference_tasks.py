"""What the queries on tasks and on time must answer."""

from collections.abc import Iterable
from math import floor

from queries.rows import Row, Rows, Tables, papers_by_concept


def methods_for_task(t: Tables, task: str) -> Rows:
    proposed = papers_by_concept(t.of(t.about(task), "PROPOSES"))
    used = {e["head"]: e for e in t.links if (e["relation"], e["tail"]) == ("USED_FOR", task)}
    rows = []
    for c in proposed.keys() | used.keys():
        if t.type(c) in {"Method", "Model"} and c != task:
            stated = used[c]["support"] if c in used else 0
            papers = proposed.get(c, set())
            example = min([*papers, *([used[c]["paper"]] if c in used else [])])
            rows.append((t.label(c), t.type(c), stated, len(papers), example, c))
    return sorted(rows, key=lambda r: (-r[2], -r[3], r[5]))


def _counted(t: Tables, edges: Iterable[Row], kind: str) -> Rows:
    rows = [
        (t.label(c), len(papers), min(papers), c)
        for c, papers in papers_by_concept(edges).items()
        if t.type(c) == kind
    ]
    return sorted(rows, key=lambda r: (-r[1], r[3]))


def datasets_for_task(t: Tables, task: str) -> Rows:
    edges = t.of(t.about(task), "EVALUATES_ON", "TRAINS_ON", "USES")
    return _counted(t, (e for e in edges if e["concept_id"] != task), "Dataset")


def metrics_for_task(t: Tables, task: str) -> Rows:
    edges = t.of(t.about(task), "REPORTS", "USES")
    return _counted(t, (e for e in edges if e["concept_id"] != task), "Metric")


def baselines_for_task(t: Tables, task: str) -> Rows:
    rows = [
        (t.label(c), t.type(c), len(papers), min(papers), c)
        for c, papers in papers_by_concept(t.of(t.about(task), "COMPARES_WITH")).items()
        if c != task
    ]
    return sorted(rows, key=lambda r: (-r[2], r[4]))


def datasets_with_method(t: Tables, method: str) -> Rows:
    with_method = {
        e["paper_id"]
        for e in t.by_concept.get(method, [])
        if e["relation"] in {"PROPOSES", "USES", "COMPARES_WITH"}
    }
    edges = t.of(with_method, "EVALUATES_ON", "TRAINS_ON")
    return _counted(t, (e for e in edges if e["concept_id"] != method), "Dataset")


def methods_on_dataset(t: Tables, dataset: str) -> Rows:
    testing = {
        e["paper_id"]
        for e in t.by_concept.get(dataset, [])
        if e["relation"] in {"EVALUATES_ON", "TRAINS_ON"}
    }
    proposed = papers_by_concept(t.of(testing, "PROPOSES"))
    stated = {
        e["head"]
        for e in t.links
        if e["relation"] in {"EVALUATED_ON", "TRAINED_ON"} and e["tail"] == dataset
    }
    rows = []
    for c in proposed.keys() | stated:
        if c in stated or t.type(c) in {"Method", "Model"}:
            papers = proposed.get(c, set())
            rows.append(
                (t.label(c), t.type(c), c in stated, len(papers), min(papers, default=None), c)
            )
    return sorted(rows, key=lambda r: (not r[2], -r[3], r[5]))


def new_concepts(t: Tables, month: str, types: list[str]) -> Rows:
    rows = []
    for c, edges in t.by_concept.items():
        dates = [date for e in edges if (date := t.date(e["paper_id"]))]
        now = [e for e in edges if t.date(e["paper_id"]).startswith(month)]
        if now and min(dates) >= month and t.type(c) in types:
            first = min(
                now,
                key=lambda e: (
                    e["relation"] != "PROPOSES", -e["confidence"], e["paper_id"], e["relation"],
                ),
            )  # fmt: skip
            papers = len({e["paper_id"] for e in now})
            title = t.papers[first["paper_id"]]["title"]
            rows.append(
                (t.label(c), t.type(c), papers, first["relation"], first["paper_id"], title,
                 first["sentence"], c)
            )  # fmt: skip
    return sorted(rows, key=lambda r: (-r[2], r[7]))


def _quarter(date: str) -> int | None:
    return int(date[:4]) * 4 + (int(date[5:7]) + 2) // 3 if len(date) >= 7 else None


def rising(t: Tables, quarter: dict[str, str], types: list[str]) -> Rows:
    wanted = _quarter(quarter["first"])
    assert wanted is not None
    now = {p for p in t.papers if _quarter(t.date(p)) == wanted}
    before = {p for p in t.papers if _quarter(t.date(p)) == wanted - 1}
    rows = []
    for c, edges in t.by_concept.items():
        papers = {e["paper_id"] for e in edges}
        here, there = len(papers & now), len(papers & before)
        if here and t.type(c) in types:
            share = 100.0 * here / len(now)
            share_before = 100.0 * there / len(before) if before else 0.0
            if share > share_before:
                rows.append(
                    (t.label(c), t.type(c), here, there, share, share_before, min(papers & now), c)
                )
    rows.sort(key=lambda r: (-(r[4] - r[5]), r[7]))
    return [(*r[:4], _rounded(r[4]), _rounded(r[5]), *r[6:]) for r in rows]


def _rounded(share: float) -> float:
    return floor(share * 100 + 0.5) / 100


def timeline(t: Tables, concept: str) -> Rows:
    months = {date[:7] for p in t.about(concept) if (date := t.date(p))}
    proposing = t.proposing(concept)
    rows = []
    for month in sorted(months):
        dated = {p for p in t.papers if t.date(p)[:7] == month}
        about = dated & t.about(concept)
        rows.append((month, len(about), len(about & proposing), len(dated)))
    return rows
