"""The tagger: reads the places of each candidate in context and tells how likely it is what.

A small convolutional network. Embedded tokens pass dilated convolutions (Strubell et al., "Fast and
accurate entity recognition with iterated dilated convolutions", EMNLP 2017); a place is its ends,
its neighbours and the mean of its tokens; a candidate is the strongest and the mean of its places,
with what `measures` counts and what the linear model thinks. Trained by `training/tagger.py`, run
here with numpy alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_TINY = 1e-5
FARTHEST = 4.0  # standard deviations; what is rarer than that says no more


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tokens of a document.

    Attributes:
        columns: Word keys, openings, endings, shapes and fields; shape (5, tokens), int64.
        starts: Where each token begins in the document.
        ends: Where it ends; a mark ends where it begins.
    """

    columns: NDArray[np.int64]
    starts: list[int]
    ends: list[int]

    def range_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and the last token of a stretch of the document, if it has any."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
        while first <= last and self.starts[first] == self.ends[first]:
            first += 1
        return (first, last) if first <= last else None


@dataclass(frozen=True, eq=False)
class Spans:
    """The places of all candidates, as tokens.

    Attributes:
        owners: Which candidate each place is of; ascending.
        firsts: The first token of each place.
        lasts: The last one.
    """

    owners: NDArray[np.int64]
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Opinion:
    """What the tagger thinks of the candidates of a document.

    Attributes:
        chances: The probability of each class; shape (candidates, classes).
        roles: The score of each role were the candidate of each class; a higher one is likelier;
            shape (candidates, classes, roles).
    """

    chances: Floats
    roles: Floats


@dataclass(frozen=True, eq=False)
class Tagger:
    """The network.

    Attributes:
        classes: The concept types and `none`, in the order of the probabilities.
        roles: The roles, in the order of their scores.
        weights: By name, as `training/tagger.py` writes them; float32.
        held: The share of the annotated papers that no weights that ship were trained on.
        keys: Keys of the words that have a vector, sorted; the row after theirs is for any other.
    """

    classes: tuple[str, ...]
    roles: tuple[str, ...]
    weights: Mapping[str, Floats]
    keys: NDArray[np.int64]
    held: float

    def judge(self, tokens: Tokens, spans: Spans, measured: Floats) -> Opinion:
        """Tell what each candidate is.

        Args:
            tokens: The tokens of the document.
            spans: The places of the candidates.
            measured: What `measures` found; shape (candidates, measures).
        """
        embedded = self._embed(tokens)
        encoded = self._encode(embedded)
        pooled = self._pool(embedded, encoded, spans, len(measured))
        paper = np.concatenate([encoded.mean(axis=0), encoded.max(axis=0)])
        about = self._layer("paper", paper[None])
        weights = self.weights
        scaled = (measured - weights["measures.mean"]) * weights["measures.scale"]
        scaled = scaled.clip(-FARTHEST, FARTHEST)
        parts = [pooled, np.repeat(about, len(measured), axis=0), self._layer("measures", scaled)]
        hidden = self._layer("hidden", np.concatenate(parts, axis=1))
        scores = self._linear("classes", hidden)
        roles = self._linear("roles", hidden)[:, None] + weights["roles.class"][None]
        return Opinion(_softmax(scores), roles)

    def _embed(self, tokens: Tokens) -> Floats:
        weights, (words, openings, endings, shapes, fields) = self.weights, tokens.columns
        rows = np.searchsorted(self.keys, words).clip(max=len(self.keys) - 1)
        rows[self.keys[rows] != words] = len(self.keys)
        total: Floats = (
            self._words[rows]
            + weights["openings"][openings]
            + weights["endings"][endings]
            + weights["shapes"][shapes]
            + weights["fields"][fields]
        )
        return self._normalise("embedded", total)

    @cached_property
    def _words(self) -> Floats:
        """The vectors of the words, projected once."""
        return self._linear("project", self.weights["words"])

    def _encode(self, embedded: Floats) -> Floats:
        encoded = embedded
        for layer, dilation in enumerate(self.weights["dilations"].astype(int).tolist()):
            padded = np.pad(encoded, ((dilation, dilation), (0, 0)))
            near = (padded[: -2 * dilation], encoded, padded[2 * dilation :])
            changed = self._layer(f"convolution{layer}", np.concatenate(near, axis=1))
            encoded = self._normalise(f"convolution{layer}", encoded + changed)
        return encoded

    def _pool(self, embedded: Floats, encoded: Floats, spans: Spans, count: int) -> Floats:
        """Return the strongest and the mean of the places of each candidate, zeros without any."""
        firsts, lasts = spans.firsts, spans.lasts
        around = np.pad(encoded, ((1, 1), (0, 0)))
        parts = (
            encoded[firsts],
            encoded[lasts],
            _means(encoded, firsts, lasts),
            _means(embedded, firsts, lasts),
            around[firsts],
            around[lasts + 2],
        )
        places = self._layer("span", np.concatenate(parts, axis=1))
        width = places.shape[1]
        pooled = np.zeros((count, 2 * width), np.float32)
        if len(places):
            owners, starts, sizes = np.unique(spans.owners, return_index=True, return_counts=True)
            pooled[owners, :width] = np.maximum.reduceat(places, starts)
            pooled[owners, width:] = np.add.reduceat(places, starts) / sizes[:, None]
        return pooled

    def _linear(self, name: str, values: Floats) -> Floats:
        result: Floats = values @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result

    def _layer(self, name: str, values: Floats) -> Floats:
        return np.maximum(self._linear(name, values), 0)

    def _normalise(self, name: str, values: Floats) -> Floats:
        """Layer normalisation (Ba et al., 2016)."""
        centred = values - values.mean(axis=1, keepdims=True)
        scale = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + _TINY)
        result: Floats = (
            centred / scale * self.weights[f"{name}.gain"] + self.weights[f"{name}.shift"]
        )
        return result

    def save(self, file: BinaryIO) -> None:
        """Write the network; weights as 16-bit floats."""
        halves = {name: value.astype(np.float16) for name, value in self.weights.items()}
        np.savez_compressed(
            file,
            allow_pickle=False,
            **{"/classes": np.array(self.classes), "/roles": np.array(self.roles)},
            **{"/keys": self.keys.astype(np.uint32), "/held": np.array(self.held)},
            **halves,
        )

    @classmethod
    def load(cls, file: BinaryIO) -> "Tagger":
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            weights = {
                name: data[name].astype(np.float32)
                for name in data.files
                if not name.startswith("/")
            }
            classes, roles = map(str, data["/classes"]), map(str, data["/roles"])
            keys, held = data["/keys"].astype(np.int64), float(data["/held"])
            return cls(tuple(classes), tuple(roles), weights, keys, held)


def _means(values: Floats, firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> Floats:
    sums = np.pad(np.cumsum(values, axis=0), ((1, 0), (0, 0)))
    result: Floats = (sums[lasts + 1] - sums[firsts]) / (lasts - firsts + 1)[:, None]
    return result.astype(np.float32)


def _softmax(scores: Floats) -> Floats:
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = exponents / exponents.sum(axis=1, keepdims=True)
    return result
