"""Which Chinese n-grams stand in the papers that hold an English name, and which are names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from english import Term
from grams import Counted, Integers, grams_of, numbers

_SAMPLE = 300  # papers of a name that are looked at
_MOST = 40  # n-grams a name
_LEAST = 0.04  # Dice coefficient
_FREE = 0.08  # share of its places where an n-gram must stand between other words


@dataclass(frozen=True, slots=True)
class Pair:
    """An English name and a Chinese n-gram that may translate it.

    Attributes:
        fold: The folded English name.
        gram: The number of the n-gram.
        both: In how many papers both stand.
        english: In how many the English name stands.
        chinese: In how many the n-gram stands.
    """

    fold: str
    gram: int
    both: int
    english: int
    chinese: int

    @property
    def dice(self) -> float:
        """How much the two keep together, 0 to 1 (Dice, 1945)."""
        return 2 * self.both / (self.english + self.chinese)


def associate(terms: Mapping[str, Term], counted: Counted) -> Iterator[Pair]:
    """Yield for each English name the n-grams that keep with it most."""
    for fold, term in terms.items():
        if len(term.papers) < 3:
            continue
        step = max(1, len(term.papers) // _SAMPLE)
        sample = term.papers[::step]
        grams, counts = np.unique(
            np.concatenate([counted.of(paper) for paper in sample]), return_counts=True
        )
        both = counts * len(term.papers) / len(sample)
        dice = 2 * both / (len(term.papers) + counted.counts[grams])
        dice[counts < max(2, _LEAST * len(sample))] = 0
        for row in np.argsort(-dice, kind="stable")[:_MOST]:
            if dice[row] >= _LEAST:
                gram = int(grams[row])
                yield Pair(
                    fold, gram, round(both[row]), len(term.papers), int(counted.counts[gram])
                )


def spell_out(
    texts: Iterable[str], counted: Counted, wanted: Integers
) -> dict[int, tuple[str, ...]]:
    """Return the tokens of the wanted n-grams that stand between other words often enough.

    Args:
        texts: The Chinese texts, folded.
        counted: What was counted over them.
        wanted: Numbers of n-grams, sorted.
    """
    keys = counted.keys[wanted]
    tokens: dict[int, tuple[str, ...]] = {}  # by number among the wanted
    places = np.zeros((3, len(keys)), np.int64)  # all, free on the left, free on the right
    for text in texts:
        grams = grams_of(text)
        found = numbers(keys, grams.keys)
        rows = np.flatnonzero(found >= 0)
        for row in rows[places[0, found[rows]] == 0]:
            tokens[int(found[row])] = grams.tokens_of(row)
        for count, flags in zip(places[1:], grams.free(), strict=True):
            np.add.at(count, found[rows], flags[rows])
        np.add.at(places[0], found[rows], 1)
    whole = places[1:].min(axis=0) >= _FREE * places[0]
    return {int(wanted[row]): tokens[row] for row in np.flatnonzero(whole)}
