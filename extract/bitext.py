"""Which characters of a paper's Chinese text translate which words of its English text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.alignment import Found
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
    _hits: dict[str, list[Hit]]

    def hits(self, word: str) -> list[Hit]:
        """Return the Chinese places that translate a stem of the English text."""
        return self._hits.get(word, [])


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
    hits = _by_word(found, words, places)
    for bounds in chinese:
        for match in _LATIN.finditer(text, *bounds):  # a Latin word translates itself
            explained[slice(*match.span())] = 1
            hits.setdefault(stem(match[0]), []).append((*match.span(), 1.0))
    return Bitext(chinese, explained, bound, hits)


def _units(folded: str, bounds: Range) -> Iterator[Range]:
    """Yield the places of all Chinese characters, and of all two that stand together."""
    for run in _RUN.finditer(folded, *bounds):
        start, end = run.span()
        yield from zip(range(start, end), range(start + 1, end + 1), strict=True)
        yield from zip(range(start, end - 1), range(start + 2, end + 1), strict=True)


def _by_word(found: Found, words: list[str], places: list[Range]) -> dict[str, list[Hit]]:
    order = np.argsort(found.words, kind="stable")
    bounds = np.searchsorted(found.words[order], np.arange(len(words) + 1))
    units, scores = found.units[order].tolist(), found.scores[order].tolist()
    hits: dict[str, list[Hit]] = {}
    for number, word in enumerate(words):
        first, last = bounds[number], bounds[number + 1]
        if first < last:
            own = zip(units[first:last], scores[first:last], strict=True)
            hits[word] = [(*places[unit], score) for unit, score in own]
    return hits
