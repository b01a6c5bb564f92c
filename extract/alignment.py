"""Which English words a Chinese character, or two that stand together, may translate.

Counted over parallel sentences by `training/alignment.py`. The keys are hashed, so the table
holds no text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.translation import code

_code = cache(code)


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """What a table knows of some units and words, a row a pair that translate each other.

    Attributes:
        units: The number of the unit.
        words: The number of the word.
        scores: How surely they do, 0 to 1.
        known: For each unit how surely it translates any word at all, 0 to 1.
    """

    units: NDArray[np.intp]
    words: NDArray[np.intp]
    scores: NDArray[np.float64]
    known: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Alignment:
    """A table of scores.

    Attributes:
        units: `code` of each unit, one Chinese character or two, sorted; uint32.
        starts: Where the rows of each unit begin, and the number of rows; int32.
        words: `code` of each stem, sorted; uint32.
        partners: For each row the number of the stem; uint16.
        scores: For each row 1 to 255: how surely the two translate each other; uint8.
    """

    units: NDArray[np.uint32]
    starts: NDArray[np.int32]
    words: NDArray[np.uint32]
    partners: NDArray[np.uint16]
    scores: NDArray[np.uint8]

    @classmethod
    def of(cls, scores: Mapping[tuple[str, str], float]) -> "Alignment":
        """Make a table of scores between 0 and 1 by unit and stem."""
        rows = sorted((code(unit), code(word), score) for (unit, word), score in scores.items())
        units, first = np.unique([row[0] for row in rows], return_index=True)
        words, partners = np.unique([row[1] for row in rows], return_inverse=True)
        return cls(
            units.astype(np.uint32),
            np.append(first, len(rows)).astype(np.int32),
            words.astype(np.uint32),
            partners.astype(np.uint16),
            np.array([max(1, round(255 * row[2])) for row in rows], np.uint8),
        )

    def look_up(self, units: Sequence[str], words: Sequence[str]) -> Found:
        """Return which of the units translate which of the words."""
        own = _numbers(self.units, units)
        first = np.where(own < 0, 0, self.starts[own])
        size = np.where(own < 0, 0, self.starts[own + 1] - first)
        unit = np.repeat(np.arange(len(units)), size)
        rows = np.arange(len(unit)) + np.repeat(first - np.cumsum(size) + size, size)
        scores = self.scores[rows] / 255
        known = np.zeros(len(units))
        np.maximum.at(known, unit, scores)
        wanted = np.full(len(self.words) + 1, -1)
        wanted[_numbers(self.words, words)] = np.arange(len(words))
        wanted[-1] = -1  # where words that the table lacks went
        word = wanted[self.partners[rows]]
        told = np.flatnonzero(word >= 0)
        return Found(unit[told], word[told], scores[told], known)

    def save(self, file: BinaryIO) -> None:
        """Write the table."""
        np.savez_compressed(file, **asdict(self))

    @classmethod
    def load(cls, file: BinaryIO) -> "Alignment":
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            return cls(*(data[field.name] for field in fields(cls)))


def _numbers(table: NDArray[np.uint32], names: Sequence[str]) -> NDArray[np.intp]:
    """Return where each name stands in a sorted table of codes; -1 where it does not."""
    codes = np.array([_code(name) for name in names], np.uint32)
    places = np.minimum(np.searchsorted(table, codes), len(table) - 1)
    return np.where(table[places] == codes, places, -1)
