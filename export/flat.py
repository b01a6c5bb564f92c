"""The networkx view with flat values, for XML formats: legal text, lists joined."""

from typing import Any

import networkx as nx

from paperweft.export.text import legal
from paperweft.graph.model import KnowledgeGraph

SEPARATOR = " | "


def flat_network(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """Return the networkx view with only strings, numbers and booleans that XML can hold."""
    network = graph.to_networkx()
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        flat.add_node(legal(node), **_flat(attributes))
    for source, target, key, attributes in network.edges(data=True, keys=True):
        flat.add_edge(legal(source), legal(target), key, **_flat(attributes))
    return flat


def _flat(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in attributes.items()}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return legal(SEPARATOR.join(value))
    return legal(value) if isinstance(value, str) else value
