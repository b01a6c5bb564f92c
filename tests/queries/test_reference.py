"""Answers of a store held against the plain Python of `reference.py`, on dense invented graphs."""

import random
from typing import Any

import pytest
from export.factory import concept, paper, weave

from paperweft.extract.schema import EDGE_TYPES, RELATION_ENDS, ROLE_TYPES, ConceptType, Role
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store
from paperweft.queries import NamedQuery, bind, library
from queries.reference import answer
from queries.rows import Tables

_DATES = [None, "2022", "2023", "2023-09", "2023-12-31", "2024-01", "2024-03-30", "2024-04-01",
          "2024-05", "2024-06-28", "2024-06"]  # fmt: skip
_TRIES = 8


def _dense(seed: int) -> KnowledgeGraph:
    """Many ties, cycles and shared concepts: 50 papers, 60 concepts, confidences of one digit."""
    rng = random.Random(seed)
    kinds = [kind.lower() for kind in ConceptType]
    concepts = [concept(f"{kinds[n % 5]}:thing-{n}", f"Thing {n % 30}") for n in range(60)]
    ids = [c["id"] for c in concepts]
    types = {c["id"]: ConceptType(c["type"]) for c in concepts}
    authors = [f"Author {n}" for n in range(8)]
    papers = [
        paper(n, f"Paper {n}", date=rng.choice(_DATES), authors=rng.sample(authors, n % 4))
        for n in range(50)
    ]
    edges = []
    for one in papers:
        for c in [*rng.sample(ids[:40], 7), rng.choice(ids[40:])]:
            role = rng.choice([role for role in Role if types[c] in ROLE_TYPES[role]])
            sure = rng.randrange(1, 10) / 10
            edges.append((one["id"], EDGE_TYPES[role], c, sure, f"{role} {c}."))
    links = {}
    for _ in range(150):
        head, tail = rng.sample(ids[:40], 2)
        fit = [
            r for r, e in RELATION_ENDS.items() if types[head] in e.head and types[tail] in e.tail
        ]
        relation = EDGE_TYPES[rng.choice(fit)]
        one = rng.choice(papers)["id"]
        links[head, relation, tail] = (head, relation, tail, one, f"{head} {relation} {tail}.")
        if relation == "OUTPERFORMS" and rng.random() < 0.3:
            links[tail, relation, head] = (tail, relation, head, one, f"{tail} {relation} {head}.")
    by = {kind: [c for c in ids if types[c] == kind] for kind in ConceptType}
    results = [
        (rng.choice(papers)["id"], rng.choice(sorted(by[ConceptType.METRIC])[:3]),
         rng.choice([None, *sorted(by[ConceptType.DATASET])[:3]]),
         rng.choice([None, *sorted(by[ConceptType.METHOD])[:2]]),
         (float(rng.randrange(5)), rng.choice([None, "%", "ms"])), f"It is {n}.")
        for n in range(60)
    ]  # fmt: skip
    return weave(papers, concepts, edges, list(links.values()), results)


@pytest.fixture(scope="module", params=[1, 2])
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    return _dense(request.param)


@pytest.fixture(scope="module")
def tables(graph: KnowledgeGraph) -> Tables:
    return Tables(graph)


def _given(query: NamedQuery, tables: Tables, rng: random.Random) -> dict[str, Any]:
    """Values for some call; what is left out is the default."""
    concepts = sorted(tables.concepts)
    kinds = {kind.value for kind in ConceptType}
    choices: dict[str, list[str]] = {
        "concept": concepts,
        "method": [c for c in concepts if c.startswith(("method", "model"))][:4],
        "paper": sorted(tables.papers),
        "author": [f"Author {n}" for n in range(8)],
        "type": sorted(kinds),
        "types": [*sorted(kinds), "any", "Model,Topic"],
        "month": ["newest", "2024-04", "2023-12", "2010-01"],
        "quarter": ["newest", "2024-Q1", "2023-Q4", "2024-03"],
        "integer": ["0", "2", "1000"],
    }
    for kind in ("dataset", "topic", "metric"):
        choices[kind] = [c for c in concepts if c.startswith(kind)][:3]
    given = {p.name: rng.choice(choices[p.type]) for p in query.parameters}
    limits = {p.name: p.most for p in query.parameters if p.type == "integer"}
    return given | {name: min(int(given[name]), most) for name, most in limits.items()}


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_store_answers_what_the_tables_say(
    store: Store, tables: Tables, query: NamedQuery
) -> None:
    rng = random.Random(query.name)
    rows = 0
    for number in range(_TRIES):
        given = _given(query, tables, rng)
        if number == 0:  # as few as it takes, and the rest by default
            given = {p.name: given[p.name] for p in query.parameters if p.default is None}
        bound = bind(query, given, store)
        found = [list(row) for row in store.query(query.text, bound).rows]
        assert found == [list(row) for row in answer(tables, query.name, bound)], given
        rows += len(found)
    assert rows
