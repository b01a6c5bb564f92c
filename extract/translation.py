"""Which English words and Chinese character pairs translate each other, and how surely.

Counted over parallel titles by `training/translate.py`. The keys are hashed, so the table
holds no text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.folding import HAN, fold_text
from paperweft.extract.recognizers.stopwords import english_stopwords

_ENGLISH = re.compile(r"[a-z][a-z0-9]+")
_CHINESE = re.compile(f"[{HAN}]+")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:s|es|ing|ed)$")


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return the word without the commonest endings."""
    return _ENDING.sub("", word)


def english_words(text: str) -> list[str]:
    """Return the stems of the content words of a text, in order."""
    stopwords = english_stopwords()
    return [stem(word) for word in _ENGLISH.findall(fold_text(text)) if word not in stopwords]


def character_pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring Chinese characters of a text, in order."""
    return [
        run[i : i + 2] for run in _CHINESE.findall(fold_text(text)) for i in range(len(run) - 1)
    ]


def code(text: str) -> int:
    """Return the hash that stands for a stem or a character pair."""
    return crc32(text.encode())


@dataclass(frozen=True, eq=False)
class Translation:
    """A table of scores.

    Attributes:
        keys: `code` of the stem in the upper half, of the character pair in the lower; sorted,
            uint64.
        scores: 1 to 255, in the same order: how surely the two translate each other; uint8.
    """

    keys: NDArray[np.uint64]
    scores: NDArray[np.uint8]

    @classmethod
    def of(cls, scores: Mapping[tuple[str, str], float]) -> "Translation":
        """Make a table of scores between 0 and 1 by stem and character pair."""
        coded = {code(stem) << 32 | code(pair): score for (stem, pair), score in scores.items()}
        keys = np.array(sorted(coded), np.uint64)
        values = [max(1, round(255 * coded[int(key)])) for key in keys]
        return cls(keys, np.array(values, np.uint8))

    @cached_property
    def _partners(self) -> dict[int, tuple[tuple[int, float], ...]]:
        found: dict[int, list[tuple[int, float]]] = {}
        scores = (self.scores / 255).tolist()
        for key, score in zip(self.keys.tolist(), scores, strict=True):
            found.setdefault(key >> 32, []).append((key & 0xFFFFFFFF, score))
        return {word: tuple(partners) for word, partners in found.items()}

    def partners(self, word: str) -> tuple[tuple[int, float], ...]:
        """Return the codes of the character pairs that translate a stem, each with its score."""
        return self._partners.get(code(word), ())

    def save(self, file: BinaryIO) -> None:
        """Write the table."""
        np.savez_compressed(file, keys=self.keys, scores=self.scores)

    @classmethod
    def load(cls, file: BinaryIO) -> "Translation":
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as data:
            return cls(data["keys"], data["scores"])
