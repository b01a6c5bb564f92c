"""What a large corpus thinks of a name: how many papers hold it, and as what.

Counted by `training/survey.py` and `training/mine.py`. The keys are hashed, so the table holds
no text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.schema import ConceptType

TYPES = tuple(ConceptType)


@dataclass(frozen=True, slots=True)
class Reputation:
    """A name in the corpus.

    Attributes:
        papers: How many papers hold it, as a power of two.
        score: How likely it is a concept where it occurs, in tenths.
        type: What it is most often.
        share: How often it is that, of all the types, in tenths.
    """

    papers: int
    score: int
    type: ConceptType
    share: int

    def features(self) -> Iterator[str]:
        """Yield what the deciding step sees of it."""
        yield f"mined-papers={self.papers}"
        yield f"mined-score={self.score}"
        yield f"mined-score={self.score}:{self.papers}"
        yield f"mined-type={self.type}"
        yield f"mined-type={self.type}:{self.share}"
        yield f"mined-type={self.type}:{self.score}"


@dataclass(frozen=True, eq=False)
class Mined:
    """A table of reputations.

    Attributes:
        keys: CRC-32 of each folded name, sorted; uint32.
        rows: `papers`, `score`, index of the type and `share` of each; shape (names, 4), uint8.
    """

    keys: NDArray[np.uint32]
    rows: NDArray[np.uint8]

    @classmethod
    def of(cls, names: Mapping[str, Reputation]) -> "Mined":
        """Make a table of reputations by folded name."""
        coded = {crc32(name.encode()): found for name, found in sorted(names.items())}
        keys = sorted(coded)
        rows = [
            (r.papers, r.score, TYPES.index(r.type), r.share) for r in map(coded.__getitem__, keys)
        ]
        return cls(np.array(keys, np.uint32), np.array(rows, np.uint8).reshape(-1, 4))

    @cached_property
    def _by_key(self) -> dict[int, int]:
        return {key: row for row, key in enumerate(self.keys.tolist())}

    def look_up(self, folded: str) -> Reputation | None:
        """Return what the corpus thinks of a folded name; None if it hardly knows it.

        A name in -s that the table lacks may stand there without it.
        """
        row = self._row(folded)
        if row is None and folded.endswith("s"):
            row = self._row(folded[:-1])
        if row is None:
            return None
        papers, score, kind, share = self.rows[row].tolist()
        return Reputation(papers, score, TYPES[kind], share)

    def _row(self, folded: str) -> int | None:
        return self._by_key.get(crc32(folded.encode()))

    def save(self, file: BinaryIO) -> None:
        """Write the table."""
        np.savez_compressed(file, keys=self.keys, rows=self.rows)

    @classmethod
    def load(cls, file: BinaryIO) -> "Mined":
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            return cls(data["keys"], data["rows"])
