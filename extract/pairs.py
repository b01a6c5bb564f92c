"""Pairs of names that a large corpus uses for one thing, each with its number of papers.

Counted by `training/pairs.py` (an English and a Chinese name) and `training/acronyms.py` (an
acronym and its long form). Names are folded but for the blanks between their words.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

_SURE = 0.9


@dataclass(frozen=True, slots=True, order=True)
class CountedPair:
    """Two names and how many papers use both.

    Attributes:
        one: An English name, or an acronym.
        other: A Chinese name, or the long form in either language.
        papers: How many papers hold both.
    """

    one: str
    other: str
    papers: int


def pair_key(name: str) -> str:
    """Return what a name of the table is found by, the same for a name and its `fold_name`."""
    return name.replace(" ", "").removesuffix("s")


@dataclass(frozen=True, eq=False)
class Pairs:
    """A table of pairs.

    Attributes:
        text: One line a pair, the two names parted by a tab, UTF-8; uint8.
        papers: The number of papers of each pair; int32.
    """

    text: NDArray[np.uint8]
    papers: NDArray[np.int32]

    @classmethod
    def of(cls, pairs: Iterable[CountedPair]) -> "Pairs":
        """Make a table; the order of the pairs does not matter."""
        ordered = sorted(pairs)
        text = "\n".join(f"{pair.one}\t{pair.other}" for pair in ordered)
        papers = np.array([pair.papers for pair in ordered], np.int32)
        return cls(np.frombuffer(text.encode(), np.uint8), papers)

    @cached_property
    def rows(self) -> tuple[tuple[str, str, int], ...]:
        """The pairs as `one`, `other`, `papers`, sorted."""
        lines = self.text.tobytes().decode().split("\n") if len(self.papers) else []
        names = (line.split("\t") for line in lines)
        return tuple(
            (one, other, papers)
            for (one, other), papers in zip(names, self.papers.tolist(), strict=True)
        )

    def with_one(self, folded: str) -> tuple[CountedPair, ...]:
        """Return the pairs of a folded name on the first side, most papers first."""
        return self._at(self._by_one.get(pair_key(folded), ()))

    def with_other(self, folded: str) -> tuple[CountedPair, ...]:
        """Return the pairs of a folded name on the second side, most papers first."""
        return self._at(self._by_other.get(pair_key(folded), ()))

    def _at(self, numbers: Iterable[int]) -> tuple[CountedPair, ...]:
        found = [CountedPair(*self.rows[number]) for number in numbers]
        return tuple(sorted(found, key=lambda pair: (-pair.papers, pair)))

    @cached_property
    def _by_one(self) -> dict[str, list[int]]:
        return _index(one for one, _, _ in self.rows)

    @cached_property
    def _by_other(self) -> dict[str, list[int]]:
        return _index(other for _, other, _ in self.rows)

    def save(self, file: BinaryIO) -> None:
        """Write the table."""
        np.savez_compressed(file, text=self.text, papers=self.papers)

    @classmethod
    def load(cls, file: BinaryIO) -> "Pairs":
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            return cls(data["text"], data["papers"])


def _index(names: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        found[pair_key(name)].append(number)
    return dict(found)


def surest(found: Iterable[CountedPair], enough: int) -> CountedPair | None:
    """Return the pair that nine of ten papers speak for, or None.

    So a Chinese name with two translations, or an acronym with two long forms, has no surest one.

    Args:
        found: Pairs with one name in common.
        enough: The number of papers that must speak for it.
    """
    pairs = list(found)
    first = max(pairs, key=lambda pair: (pair.papers, pair), default=None)
    total = sum(pair.papers for pair in pairs)
    return first if first and first.papers >= max(enough, _SURE * total) else None
