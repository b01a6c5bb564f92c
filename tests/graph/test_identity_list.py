"""The list of `benchmarks/identity_pairs.tsv`: no wrong merge, hardly a right one missed."""

import sys
from collections import Counter
from functools import cache
from pathlib import Path

from papers import found, named

from paperweft.extract.folding import fold_name
from paperweft.extract.schema import METHOD, ConceptType
from paperweft.graph.identity import Identity, identify, key_of, look_up

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from identity import Answer, Pair, answers, read_pairs

LEAST_RIGHT = 0.85


@cache
def told() -> tuple[Answer, ...]:
    return tuple(answers(read_pairs()))


def test_the_list_is_long_and_says_nothing_twice() -> None:
    pairs = read_pairs()
    asked = {(frozenset((pair.first, pair.second)), pair.papers) for pair in pairs}
    assert len(asked) == len(pairs)
    assert min(Counter(pair.same for pair in pairs).values()) >= 180
    assert {pair.language for pair in pairs} == {"en", "zh", "mixed"}


def test_no_two_things_are_taken_for_one() -> None:
    assert [answer for answer in told() if answer.same and not answer.right] == []


def test_names_of_one_thing_are_joined() -> None:
    wanted = [answer for answer in told() if answer.pair.same]
    assert sum(answer.right for answer in wanted) >= LEAST_RIGHT * len(wanted)


def kind_of(name: str) -> ConceptType:
    return next((entry.type for entry, _ in look_up(fold_name(name))), METHOD)


def everything(pairs: list[Pair]) -> Identity:
    """One graph of papers that each know one of the names."""
    names = sorted({name for pair in pairs for name in (pair.first, pair.second)})
    return identify(found(n, named(name, kind=kind_of(name))) for n, name in enumerate(names))


def test_in_one_graph_of_all_names_nothing_is_joined_by_a_detour() -> None:
    pairs = [pair for pair in read_pairs() if not pair.same]
    sets = everything(read_pairs()).sets
    joined = [
        (pair.first, pair.second)
        for pair in pairs
        if sets.find(key_of(kind_of(pair.first), pair.first))
        == sets.find(key_of(kind_of(pair.second), pair.second))
    ]
    assert joined == [("MATH", "math")]  # lower case alone does not tell a keyword from a name
