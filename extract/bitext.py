"""Which characters of a paper's Chinese text translate which words of its English text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.document import Layout
from paperweft.extract.folding import HAN
from paperweft.extract.models import load_alignment
from paperweft.extract.translation import english_words, stem

Range = tuple[int, int]
Hit = tuple[int, int, float]
"""Start and end in the document of what translates a word, and how surely, 0 to 1."""

_LATIN = re.compile(r"[a-z0-9][a-z0-9.]*")
_RUN = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, eq=False, slots=True)
class Bitext:
    """The two languages of a paper, word by word.

    Attributes:
        passages: The ranges of the Chinese passages in the document.
        explained: For each code point how surely any English word of the paper explains it.
        bound: For each code point how surely it makes one word with the next, in any paper.
    """

    passages: tuple[Range, ...]
    explained: NDArray[np.float64]
    bound: NDArray[np.float64]
    _words: dict[str, int]
    _bounds: list[int]
    _hits: NDArray[np.float64]
    _latin: dict[str, list[Hit]]

    def hits(self, word: str) -> list[Hit]:
        """Return the Chinese places that translate a stem of the English text."""
        found: list[Hit] = []
        if word in self._words:
            number = self._words[word]
            rows = self._hits[self._bounds[number] : self._bounds[number + 1]].tolist()
            found = [(int(start), int(end), score) for start, end, score in rows]
        return found + self._latin.get(word, [])


def read_bitext(plan: Layout) -> Bitext:
    """Find what translates what in a paper, by a table of how surely words translate each other."""
    languages = [passage.language for passage in plan.paper.passages]
    english = (p.text for p in plan.paper.passages if p.language == "en")
    words = sorted({word for text in english for word in english_words(text)})
    chinese = tuple(plan.bounds(index) for index, name in enumerate(languages) if name != "en")
    places = [place for bounds in chinese for place in _units(plan.folded, bounds)]
    text = plan.folded
    found = load_alignment().look_up([text[start:end] for start, end in places], words)
    starts, ends = np.array(places, np.int64).reshape(-1, 2).T
    explained, bound = np.zeros((2, len(text)))
    np.maximum.at(explained, starts[found.units], found.scores)
    np.maximum.at(explained, ends[found.units] - 1, found.scores)
    pairs = ends - starts == 2
    bound[starts[pairs]] = found.known[pairs]
    latin: dict[str, list[Hit]] = {}
    for bounds in chinese:
        for match in _LATIN.finditer(text, *bounds):  # a Latin word translates itself
            explained[slice(*match.span())] = 1
            latin.setdefault(stem(match[0]), []).append((*match.span(), 1.0))
    order = np.argsort(found.words, kind="stable")
    units = found.units[order]
    hits = np.stack([starts[units], ends[units], found.scores[order]], 1)
    firsts = np.searchsorted(found.words[order], np.arange(len(words) + 1)).tolist()
    numbers = {word: number for number, word in enumerate(words)}
    return Bitext(chinese, explained, bound, numbers, firsts, hits, latin)


def _units(folded: str, bounds: Range) -> Iterator[Range]:
    """Yield the places of all Chinese characters, and of all two that stand together."""
    for run in _RUN.finditer(folded, *bounds):
        start, end = run.span()
        yield from zip(range(start, end), range(start + 1, end + 1), strict=True)
        yield from zip(range(start, end - 1), range(start + 2, end + 1), strict=True)
