"""The tagger's network as PyTorch trains it; `extract/tagger.py` runs the same in numpy."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from paperweft.extract.measures import PLACES
from paperweft.extract.schema import ConceptType, Role
from paperweft.extract.tagger import FARTHEST, Tagger
from paperweft.extract.tokens import BUCKETS, Spans, Tokens

WIDTH = 128  # of a token
HIDDEN = 192
_SHAPES = 12
_ABOUT = 64
_MEASURED = 96
DILATIONS = (1, 2, 4, 8)
_LOWEST = -1e4
_BATCH = 16  # papers


class Item(NamedTuple):
    """One paper: its tokens, the places of its candidates, and what is measured of them."""

    tokens: Tokens
    spans: Spans
    measured: NDArray[np.float32]


@dataclass(frozen=True)
class Batch:
    """Papers side by side, padded to the longest and one token more."""

    columns: Tensor  # (5, papers, tokens)
    mask: Tensor  # (papers, tokens)
    owners: Tensor  # (places,), counted over the batch
    papers: Tensor  # (places,)
    firsts: Tensor
    lasts: Tensor
    paper_of: Tensor  # (candidates,)
    measured: Tensor  # (candidates, measures)


class Network(nn.Module):
    """See `extract/tagger.py`."""

    def __init__(self, keys: NDArray[np.int64], measures: int, classes: int, roles: int) -> None:
        super().__init__()
        self.register_buffer("keys", torch.from_numpy(keys))
        self.words = nn.Embedding(len(keys) + 1, WIDTH)
        self.words.weight.requires_grad = False
        self.project = nn.Linear(WIDTH, WIDTH)
        self.openings, self.endings = nn.Embedding(BUCKETS, WIDTH), nn.Embedding(BUCKETS, WIDTH)
        self.shapes, self.fields = nn.Embedding(_SHAPES, WIDTH), nn.Embedding(len(PLACES), WIDTH)
        for table in (self.openings, self.endings, self.shapes, self.fields):
            nn.init.normal_(table.weight, std=0.1)
        self.embedded = nn.LayerNorm(WIDTH)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=dilation, dilation=dilation)
            for dilation in DILATIONS
        )
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in DILATIONS)
        self.span = nn.Linear(6 * WIDTH, HIDDEN)
        self.paper = nn.Linear(2 * WIDTH, _ABOUT)
        self.scale = nn.BatchNorm1d(measures, affine=False)
        self.measures = nn.Linear(measures, _MEASURED)
        self.hidden = nn.Linear(2 * HIDDEN + _ABOUT + _MEASURED, HIDDEN)
        self.classes = nn.Linear(HIDDEN, classes)
        self.roles = nn.Linear(HIDDEN, roles)
        self.role_of_class = nn.Linear(classes, roles, bias=False)
        self.drop, self.drop_token = nn.Dropout(0.3), nn.Dropout(0.2)

    def forward(self, batch: Batch, *, blind: bool = False) -> tuple[Tensor, Tensor]:
        """Return the scores of the classes and the hidden state of each candidate.

        Args:
            batch: The papers.
            blind: Hide what is measured, so that the text alone has to tell.
        """
        mask = batch.mask[..., None].float()
        embedded = self._embed(batch.columns) * mask
        encoded = embedded
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            changed = functional.relu(convolution(encoded.transpose(1, 2)).transpose(1, 2))
            encoded = norm(encoded + self.drop_token(changed)) * mask
        mean = encoded.sum(1) / mask.sum(1)
        highest = encoded.masked_fill(mask == 0, _LOWEST).amax(1)
        about = functional.relu(self.paper(torch.cat([mean, highest], -1)))
        scaled = self.scale(batch.measured).clamp(-FARTHEST, FARTHEST) * (0.0 if blind else 1.0)
        parts = [
            self._pool(batch, embedded, encoded),
            about[batch.paper_of],
            functional.relu(self.measures(scaled)),
        ]
        hidden = self.drop(functional.relu(self.hidden(self.drop(torch.cat(parts, -1)))))
        return self.classes(hidden), hidden

    def role_scores(self, hidden: Tensor, classes: Tensor) -> Tensor:
        """Return the scores of the roles of candidates of these classes."""
        one_hot = functional.one_hot(classes, self.role_of_class.in_features).float()
        return self.roles(hidden) + self.role_of_class(one_hot)

    def _embed(self, columns: Tensor) -> Tensor:
        words, openings, endings, shapes, fields = columns
        total = self.project(self.words(words)) + self.openings(openings) + self.endings(endings)
        return self.drop_token(self.embedded(total + self.shapes(shapes) + self.fields(fields)))

    def _pool(self, batch: Batch, embedded: Tensor, encoded: Tensor) -> Tensor:
        papers, firsts, lasts = batch.papers, batch.firsts, batch.lasts
        parts = [
            encoded[papers, firsts],
            encoded[papers, lasts],
            _means(encoded, batch),
            _means(embedded, batch),
            encoded[papers, firsts - 1],
            encoded[papers, lasts + 1],
        ]
        places = functional.relu(self.span(self.drop(torch.cat(parts, -1))))
        count = len(batch.paper_of)
        owners = batch.owners[:, None].expand_as(places)
        zeros = torch.zeros(count, HIDDEN)  # no place scores below zero
        sizes = torch.zeros(count).index_add(0, batch.owners, torch.ones(len(owners)))
        means = zeros.index_add(0, batch.owners, places) / sizes.clamp(min=1)[:, None]
        return torch.cat([zeros.scatter_reduce(0, owners, places, "amax"), means], -1)

    def rows(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row of each word key; the last one is for unknown words."""
        keys = self.keys.numpy()
        found = np.searchsorted(keys, words).clip(max=len(keys) - 1)
        found[keys[found] != words] = len(keys)
        return found

    def to_tagger(self, classes: list[str], roles: list[str], held: float) -> Tagger:
        """Return the network as it ships; see `Tagger`."""
        state = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        weights = {"words": state["words.weight"]}
        for name in ("openings", "endings", "shapes", "fields"):
            weights[name] = state[f"{name}.weight"]
        for name in ("project", "span", "paper", "measures", "hidden", "classes", "roles"):
            weights[f"{name}.weight"] = state[f"{name}.weight"].T
            weights[f"{name}.bias"] = state[f"{name}.bias"]
        for index in range(len(DILATIONS)):
            kernel = state[f"convolutions.{index}.weight"]  # (out, in, 3)
            weights[f"convolution{index}.weight"] = np.concatenate(list(kernel.transpose(2, 1, 0)))
            weights[f"convolution{index}.bias"] = state[f"convolutions.{index}.bias"]
            weights[f"convolution{index}.gain"] = state[f"norms.{index}.weight"]
            weights[f"convolution{index}.shift"] = state[f"norms.{index}.bias"]
        weights["embedded.gain"] = state["embedded.weight"]
        weights["embedded.shift"] = state["embedded.bias"]
        weights["roles.class"] = state["role_of_class.weight"].T
        weights["measures.mean"] = state["scale.running_mean"]
        weights["measures.scale"] = 1 / np.sqrt(state["scale.running_var"] + self.scale.eps)
        weights["dilations"] = np.array(DILATIONS)
        floats = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        return Tagger(tuple(classes), tuple(roles), floats, self.keys.numpy(), held)


