import random

from hypothesis import given
from hypothesis import strategies as st

from paperweft.extract.unionfind import UnionFind

unions = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)))


@given(unions, st.randoms(use_true_random=False))
def test_the_order_of_unions_does_not_matter(
    pairs: list[tuple[int, int]], shuffler: random.Random
) -> None:
    shuffled = [pair[:: shuffler.choice((1, -1))] for pair in pairs]
    shuffler.shuffle(shuffled)
    one, other = UnionFind(range(21)), UnionFind(range(21))
    for pair in pairs:
        one.union(*pair)
    for pair in shuffled:
        other.union(*pair)
    assert one.groups() == other.groups()
    assert list(one.groups()) == list(other.groups())


@given(unions)
def test_each_set_is_named_by_its_smallest_member(pairs: list[tuple[int, int]]) -> None:
    sets = UnionFind[int]()
    for pair in pairs:
        sets.union(*pair)
    for name, members in sets.groups().items():
        assert name == members[0] == min(members)
        assert all(sets.find(member) == name for member in members)


def test_an_unseen_item_is_a_set_of_its_own() -> None:
    sets = UnionFind(["b"])
    assert sets.find("a") == "a"
    assert sets.groups() == {"a": ["a"], "b": ["b"]}
