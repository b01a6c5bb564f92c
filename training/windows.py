"""The packed corpus cut into windows, in an order that the number of a step tells alone."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

_HELD = 0.01  # share of windows that are never trained on
_MOST_HELD = 512


class Windows:
    """All tokens on the device, and the windows of each step.

    Args:
        tokens: Of the corpus.
        length: Of a window.
        batch: Windows a step.
        device: Where the tokens lie.

    Raises:
        ValueError: The corpus holds fewer than three windows.
    """

    def __init__(
        self, tokens: NDArray[np.uint16], length: int, batch: int, device: torch.device
    ) -> None:
        count = len(tokens) // length
        if count < 3:
            raise ValueError(f"{len(tokens)} tokens are fewer than three windows of {length}")
        self.length, self.device = length, device
        self.tokens = torch.from_numpy(tokens.astype(np.int32)).to(device)
        self.held_out = max(1, min(int(count * _HELD), _MOST_HELD))
        self.trained_on = count - self.held_out - 1  # an epoch begins anywhere in the first window
        self.size = min(batch, self.trained_on)
        self._order = lru_cache(maxsize=1)(self._shuffled)

    def batch(self, step: int) -> Tensor:
        """Return the windows of a step, `(windows, tokens)`."""
        epoch, place = divmod(step, self.trained_on // self.size)
        starts = self._order(epoch)[place * self.size : (place + 1) * self.size]
        return self._at(starts)

    def held(self) -> Iterator[Tensor]:
        """Yield the windows that are never trained on."""
        first = len(self.tokens) - self.held_out * self.length
        starts = torch.arange(self.held_out, device=self.device) * self.length + first
        return (self._at(some) for some in starts.split(self.size))

    def _shuffled(self, epoch: int) -> Tensor:
        """Return where the windows of an epoch start: each time cut elsewhere, in another order."""
        dice = torch.Generator().manual_seed(epoch)
        shift = int(torch.randint(self.length, (), generator=dice))
        starts = torch.randperm(self.trained_on, generator=dice) * self.length + shift
        return starts.to(self.device)

    def _at(self, starts: Tensor) -> Tensor:
        offsets = torch.arange(self.length, device=self.device)
        return self.tokens[starts[:, None] + offsets].long()