def _means(values: Tensor, batch: Batch) -> Tensor:
    sums = torch.cumsum(values, 1)
    papers, firsts, lasts = batch.papers, batch.firsts, batch.lasts
    total = sums[papers, lasts] - sums[papers, firsts] + values[papers, firsts]
    return total / (lasts - firsts + 1)[:, None]


def to_batch(network: Network, items: list[Item]) -> Batch:
    """Lay papers side by side."""
    length = max(len(item.tokens.starts) for item in items) + 1
    columns = np.zeros((5, len(items), length), np.int64)
    mask = np.zeros((len(items), length), bool)
    offsets = np.cumsum([0, *(len(item.measured) for item in items)])
    for number, (tokens, _, _) in enumerate(items):
        columns[:, number, : len(tokens.starts)] = tokens.columns
        mask[number, : len(tokens.starts)] = True
    columns[0] = network.rows(columns[0])
    spans = [item.spans for item in items]
    return Batch(
        torch.from_numpy(columns),
        torch.from_numpy(mask),
        _joined([span.owners + offset for span, offset in zip(spans, offsets, strict=False)]),
        _joined([np.full(len(span.owners), number) for number, span in enumerate(spans)]),
        _joined([span.firsts for span in spans]),
        _joined([span.lasts for span in spans]),
        _joined([np.full(len(item.measured), number) for number, item in enumerate(items)]),
        torch.from_numpy(np.concatenate([item.measured for item in items])),
    )


def make_network(vectors: Path, *, measures: int) -> Network:
    """Return a fresh network with the word vectors that `training/vectors.py` wrote."""
    with np.load(vectors) as data:
        keys, rows = data["keys"].astype(np.int64), data["vectors"].astype(np.float32)
    network = Network(keys, measures, len(ConceptType) + 1, len(Role))
    unknown = np.zeros((1, WIDTH), np.float32)
    network.words.weight.data = torch.from_numpy(np.concatenate([rows, unknown]))
    return network


def save(network: Network, path: Path) -> None:
    """Write the network's weights; a reader never sees half of them."""
    part = path.with_suffix(".part")
    torch.save(network.state_dict(), part)
    part.rename(path)


def load(network: Network, path: Path) -> None:
    """Take over the weights of a saved network, but for what depends on what is measured."""
    state = torch.load(path, weights_only=True)
    fitting = {
        name: value
        for name, value in state.items()
        if value.shape == network.state_dict()[name].shape
    }
    network.load_state_dict(fitting, strict=False)


def mask_words(network: Network, batch: Batch, share: float) -> Batch:
    """Hide a share of the words, so that the network learns to read around them."""
    words = batch.columns[0]
    hidden = torch.rand(words.shape) < share
    unknown = torch.full_like(words, len(network.keys))
    columns = torch.cat([torch.where(hidden, unknown, words)[None], batch.columns[1:]])
    return replace(batch, columns=columns)


def in_batches(order: list[int], lengths: list[int], rng: np.random.Generator) -> list[list[int]]:
    """Part the papers into batches of papers about as long as each other, in random order."""
    batches = []
    for start in range(0, len(order), _BATCH * 20):
        near = sorted(order[start : start + _BATCH * 20], key=lengths.__getitem__)
        batches += [near[first : first + _BATCH] for first in range(0, len(near), _BATCH)]
    return [batches[number] for number in rng.permutation(len(batches))]


def _joined(arrays: list[NDArray[np.int64]]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays))
