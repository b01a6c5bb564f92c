"""Where the nodes of a page stand: computed once, the same every time, of bounded cost.

What hangs on one node alone is fanned around it; the rest is laid out by springs (Fruchterman &
Reingold 1991, "Graph drawing by force-directed placement"), one connected part at a time; the
parts are packed beside each other; nodes that overlap are pushed apart.
"""

import math
from collections.abc import Sequence
from typing import Any

import networkx as nx
import numpy as np
from scipy.spatial import cKDTree

Edge = tuple[int, int]

_SPACING = 64.0  # about the distance between neighbours, in the units of vis-network
_LEAF_DISTANCE = 40.0
_GAP = 9.0  # at least so much between two nodes
_SEED = 1
_ITERATIONS = 150
_PUSHES = 60


def positions(sizes: Sequence[float], edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """Return x and y for each node, numbered from 0.

    Args:
        sizes: The radius of each node.
        edges: Pairs of node numbers; their order does not matter.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(sizes)))
    graph.add_edges_from(sorted({(min(e), max(e)) for e in edges if e[0] != e[1]}))
    leaves = _leaves(graph)
    core = graph.subgraph([node for node in graph if node not in leaves]).copy()
    at = np.zeros((len(sizes), 2))
    _place_core(core, graph, at)
    _fan_leaves(leaves, core, at)
    _push_apart(at, np.asarray(sizes, dtype=float))
    return [(round(x), round(y)) for x, y in at.tolist()]


def _leaves(graph: "nx.Graph[int]") -> dict[int, int]:
    """Return the nodes that hang on one node alone, each with that node."""
    leaves = {}
    for node in graph:
        if graph.degree(node) == 1:
            (parent,) = graph[node]
            if graph.degree(parent) > 1:
                leaves[node] = parent
    return leaves


def _place_core(core: "nx.Graph[int]", graph: "nx.Graph[int]", at: Any) -> None:
    parts = sorted(nx.connected_components(core), key=lambda part: (-len(part), min(part)))
    circles: list[tuple[float, float, float]] = []
    for part in parts:
        members = sorted(part)
        room = len(members) + 0.6 * sum(graph.degree(n) - core.degree(n) for n in members)
        radius = _SPACING * math.sqrt(room) * 0.62
        local = _springs(core, members) * radius
        x, y = _free_place(circles, radius + _SPACING)
        circles.append((x, y, radius + _SPACING))
        at[members] = local + np.array([x, y])


def _springs(core: "nx.Graph[int]", members: list[int]) -> Any:
    """Return places within the unit circle."""
    if len(members) == 1:
        return np.zeros((1, 2))
    number = {node: i for i, node in enumerate(members)}
    edges = np.array(sorted((number[a], number[b]) for a, b in core.subgraph(members).edges()))
    degree = np.array([core.degree(node) for node in members])
    # Hubs pull weakly, or all would be one clump.
    weights = 2 / np.sqrt(np.minimum(degree[edges[:, 0]], degree[edges[:, 1]]))
    local = _settle(len(members), edges, weights)
    local -= local.mean(axis=0)
    distance = np.sqrt(local[:, 0] ** 2 + local[:, 1] ** 2)
    # Outliers are drawn in, the crowded middle is spread: equal area for each node.
    rank = np.argsort(np.argsort(distance, kind="stable"), kind="stable")
    even = np.sqrt((rank + 0.5) / len(members))
    wanted = 0.5 * even + 0.5 * distance / max(distance.max(), 1e-9)
    return local * (wanted / np.maximum(distance, 1e-9))[:, None]


def _settle(count: int, edges: Any, weights: Any) -> Any:
    """Move the nodes by their springs, ever less far.

    No matrix product: BLAS adds up in another order with another number of threads.
    """
    x, y = np.random.default_rng(_SEED).random((2, count))
    ideal = 1.6 / math.sqrt(count)
    a, b = np.concatenate([edges, edges[:, ::-1]]).T
    pulls = np.concatenate([weights, weights]) / ideal
    for step in range(_ITERATIONS):
        apart_x, apart_y = x[:, None] - x, y[:, None] - y
        push = ideal**2 / np.maximum(apart_x * apart_x + apart_y * apart_y, 1e-4)
        pull = pulls * np.sqrt((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2)
        force_x = (push * apart_x).sum(axis=1) - np.bincount(a, pull * (x[a] - x[b]), count)
        force_y = (push * apart_y).sum(axis=1) - np.bincount(a, pull * (y[a] - y[b]), count)
        length = np.maximum(np.sqrt(force_x**2 + force_y**2), 1e-9)
        reach = np.minimum(length, 0.1 * (1 - step / _ITERATIONS)) / length
        x, y = x + force_x * reach, y + force_y * reach
    return np.stack([x, y], axis=1)


def _free_place(circles: list[tuple[float, float, float]], radius: float) -> tuple[float, float]:
    """Return the first place on a spiral around the middle where a circle still fits."""
    step = 0
    while True:
        distance, angle = 14.0 * math.sqrt(step) * 2, step * 2.399963  # the golden angle
        x, y = distance * math.cos(angle), distance * math.sin(angle) * 0.7
        if all(math.hypot(x - cx, y - cy) >= radius + cr for cx, cy, cr in circles):
            return x, y
        step += 1


def _fan_leaves(leaves: dict[int, int], core: "nx.Graph[int]", at: Any) -> None:
    children: dict[int, list[int]] = {}
    for leaf, parent in sorted(leaves.items()):
        children.setdefault(parent, []).append(leaf)
    for parent, nodes in children.items():
        others = [n for n in core[parent] if n != parent]
        towards = at[others].mean(axis=0) - at[parent] if others else np.array([0.0, -1.0])
        away = math.atan2(-towards[1], -towards[0])
        spread = min(2 * math.pi * (1 - 1 / (len(nodes) + 1)), 0.55 * len(nodes))
        for i, node in enumerate(nodes):
            angle = away + spread * ((i + 0.5) / len(nodes) - 0.5)
            distance = _LEAF_DISTANCE * (1 + 0.35 * (i % 2) + len(nodes) / 40)
            at[node] = at[parent] + distance * np.array([math.cos(angle), math.sin(angle)])


def _push_apart(at: Any, sizes: Any) -> None:
    reach = float(sizes.max(initial=0.0)) * 2 + _GAP
    for _ in range(_PUSHES):
        pairs = cKDTree(at).query_pairs(reach, output_type="ndarray")
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        a, b = pairs[:, 0], pairs[:, 1]
        apart = at[b] - at[a]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        overlap = sizes[a] + sizes[b] + _GAP - distance
        close = overlap > 0
        if not close.any():
            return
        a, b, apart, distance = a[close], b[close], apart[close], distance[close]
        same = distance < 1e-6
        apart[same] = np.stack([np.cos(b[same] * 2.4), np.sin(b[same] * 2.4)], axis=1)
        distance[same] = 1.0
        push = apart / distance[:, None] * (overlap[close] * 0.35)[:, None]
        np.add.at(at, b, push)
        np.add.at(at, a, -push)
