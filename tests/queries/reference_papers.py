"""What the queries on papers and concepts must answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from queries.rows import Row, Rows, Tables, descending, papers_by_concept


def papers_about(t: Tables, concept: str) -> Rows:
    edges = sorted(
        t.by_concept.get(concept, []),
        key=lambda e: (
            -e["confidence"], descending(t.date(e["paper_id"])), e["paper_id"], e["relation"],
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
    return sorted(rows, key=lambda r: (-r[3], descending(r[2] or ""), r[0], r[4], r[6]))


def papers_by_author(t: Tables, author: str) -> Rows:
    rows = []
    for paper in t.papers.values():
        if author in (paper["authors"] or ()):
            position = list(dict.fromkeys(paper["authors"])).index(author) + 1
            proposed = sorted(e["concept_id"] for e in t.of([paper["id"]], "PROPOSES"))
            rows.append((*t.paper(paper["id"]), position, [t.label(c) for c in proposed]))
    return sorted(rows, key=lambda r: (descending(r[2] or ""), r[0]))


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
    holders = papers_by_concept(e for e in t.of(t.about(topic)) if e["concept_id"] != topic)
    wanted = sorted(holders, key=lambda c: (-len(holders[c]), c))[:40]
    covers: dict[str, set[str]] = defaultdict(set)
    for concept in wanted:
        for paper in holders[concept]:
            covers[paper].add(concept)
    candidates = sorted(covers, key=lambda p: (-len(covers[p]), p))[:60]
    rows: Rows = []
    left = set(wanted)
    while any(covers[p] & left for p in candidates):
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
    return sorted(rows, key=lambda r: (descending(r[2] or ""), r[0], -r[4], r[6]))


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
        for c, papers in papers_by_concept(t.of(t.about(concept))).items()
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
