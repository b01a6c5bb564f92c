"""A linear classifier over named features, hashed to a fixed width.

Multinomial logistic regression; feature hashing after Weinberger et al., "Feature hashing for
large scale multitask learning" (ICML 2009). Hashed, the weights hold no text of what they were
trained on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 18
_MASK = (1 << BITS) - 1


def columns(features: Iterable[str]) -> list[int]:
    """Return the column of each feature, 0 ≤ column < 2**BITS."""
    return [crc32(feature.encode()) & _MASK for feature in features]


@dataclass(frozen=True, eq=False)
class LinearModel:
    """Weights of a trained classifier.

    Attributes:
        classes: What it tells apart.
        weights: One row a column of features, one column a class; float32.
        bias: One a class.
    """

    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Return the probability of each class for each row.

        Args:
            rows: The columns of the features that hold, a list a row.

        Returns:
            Shape (rows, classes); each row adds up to 1.
        """
        if not rows:
            return np.zeros((0, len(self.classes)), np.float32)
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        flat = np.fromiter(chain.from_iterable(rows), np.int64, lengths.sum())
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        scores = np.add.reduceat(self.weights[flat], starts, axis=0) + self.bias
        scores -= scores.max(axis=1, keepdims=True)
        exponents = np.exp(scores)
        result: NDArray[np.float32] = exponents / exponents.sum(axis=1, keepdims=True)
        return result

    def save(self, file: BinaryIO) -> None:
        """Write the weights; columns without any are left out."""
        used = np.flatnonzero(np.abs(self.weights).max(axis=1))
        np.savez_compressed(
            file,
            classes=np.array(self.classes),
            used=used.astype(np.int32),
            weights=self.weights[used].astype(np.float16),
            bias=self.bias,
        )

    @classmethod
    def load(cls, file: BinaryIO) -> "LinearModel":
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            weights = np.zeros((1 << BITS, len(data["classes"])), np.float32)
            weights[data["used"]] = data["weights"]
            return cls(tuple(map(str, data["classes"])), weights, data["bias"])
