"""What the queries on comparisons, results and lineage must answer."""

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from queries.rows import Row, Rows, Tables, descending, papers_by_concept, sentence_of


def _statements(t: Tables, concept: str, relations: Callable[[str], bool]) -> list[tuple[Any, ...]]:
    found = [e for e in t.links if relations(e["relation"]) and concept in (e["head"], e["tail"])]
    found.sort(
        key=lambda e: (
            -e["support"],
            -e["confidence"],
            e["relation"],
            _other(e, concept),
            e["head"],
        )
    )
    return [
        (t.label(e["head"]), e["relation"], t.label(e["tail"]), e["support"], e["confidence"],
         e["sentence"], e["paper"], _other(e, concept))
        for e in found
    ]  # fmt: skip


def _other(edge: Row, concept: str) -> str:
    return str(edge["tail"] if edge["head"] == concept else edge["head"])


def statements_about(t: Tables, concept: str) -> Rows:
    return _statements(t, concept, lambda relation: True)


def built_on(t: Tables, concept: str) -> Rows:
    return _statements(t, concept, lambda relation: relation in {"BASED_ON", "PART_OF"})


def outperforms(t: Tables, concept: str) -> Rows:
    rows = _statements(t, concept, lambda relation: relation == "OUTPERFORMS")
    return [(row[0], *row[2:]) for row in rows]


def _outperforming(t: Tables) -> dict[tuple[str, str], Row]:
    return {(e["head"], e["tail"]): e for e in t.links if e["relation"] == "OUTPERFORMS"}


def outperforms_chains(t: Tables, concept: str | None) -> Rows:
    said = _outperforming(t)
    worse: dict[str, list[str]] = defaultdict(list)
    for head, tail in said:
        worse[head].append(tail)
    chains = [[head] for head in worse]
    found: list[list[str]] = []
    for step in range(1, 5):
        chains = [[*c, tail] for c in chains for tail in worse.get(c[-1], []) if tail not in c]
        found += chains if step > 1 else []
    found = sorted(
        (c for c in found if concept is None or concept in c), key=lambda c: (-len(c), c)
    )
    steps = [[said[pair] for pair in pairwise(c)] for c in found]
    return [
        (
            [t.label(c) for c in chain],
            [e["sentence"] for e in way],
            [e["paper"] for e in way],
            chain,
        )
        for chain, way in zip(found, steps, strict=True)
    ]  # fmt: skip


def contradictions(t: Tables, concept: str | None) -> Rows:
    said = _outperforming(t)
    return [
        (t.label(a), t.label(b), e["sentence"], e["paper"], said[b, a]["sentence"],
         said[b, a]["paper"], a, b)
        for (a, b), e in sorted(said.items())
        if a < b and (b, a) in said and (concept is None or concept in (a, b))
    ]  # fmt: skip


def most_compared(t: Tables, types: list[str]) -> Rows:
    edges = (e for e in t.edges if e["relation"] == "COMPARES_WITH")
    rows = [
        (t.label(c), t.type(c), len(papers), t.concepts[c]["papers"], min(papers), c)
        for c, papers in papers_by_concept(edges).items()
        if t.type(c) in types
    ]
    return sorted(rows, key=lambda r: (-r[2], r[5]))


def challengers(t: Tables, concept: str) -> Rows:
    rows = [
        (t.label(e["concept_id"]), t.type(e["concept_id"]), *t.paper(e["paper_id"]),
         said["sentence"], e["concept_id"])
        for said in t.by_concept.get(concept, [])
        if said["relation"] == "COMPARES_WITH"
        for e in t.of([said["paper_id"]], "PROPOSES")
        if e["concept_id"] != concept
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (descending(r[4] or ""), r[2], r[6]))


def _result(t: Tables, r: Row) -> tuple[Any, ...]:
    return r["value"], r["unit"], r["change"], r["bound"], r["baseline"]


def _result_order(r: Row) -> tuple[Any, ...]:
    return r["change"] or "", r["unit"] or "", -r["value"], r["paper_id"], r["id"]


def results(t: Tables, metric: str, dataset: str) -> Rows:
    found = [r for r in t.results if (r["metric_id"], r["dataset_id"]) == (metric, dataset)]
    return [
        (
            *_result(t, r),
            t.label(r["method_id"]),
            r["paper_id"],
            sentence_of(r["evidence"]),
            r["id"],
        )
        for r in sorted(found, key=_result_order)
    ]


def results_on_dataset(t: Tables, dataset: str) -> Rows:
    found = [r for r in t.results if r["dataset_id"] == dataset]
    return [
        (t.label(r["metric_id"]), *_result(t, r), t.label(r["method_id"]), r["paper_id"],
         sentence_of(r["evidence"]), r["id"])
        for r in sorted(found, key=lambda r: (r["metric_id"], *_result_order(r)))
    ]  # fmt: skip


def results_of_method(t: Tables, method: str) -> Rows:
    found = [r for r in t.results if r["method_id"] == method]
    return [
        (t.label(r["metric_id"]), t.label(r["dataset_id"]), *_result(t, r), r["paper_id"],
         sentence_of(r["evidence"]), r["id"])
        for r in sorted(
            found, key=lambda r: (r["metric_id"], r["dataset_id"] or "", *_result_order(r))
        )
    ]  # fmt: skip


def _lineage(t: Tables, concept: str, steps: int, *, down: bool) -> Rows:
    """Breadth first over BASED_ON; of several shortest ways the first by its ids in arrow order."""
    said = {(e["head"], e["tail"]): e for e in t.links if e["relation"] == "BASED_ON"}
    nexts: dict[str, set[str]] = defaultdict(set)
    for head, tail in said:
        nexts[tail if down else head].add(head if down else tail)
    best: dict[str, list[str]] = {concept: [concept]}
    tips = [[concept]]
    for _ in range(min(steps, 4)):
        grown = [
            [other, *way] if down else [*way, other]
            for way in tips
            for other in nexts[way[0 if down else -1]]
        ]
        tips = [way for way in sorted(grown) if way[0 if down else -1] not in best]
        for way in tips:
            best.setdefault(way[0 if down else -1], way)
    del best[concept]
    rows = []
    for c, way in best.items():
        edges = [said[pair] for pair in pairwise(way)]
        rows.append(
            (t.label(c), t.type(c), len(edges), [t.label(n) for n in way],
             [e["sentence"] for e in edges], [e["paper"] for e in edges], c)
        )  # fmt: skip
    return sorted(rows, key=lambda r: (r[2], r[6]))


def descendants(t: Tables, concept: str, steps: int) -> Rows:
    return _lineage(t, concept, steps, down=True)


def ancestors(t: Tables, concept: str, steps: int) -> Rows:
    return _lineage(t, concept, steps, down=False)


def taken_up(t: Tables, types: list[str]) -> Rows:
    rows = []
    for c, edges in t.by_concept.items():
        proposing = {e["paper_id"] for e in edges if e["relation"] == "PROPOSES"}
        others = {
            e["paper_id"] for e in edges if e["relation"] not in {"PROPOSES", "ADDRESSES"}
        } - proposing
        if len(proposing) == 1 and others and t.type(c) in types:
            (one,) = proposing
            rows.append((t.label(c), t.type(c), *t.paper(one), len(others), min(others), c))
    return sorted(rows, key=lambda r: (-r[5], r[7]))
