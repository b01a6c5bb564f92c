"""What holds for every store: after a write it holds the graph, whatever it held before."""

import random

import pytest
from export.factory import concept, hostile, library, paper, three_papers, weave
from stores import NewStore

from paperweft.graph.difference import difference
from paperweft.graph.elements import EDGES, NODES, elements
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.properties import known
from paperweft.graph.store import Store, Value
from paperweft.graph.store_schema import ENDS, FINGERPRINT, HIDDEN, LABELS, key_of

HOSTILE = [
    "quote ' and \" and ` and \\ and \\\\",
    "lines\nof\r\n text\tand \u2028 and nul \x00",
    "$x ${y} {z} %s",
    "'}) DETACH DELETE n //",
    "\u202eright to left 😀 𠮷 織",
    "<script>alert(1)</script>;",
    '{"_src": 1}',
]


Content = list[tuple[Value, ...]]


def ask(store: Store, cypher: str, **parameters: Value) -> Content:
    return list(store.query(cypher, parameters).rows)


def held(store: Store) -> tuple[Content, Content]:
    """All nodes and edges of a store, in one order."""
    nodes = ask(store, "MATCH (n) RETURN n")
    edges = ask(store, "MATCH ()-[r]->() RETURN r")
    return sorted(nodes, key=str), sorted(edges, key=str)


def meant(graph: KnowledgeGraph) -> tuple[Content, Content]:
    """All nodes and edges that a store of this graph has to hold."""
    nodes: Content = []
    edges: Content = []
    for kind in NODES:
        for node in elements(kind, kind.table(graph)):
            nodes.append(({"_labels": [*LABELS[kind.name]], **shown(node.properties)},))
    for kind in EDGES:
        for edge in elements(kind, kind.table(graph)):
            ends: dict[str, Value] = {"_from": edge.key[0], "_to": edge.key[1]}
            edges.append(({"_type": kind.name, **ends, **shown(edge.properties)},))
    return sorted(nodes, key=str), sorted(edges, key=str)


def shown(properties: dict[str, Value]) -> dict[str, Value]:
    found = known(properties)
    return {name: found[name] for name in sorted(found) if name not in HIDDEN}


def some_graphs() -> list[KnowledgeGraph]:
    return [
        three_papers(),
        library(30, 100),
        library(33, 100),
        library(33, 100, seed=8),
        weave([paper(9, "Alone")], []),
        hostile(),
        weave([], []),
        library(30, 100),
    ]


def test_a_store_holds_the_graph_written_last(new_store: NewStore) -> None:
    store = new_store()
    for graph in some_graphs():
        store.write(graph)
        assert held(store) == meant(graph)


def test_writes_in_any_order_end_in_the_same(new_store: NewStore) -> None:
    store = new_store()
    graphs = some_graphs()
    random.Random(3).shuffle(graphs)
    for graph in (*graphs, three_papers()):
        store.write(graph)
    assert held(store) == meant(three_papers())


def test_a_property_that_is_no_longer_known_goes(new_store: NewStore) -> None:
    store = new_store()
    store.write(weave([paper(1, "织", date="2024-06", title_zh="织法", announce_type="new")], []))
    store.write(weave([paper(1, "织", date=None)], []))
    ((found,),) = ask(store, "MATCH (p:Paper) RETURN p")
    assert isinstance(found, dict)
    assert not {"date", "title_zh_hans", "announce_type"} & found.keys()


def test_hostile_names_come_back_as_they_are(new_store: NewStore) -> None:
    papers = [paper(n, name, authors=[name], title_zh=name) for n, name in enumerate(HOSTILE, 1)]
    concepts = [
        concept(f"topic:t{n}", name, names=[name, f"{name} 2"]) for n, name in enumerate(HOSTILE)
    ]
    edges = [
        (row["id"], "ADDRESSES", thing["id"], 0.5, f"On {thing['label']}.")
        for row, thing in zip(papers, concepts, strict=True)
    ]
    store = new_store()
    for graph in (weave(papers[:1], concepts[:1], edges[:1]), weave(papers, concepts, edges)):
        store.write(graph)
    found = ask(
        store,
        "MATCH (a:Author)<--(p:Paper)-[r]->(c:Topic)"
        " RETURN p.title, p.title_zh_hans, a.name, c.names, r.sentence ORDER BY p.id",
    )
    assert found == [(h, h, h, [h, f"{h} 2"], f"On {h}.") for h in HOSTILE]
    for name in HOSTILE:
        assert ask(store, "MATCH (a:Author {name: $n}) RETURN a.name", n=name) == [(name,)]


@pytest.mark.parametrize("graph", [three_papers(), hostile()], ids=["plain", "hostile"])
def test_every_node_and_edge_carries_its_fingerprint(
    new_store: NewStore, graph: KnowledgeGraph
) -> None:
    store = new_store()
    store.write(graph)
    changes = difference(graph, {})
    for change in changes.nodes:
        key = key_of(change.kind.name)
        found = ask(store, f"MATCH (n:{change.kind.name}) RETURN n.{key}, n.{FINGERPRINT}")
        assert dict(found) == {e.key[0]: e.properties[FINGERPRINT] for e in change.elements}
    for change in changes.edges:
        head, tail = ENDS[change.kind.name]
        cypher = (
            f"MATCH (a:{head})-[r:{change.kind.name}]->(b:{tail})"
            f" RETURN a.{key_of(head)}, b.{key_of(tail)}, r.{FINGERPRINT}"
        )
        assert {(a, b): f for a, b, f in ask(store, cypher)} == {
            e.key: e.properties[FINGERPRINT] for e in change.elements
        }
