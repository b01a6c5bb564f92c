import itertools
import math
import random

from export.factory import library
from paperweft.export.layout import positions
from paperweft.export.view import view


def test_nothing_has_no_places() -> None:
    assert positions([], []) == []


def test_nodes_without_edges_do_not_lie_on_each_other() -> None:
    assert len(set(positions([5.0] * 50, []))) == 50


def test_nodes_do_not_overlap() -> None:
    shown = view(library(20, 100), 1_000)
    sizes = [10.0] * len(shown.nodes)
    places = positions(sizes, [edge[:2] for edge in shown.edges])
    near = [math.dist(a, b) for a, b in itertools.combinations(places, 2) if math.dist(a, b) < 19]
    assert len(near) <= len(places) // 50


def test_neighbours_stand_closer_than_strangers() -> None:
    cliques = [list(range(start, start + 8)) for start in (0, 8, 16)]
    edges = [pair for clique in cliques for pair in itertools.combinations(clique, 2)]
    places = positions([6.0] * 24, [*edges, (0, 8), (8, 16)])
    inside = [math.dist(places[a], places[b]) for a, b in edges]
    across = [math.dist(places[a], places[b]) for a in cliques[0] for b in cliques[2]]
    assert sum(inside) / len(inside) < 0.6 * sum(across) / len(across)


def test_the_order_of_edges_does_not_matter() -> None:
    edges = [(a, b) for a in range(30) for b in (a * 7 % 30, a * 11 % 30)]
    shuffled = [(b, a) for a, b in edges]
    random.Random(3).shuffle(shuffled)
    assert positions([6.0] * 30, edges) == positions([6.0] * 30, shuffled)


def test_an_edge_from_a_node_to_itself_is_no_trouble() -> None:
    assert len(positions([5.0, 5.0], [(0, 0), (0, 1), (0, 1)])) == 2
