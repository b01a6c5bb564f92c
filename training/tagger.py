"""Fine-tunes the tagger's network on annotated papers; called by `training/fit.py`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from network import Item, Network, in_batches, mask_words, to_batch
from torch import Tensor
from torch.nn import functional

_MASKED = 0.08  # share of words hidden from the network
_BLIND = 0.1  # share of batches that do not see what is measured
_ROLES = 0.1  # weight of the roles' loss
_NO_ROLE = -1


@dataclass(frozen=True)
class Lesson:
    """One annotated paper: what the network sees, and the class and the role of each candidate.

    Attributes:
        item: What the network sees.
        classes: Index of the class of each candidate.
        roles: Index of its role; -1 where it has none.
    """

    item: Item
    classes: Tensor
    roles: Tensor


def fine_tune(
    network: Network, lessons: Sequence[Lesson], *, epochs: int = 5, rate: float = 1.5e-3
) -> None:
    """Train the network; the learning rate rises, then falls (Smith, "Super-convergence", 2018)."""
    rng = np.random.default_rng(0)
    trained = [weights for weights in network.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=1e-2)
    lengths = [len(lesson.item.tokens.starts) for lesson in lessons]
    steps = epochs * (len(lessons) // 16 + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, steps, pct_start=0.15)
    network.train()
    for epoch in range(epochs):
        losses = []
        for numbers in in_batches(rng.permutation(len(lessons)).tolist(), lengths, rng):
            loss = _loss(network, [lessons[number] for number in numbers], rng)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"tagger, epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.4f}", flush=True)
    network.eval()


def _loss(network: Network, lessons: Sequence[Lesson], rng: np.random.Generator) -> Tensor:
    batch = mask_words(network, to_batch(network, [lesson.item for lesson in lessons]), _MASKED)
    scores, hidden = network(batch, blind=bool(rng.random() < _BLIND))
    classes = torch.cat([lesson.classes for lesson in lessons])
    roles = torch.cat([lesson.roles for lesson in lessons])
    known = roles != _NO_ROLE
    told = network.role_scores(hidden[known], classes[known])
    loss: Tensor = functional.cross_entropy(scores, classes)
    return loss + _ROLES * functional.cross_entropy(told, roles[known])
