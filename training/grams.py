"""Counts in how many texts of a corpus each Chinese n-gram stands.

An n-gram is two to ten neighbouring tokens, at least two of them Chinese characters; a token is
a Chinese character or a Latin word. It is known by a hash of 64 bits: there are 150 million.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.folding import HAN
from paperweft.extract.recognizers.stopwords import words_of

RARE = 3  # an n-gram in fewer texts is left out
EDGES = frozenset("的于和与及在对从中了是为将把被其该此这种个等用以并或由到向来者")
_LONGEST = 10
_SKETCH = 28  # bits of the hash by which n-grams are counted roughly before they are exactly
_TOKEN = re.compile(f"[{HAN}]|[a-z0-9]+|[^ ]")
_IS_HAN = re.compile(f"[{HAN}]")

Keys = NDArray[np.uint64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Grams:
    """The n-grams of one text; each array has a row for each."""

    tokens: list[str]
    keys: Keys
    starts: Integers
    ends: Integers

    def tokens_of(self, row: int) -> tuple[str, ...]:
        """Return the tokens of an n-gram."""
        return tuple(self.tokens[self.starts[row] : self.ends[row]])

    def free(self) -> tuple[Flags, Flags]:
        """Say of each n-gram whether a name may begin where it begins, and end where it ends.

        Punctuation, a Latin word, a function word or nothing must be beside it there.
        """
        tokens = ["", *self.tokens, ""]
        ends = np.array([not _IS_HAN.match(token) or token in EDGES for token in tokens])
        begins = ends.copy()
        for size in (2, 3):
            for i in range(len(tokens) - size + 1):
                if "".join(tokens[i : i + size]) in parting_words():
                    begins[i + size - 1] = ends[i] = True
        return begins[self.starts], ends[self.ends + 1]


@cache
def parting_words() -> frozenset[str]:
    """Return what stands beside names: hardly any begins or ends with one of these."""
    return words_of("stopwords_zh.txt") | EDGES


def grams_of(text: str) -> Grams:
    """Return the n-grams of a folded text."""
    tokens = _TOKEN.findall(text)
    han = np.array([bool(_IS_HAN.match(token)) for token in tokens], bool)
    named = han | np.array([token.isascii() and token.isalnum() for token in tokens], bool)
    seeds = _mixed(np.array([crc32(token.encode()) for token in tokens], np.uint64))
    sums = np.concatenate(([0], np.cumsum(han)))
    keys, starts, ends = [seeds[:0]], [sums[:0]], [sums[:0]]
    rolling, whole = seeds, named
    for size in range(2, min(_LONGEST, len(tokens)) + 1):
        rolling = rolling[:-1] * np.uint64(0x9E3779B97F4A7C15) + seeds[size - 1 :]
        whole = whole[:-1] & named[size - 1 :]
        rows = np.flatnonzero(whole & (sums[size:] - sums[:-size] >= 2))
        keys.append(_mixed(rolling[rows]))
        starts.append(rows)
        ends.append(rows + size)
    return Grams(tokens, np.concatenate(keys), np.concatenate(starts), np.concatenate(ends))


def _mixed(keys: Keys) -> Keys:
    """Spread the bits of keys: the finalizer of MurmurHash3 (Appleby, public domain)."""
    keys = (keys ^ (keys >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    keys = (keys ^ (keys >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return keys ^ (keys >> np.uint64(33))


@dataclass(frozen=True, eq=False)
class Counted:
    """The n-grams of a corpus.

    Attributes:
        keys: Their hashes, sorted.
        counts: In how many texts each stands.
        rows: Of each text the numbers of its n-grams, one text behind the other.
        starts: Where each text begins in `rows`, and where the last one ends.
    """

    keys: Keys
    counts: Integers
    rows: NDArray[np.int32]
    starts: Integers

    def of(self, text: int) -> NDArray[np.int32]:
        """Return the numbers of the n-grams of a text, sorted."""
        return self.rows[self.starts[text] : self.starts[text + 1]]


def count(texts: Iterable[str]) -> Counted:
    """Count the n-grams of folded texts. Takes 4 GB for 100,000 abstracts."""
    sketch = np.zeros(1 << _SKETCH, np.uint16)
    found = []
    for text in texts:
        found.append(np.unique(grams_of(text).keys))
        sketch[_bucket(found[-1])] += 1
    for i, keys in enumerate(found):
        found[i] = keys[sketch[_bucket(keys)] >= RARE]
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    keys, counts = keys[counts >= RARE], counts[counts >= RARE]
    rows = [numbers(keys, some) for some in found]
    rows = [np.sort(some[some >= 0]).astype(np.int32) for some in rows]
    starts = np.concatenate(([0], np.cumsum([len(some) for some in rows])))
    return Counted(keys, counts, np.concatenate(rows), starts)


def _bucket(keys: Keys) -> Integers:
    return (keys >> np.uint64(64 - _SKETCH)).astype(np.int64)


def numbers(sorted_keys: Keys, keys: Keys) -> Integers:
    """Return the place of each key among the sorted ones, -1 where it is not among them."""
    if not len(sorted_keys):
        return np.full(len(keys), -1)
    places = np.searchsorted(sorted_keys, keys)
    places[places == len(sorted_keys)] = 0
    return np.where(sorted_keys[places] == keys, places, -1)


def joined(tokens: Iterable[str]) -> str:
    """Return tokens as text, a blank only between Latin words."""
    return re.sub(rf"(?<=[{HAN}]) | (?=[{HAN}])", "", " ".join(tokens))
