"""A small network that tells which stretch of Chinese text is the name of an English concept."""

from dataclasses import asdict, dataclass, fields
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FAR = 6.0
"""Standard deviations from the mean that a feature is taken for at most."""


@dataclass(frozen=True, eq=False)
class Projector:
    """Weights of a network of one hidden layer.

    Attributes:
        mean, scale: Of each feature; float32.
        hidden: Shape (features, units); float32.
        hidden_bias: One a unit.
        out: Shape (units,): what a unit adds to the score of a stretch.
        out_bias: What a stretch has over there being no name; shape (1,).
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    out: NDArray[np.float32]
    out_bias: NDArray[np.float32]

    def odds(self, features: Floats) -> Floats:
        """Return the odds of each stretch against there being no name.

        Args:
            features: Shape (stretches, features).
        """
        plain = np.clip((features - self.mean) / self.scale, -FAR, FAR)
        units = np.tanh(plain @ self.hidden + self.hidden_bias)
        result: Floats = np.exp(units @ self.out + self.out_bias[0])
        return result

    def save(self, file: BinaryIO) -> None:
        """Write the weights."""
        np.savez_compressed(file, **asdict(self))

    @classmethod
    def load(cls, file: BinaryIO) -> "Projector":
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            return cls(*(data[field.name] for field in fields(cls)))
