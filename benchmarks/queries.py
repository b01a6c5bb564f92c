"""How long each named query takes on a workspace's graph, and whether both stores answer the same.

    python benchmarks/queries.py WORKSPACE [bolt://HOST:7687]

The workspace's embedded store must be up to date. With the address of a Neo4j (its password in
NEO4J_PASSWORD) the graph is loaded there first. Every query is asked for what the most papers
speak of: the most used concept of the wanted type, the papers with the most concepts. Where any
concept will do, it is asked for the most used of each type and for those of which the most is
stated, and the slowest counts. A figure is the median of five calls after three to warm up.
"""

import argparse
import os
from collections import Counter
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from statistics import median

from timing import seconds_of

from paperweft.extract.schema import ConceptType
from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.bolt import Address, Neo4jStore
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store, Value
from paperweft.graph.workspace import Workspace
from paperweft.queries import NamedQuery, bind, library

LIMITS = {"embedded": 100, "neo4j": 50}  # milliseconds
LONGEST = 1000
WARM_UP, CALLS = 3, 5


def heaviest(graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Return values by type of parameter, those first that most papers have to do with."""
    concepts = sorted(graph.concepts, key=lambda c: (-c.papers, c.id))
    ids = {kind: [c.id for c in concepts if c.type == kind] for kind in ConceptType}
    papers = Counter(graph.paper_edge_table.column("paper_id").to_pylist())
    authors = Counter(
        name for names in graph.paper_table.column("authors").to_pylist() for name in names or ()
    )
    used = [ids[kind][0] for kind in (ConceptType.TOPIC, *ConceptType) if ids[kind]]
    return {
        "concept": list(dict.fromkeys([*used, *most_stated(graph)])),
        "method": ids[ConceptType.METHOD],
        "dataset": ids[ConceptType.DATASET],
        "topic": ids[ConceptType.TOPIC],
        "metric": ids[ConceptType.METRIC],
        "paper": sorted(papers, key=lambda paper: (-papers[paper], paper)),
        "author": sorted(authors, key=lambda name: (-authors[name], name)),
    }


def most_stated(graph: KnowledgeGraph) -> list[str]:
    """Return the concept that most edges of each relation between concepts end at."""
    ends: dict[str, Counter[str]] = {}
    for edge in graph.concept_edge_table.select(["head", "relation", "tail"]).to_pylist():
        ends.setdefault(edge["relation"], Counter()).update([edge["head"], edge["tail"]])
    return [min(ends[r], key=lambda c: (-ends[r][c], c)) for r in sorted(ends)]


def askings(query: NamedQuery, values: dict[str, list[str]]) -> list[dict[str, Value]]:
    """Return what to ask a query for; nothing if the graph has nothing of the kind."""
    needed = [parameter for parameter in query.parameters if parameter.default is None]
    if [parameter.type for parameter in needed] == ["concept"]:
        return [{needed[0].name: concept} for concept in values["concept"]]
    asked = given(query, values)
    return [] if asked is None else [asked]


def given(query: NamedQuery, values: dict[str, list[str]]) -> dict[str, Value] | None:
    """Return the first values of each type, or None if there are too few."""
    found: dict[str, Value] = {}
    needed = [p for p in query.parameters if p.default is None]
    for kind, parameters in groupby(sorted(needed, key=lambda p: p.type), key=lambda p: p.type):
        for parameter, value in zip(parameters, values[kind], strict=False):
            found[parameter.name] = value
    return found if len(found) == len(needed) else None


def milliseconds(store: Store, query: NamedQuery, bound: dict[str, Value]) -> list[float]:
    """Return how long each of the calls took, once all is warm."""
    for _ in range(WARM_UP):
        store.query(query.text, bound)
    return [1000 * seconds_of(lambda: store.query(query.text, bound)) for _ in range(CALLS)]


def line(query: NamedQuery, stores: dict[str, Store], values: dict[str, list[str]]) -> str:
    """Return what there is to say of a query."""
    taken: dict[str, list[list[float]]] = {name: [] for name in stores}
    most, equal = 0, True
    for asked in askings(query, values):
        bound = bind(query, asked, next(iter(stores.values())))
        answers = [store.query(query.text, bound).rows for store in stores.values()]
        most, equal = max(most, len(answers[0])), equal and answers[0] == answers[-1]
        for name, store in stores.items():
            taken[name].append(milliseconds(store, query, bound))
    words = [f"{query.name:<22}{most:>4} rows"]
    for name, runs in taken.items():
        slowest = max(map(median, runs), default=0.0)
        longest = max((max(run) for run in runs), default=0.0)
        miss = " (too slow)" if slowest > LIMITS[name] or longest > LONGEST else ""
        words.append(f"{name}{slowest:>6.0f} ms{miss}")
    if len(stores) > 1:
        words.append("equal" if equal else "DIFFERENT")
    return "  ".join(words)


def main() -> None:
    """Ask, time, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("uri", nargs="?")
    options = parser.parse_args()
    workspace = Workspace.open(options.workspace)
    graph = workspace.read_graph()
    with ExitStack() as opened:
        stores: dict[str, Store] = {
            "embedded": opened.enter_context(ArcadeStore(workspace.store_path))
        }
        if options.uri:
            address = Address(uri=options.uri, password=os.environ["NEO4J_PASSWORD"])
            stores["neo4j"] = opened.enter_context(Neo4jStore(address))
            stores["neo4j"].write(graph)
        print(f"limits: {LIMITS['embedded']} ms embedded, {LIMITS['neo4j']} ms Neo4j")
        values = heaviest(graph)
        for query in library():
            print(line(query, stores, values), flush=True)


if __name__ == "__main__":
    main()
