"""What each named query must answer, worked out from the graph's tables in plain Python.

Nothing here asks a store: it is the second opinion that the answers of stores are held against.
Parameters are bound values, as `bind` returns them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from math import floor
from typing import Any

from paperweft.graph.model import KnowledgeGraph

Rows = list[tuple[Any, ...]]
Row = dict[str, Any]


class Tables:
    """The rows of a graph's tables, by what they are looked up by."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.papers: dict[str, Row] = {p["id"]: p for p in graph.paper_table.to_pylist()}
        self.concepts: dict[str, Row] = {c["id"]: c for c in graph.concept_table.to_pylist()}
        self.edges: list[Row] = [
            {**e, "confidence": round(e["confidence"], 6), "sentence": _sentence(e["evidence"])}
            for e in graph.paper_edge_table.to_pylist()
        ]
        self.links: list[Row] = [
            {
                **e,
                "confidence": round(e["confidence"], 6),
                "sentence": _sentence(next(iter(e["evidence"]), None)),
                "paper": next((one["paper_id"] for one in e["evidence"]), None),
            }
            for e in graph.concept_edge_table.to_pylist()
        ]
        self.results: list[Row] = graph.result_table.to_pylist()
        self.related: list[Row] = graph.related_table.to_pylist()

    @cached_property
    def by_concept(self) -> dict[str, list[Row]]:
        return _grouped(self.edges, "concept_id")

    @cached_property
    def by_paper(self) -> dict[str, list[Row]]:
        return _grouped(self.edges, "paper_id")

    def about(self, concept: str) -> set[str]:
        """The papers that speak of a concept."""
        return {e["paper_id"] for e in self.by_concept.get(concept, [])}

    def proposing(self, concept: str) -> set[str]:
        """The papers that propose a concept."""
        edges = self.by_concept.get(concept, [])
        return {e["paper_id"] for e in edges if e["relation"] == "PROPOSES"}

    def of(self, papers: Iterable[str], *relations: str) -> Iterator[Row]:
        """The edges of some papers, of some relations or all."""
        for paper in papers:
            for edge in self.by_paper.get(paper, []):
                if not relations or edge["relation"] in relations:
                    yield edge

    def label(self, concept: str | None) -> str | None:
        return self.concepts[concept]["label"] if concept else None

    def type(self, concept: str) -> str:
        return str(self.concepts[concept]["type"])

    def paper(self, paper: str) -> tuple[str, str, str | None]:
        row = self.papers[paper]
        return paper, row["title"], row["date"]

    def date(self, paper: str) -> str:
        return self.papers[paper]["date"] or ""


def _sentence(evidence: Row | None) -> str | None:
    return evidence["sentence"] if evidence else None


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _descending(text: str) -> tuple[int, ...]:
    """A key that sorts texts in falling order."""
    return (*(-ord(letter) for letter in text), 1)


def _papers_by_concept(edges: Iterable[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        found[edge["concept_id"]].add(edge["paper_id"])
    return found


def papers_about(t: Tables, concept: str) -> Rows:
    edges = sorted(
        t.by_concept.get(concept, []),
        key=lambda e: (
            -e["confidence"], _descending(t.date(e["paper_id"])), e["paper_id"], e["relation"],
        ),
    )  # fmt: skip
    return [(*t.paper(e["paper_id"]), e["relation"], e["confidence"], e["sentence"]) for e in edges]


def papers_linking(t: Tables, one: str, two: str) -> Rows:
    rows = [
        (*t.paper(a["paper_id"]), min(a["confidence"], b["confidence"]), a["relation"],
         a["sentence"], b["relation"], b["sentence"])
        for a in t.by_concept.get(one, [])
        for b in t.of([a["paper_id"]])
        if b["concept_id"] == two and one != two
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (-r[3], _descending(r[2] or ""), r[0], r[4], r[6]))


def papers_by_author(t: Tables, author: str) -> Rows:
    rows = []
    for paper in t.papers.values():
        if author in (paper["authors"] or ()):
            position = list(dict.fromkeys(paper["authors"])).index(author) + 1
            proposed = sorted(e["concept_id"] for e in t.of([paper["id"]], "PROPOSES"))
            rows.append((*t.paper(paper["id"]), position, [t.label(c) for c in proposed]))
    return sorted(rows, key=lambda r: (_descending(r[2] or ""), r[0]))


def authors_around(t: Tables, concept: str) -> Rows:
    proposing = {
        e["paper_id"] for e in t.of(t.about(concept), "PROPOSES") if e["concept_id"] == concept
    }
    papers: dict[str, set[str]] = defaultdict(set)
    for paper in t.about(concept):
        for author in t.papers[paper]["authors"] or ():
            papers[author].add(paper)
    rows = [
        (author, len(own), len(own & proposing), max(map(t.date, own)) or None, min(own))
        for author, own in papers.items()
    ]
    return sorted(rows, key=lambda r: (-r[1], -r[2], r[0]))


def related_papers(t: Tables, paper: str) -> Rows:
    rows = [
        (*t.paper(r["other_id"]), r["score"], [t.label(c) for c in r["shared"]])
        for r in t.related
        if r["paper_id"] == paper
    ]
    return sorted(rows, key=lambda r: (-r[3], r[0]))


def reading_list(t: Tables, topic: str) -> Rows:
    holders = _papers_by_concept(e for e in t.of(t.about(topic)) if e["concept_id"] != topic)
    wanted = sorted(holders, key=lambda c: (-len(holders[c]), c))[:40]
    covers: dict[str, set[str]] = defaultdict(set)
    for concept in wanted:
        for paper in holders[concept]:
            covers[paper].add(concept)
    candidates = sorted(covers, key=lambda p: (-len(covers[p]), p))[:60]
    rows: Rows = []
    left = set(wanted)
    while len(rows) < 12 and any(covers[p] & left for p in candidates):
        best = max(candidates, key=lambda p: len(covers[p] & left))  # the first of the best
        adds = sorted(covers[best] & left, key=lambda c: (-t.concepts[c]["papers"], c))
        rows.append((len(rows) + 1, *t.paper(best), [t.label(c) for c in adds]))
        left -= covers[best]
    return rows


def shortest_path(t: Tables, **ends: str) -> Rows:
    start, end = ends["from"], ends["to"]
    ways: list[list[Row]] = [[]]
    tips = [start]
    seen = {start}
    found: list[list[Row]] = []
    for _ in range(6):
        if found or start == end:
            break
        grown = [
            ([*way, edge], other)
            for way, tip in zip(ways, tips, strict=True)
            for edge, other in _steps(t, tip)
            if other not in seen
        ]
        ways, tips = [way for way, _ in grown], [tip for _, tip in grown]
        seen |= set(tips)
        found = [way for way, tip in grown if tip == end]
    rows = [_way(t, start, way) for way in found]
    rows.sort(key=lambda row: (row[-1], row[4], row[1]))
    return [row[:-1] for row in rows]


def _steps(t: Tables, node: str) -> Iterator[tuple[Row, str]]:
    if node in t.papers:
        yield from ((e, e["concept_id"]) for e in t.by_paper.get(node, []))
    else:
        yield from ((e, e["paper_id"]) for e in t.by_concept.get(node, []))


def _way(t: Tables, start: str, way: list[Row]) -> tuple[Any, ...]:
    ids = [start]
    for edge in way:
        ids.append(edge["concept_id"] if ids[-1] == edge["paper_id"] else edge["paper_id"])
    names = [t.papers[i]["title"] if i in t.papers else t.label(i) for i in ids]
    papers = sum(t.concepts[i]["papers"] for i in ids if i in t.concepts)
    return (
        names,
        [e["relation"] for e in way],
        len(way),
        [e["sentence"] for e in way],
        ids,
        papers,
    )


def proposes(t: Tables, **given: str) -> Rows:
    return _proposals(t, (e for e in t.edges if t.type(e["concept_id"]) == given["type"]))


def proposals_about(t: Tables, concept: str) -> Rows:
    edges = (e for e in t.of(t.about(concept)) if e["concept_id"] != concept)
    rows = _proposals(t, edges)
    return [(*r[:4], t.type(r[-1]), *r[4:]) for r in rows]


def _proposals(t: Tables, edges: Iterable[Row]) -> Rows:
    rows = [
        (*t.paper(e["paper_id"]), t.label(e["concept_id"]), e["confidence"], e["sentence"],
         e["concept_id"])
        for e in edges
        if e["relation"] == "PROPOSES"
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (_descending(r[2] or ""), r[0], -r[4], r[6]))


def concepts_of_paper(t: Tables, paper: str) -> Rows:
    rows = [
        (e["relation"], t.type(e["concept_id"]), t.label(e["concept_id"]), e["confidence"],
         e["mentions"], e["sentence"], e["concept_id"])
        for e in t.of([paper])
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r[0], -r[3], r[6]))


def concepts_with(t: Tables, concept: str, types: list[str]) -> Rows:
    rows = [
        (t.label(c), t.type(c), len(papers), t.concepts[c]["papers"], min(papers), c)
        for c, papers in _papers_by_concept(t.of(t.about(concept))).items()
        if c != concept and t.type(c) in types
    ]
    return sorted(rows, key=lambda r: (-r[2], r[5]))


def most_used(t: Tables, **given: str) -> Rows:
    rows = [
        (c["label"], c["label_zh_hans"], c["papers"], c["id"])
        for c in t.concepts.values()
        if c["type"] == given["type"]
    ]
    return sorted(rows, key=lambda r: (-r[2], r[3]))


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
        for c, papers in _papers_by_concept(edges).items()
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
    return sorted(rows, key=lambda r: (_descending(r[4] or ""), r[2], r[6]))


def _result(t: Tables, r: Row) -> tuple[Any, ...]:
    return r["value"], r["unit"], r["change"], r["bound"], r["baseline"]


def _result_order(r: Row) -> tuple[Any, ...]:
    return r["change"] or "", r["unit"] or "", -r["value"], r["paper_id"], r["id"]


def results(t: Tables, metric: str, dataset: str) -> Rows:
    found = [r for r in t.results if (r["metric_id"], r["dataset_id"]) == (metric, dataset)]
    return [
        (*_result(t, r), t.label(r["method_id"]), r["paper_id"], _sentence(r["evidence"]), r["id"])
        for r in sorted(found, key=_result_order)
    ]


def results_on_dataset(t: Tables, dataset: str) -> Rows:
    found = [r for r in t.results if r["dataset_id"] == dataset]
    return [
        (t.label(r["metric_id"]), *_result(t, r), t.label(r["method_id"]), r["paper_id"],
         _sentence(r["evidence"]), r["id"])
        for r in sorted(found, key=lambda r: (r["metric_id"], *_result_order(r)))
    ]  # fmt: skip


def results_of_method(t: Tables, method: str) -> Rows:
    found = [r for r in t.results if r["method_id"] == method]
    return [
        (t.label(r["metric_id"]), t.label(r["dataset_id"]), *_result(t, r), r["paper_id"],
         _sentence(r["evidence"]), r["id"])
        for r in sorted(
            found, key=lambda r: (r["metric_id"], r["dataset_id"] or "", *_result_order(r))
        )
    ]  # fmt: skip


def methods_for_task(t: Tables, task: str) -> Rows:
    proposed = _papers_by_concept(t.of(t.about(task), "PROPOSES"))
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
        for c, papers in _papers_by_concept(edges).items()
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
        for c, papers in _papers_by_concept(t.of(t.about(task), "COMPARES_WITH")).items()
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
    proposed = _papers_by_concept(t.of(testing, "PROPOSES"))
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


def rising(t: Tables, quarter: str, types: list[str]) -> Rows:
    wanted = int(quarter[:4]) * 4 + int(quarter[-1])
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


def answer(tables: Tables, name: str, bound: dict[str, Any]) -> Rows:
    """Return the rows that a query must give, in order."""
    given = dict(bound)
    limit = given.pop("limit", None)
    rows: Rows = globals()[name.replace("-", "_")](tables, **given)
    return rows[:limit]
