"""Where a Chinese text may say the name of an English concept: stretches, and what speaks for them.

Names of one language are carried over to the other along the words that translate each other
(Yarowsky, Ngai and Wicentowski, "Inducing multilingual text analysis tools via robust projection
across aligned corpora", 2001).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from paperweft.extract.bitext import Bitext, Hit
from paperweft.extract.candidates import Candidate
from paperweft.extract.document import Layout
from paperweft.extract.folding import fold_text
from paperweft.extract.languages import has_han
from paperweft.extract.translation import english_words

Range = tuple[int, int]

WIDTH = 24  # characters of a window
WORDS = 8  # of a name that are looked at
_GAP = 2  # characters between two that translate the name
_AROUND = 2  # characters beside the outermost ones that may belong to the name
_LONGEST = 14  # Chinese characters of a name
_SHORTEST = 2
_FAINT = 0.03  # the best score of a window that is worth a look
_MOST = 2  # windows a name
_JOINTS = frozenset(" -·")


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the Chinese text around characters that translate words of a name.

    Attributes:
        owner: Which of the concepts.
        words: The stems of the name.
        start: First code point in the document.
        end: One past the last.
        bounds: The range of the passage.
        hits: The characters, each with the number of its word.
    """

    owner: int
    words: tuple[str, ...]
    start: int
    end: int
    bounds: Range
    hits: tuple[tuple[Hit, int], ...]


def english_names(plan: Layout, candidate: Candidate) -> list[str]:
    """Return the distinct folded English names of a candidate, in reading order."""
    written = (plan.text[place.start : place.end] for place in candidate.occurrences)
    return list(dict.fromkeys(fold_text(name) for name in written if not has_han(name)))


def windows(plan: Layout, bitext: Bitext, candidates: Sequence[Candidate]) -> list[Window]:
    """Return where the Chinese text translates words of each candidate's English names."""
    found: list[Window] = []
    for owner, candidate in enumerate(candidates):
        names = [english_words(name)[:WORDS] for name in english_names(plan, candidate)]
        for words in dict.fromkeys(tuple(dict.fromkeys(name)) for name in names):
            own = [*_windows(bitext, owner, words)]
            own.sort(key=lambda window: (-_weight(window), window.start))
            found += own[:_MOST]
    return found


def _windows(bitext: Bitext, owner: int, words: tuple[str, ...]) -> Iterator[Window]:
    every = ((hit, number) for number, word in enumerate(words) for hit in bitext.hits(word))
    hits = sorted(every)
    for low, high in bitext.passages:
        own = [item for item in hits if low <= item[0][0] < high]
        for cluster in _clusters(own):
            if max(hit[2] for hit, _ in cluster) < _FAINT:
                continue
            start = max(low, cluster[0][0][0] - _AROUND)
            end = min(high, max(hit[1] for hit, _ in cluster) + _AROUND, start + WIDTH)
            inside = tuple(item for item in cluster if item[0][1] <= end)
            if inside:
                yield Window(owner, words, start, end, (low, high), inside)


def _clusters(hits: Sequence[tuple[Hit, int]]) -> Iterator[list[tuple[Hit, int]]]:
    cluster: list[tuple[Hit, int]] = []
    end = 0
    for item in hits:
        if cluster and item[0][0] > end + _GAP:
            yield cluster
            cluster = []
        end = max(end, item[0][1]) if cluster else item[0][1]
        cluster.append(item)
    if cluster:
        yield cluster


def _weight(window: Window) -> float:
    best = [0.0] * len(window.words)
    for hit, number in window.hits:
        best[number] = max(best[number], hit[2])
    return sum(map(sqrt, best))


def stretches(folded: str, window: Window) -> list[Range]:
    """Return the stretches of a window that may be a name: they cut no Latin word."""
    low, high = window.bounds
    starts = [i for i in range(window.start, window.end) if _may_begin(folded, i, low)]
    ends = [i for i in range(window.start + 1, window.end + 1) if _may_end(folded, i, high)]
    breaks = [i for i in range(window.start, window.end) if _parts(folded[i])]
    found = []
    for start in starts:
        stop = next((i for i in breaks if i >= start), window.end)
        for end in ends:
            if end > stop:
                break
            if end >= start + _SHORTEST and _has_the_length(folded[start:end]):
                found.append((start, end))
    return found


def _parts(character: str) -> bool:
    return not character.isalnum() and character not in _JOINTS


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _may_begin(folded: str, start: int, low: int) -> bool:
    cuts = start > low and _is_latin(folded[start]) and _is_latin(folded[start - 1])
    return folded[start].isalnum() and not cuts


def _may_end(folded: str, end: int, high: int) -> bool:
    cuts = end < high and _is_latin(folded[end - 1]) and _is_latin(folded[end])
    return folded[end - 1].isalnum() and not cuts


def _has_the_length(name: str) -> bool:
    return 0 < sum(not character.isascii() for character in name) <= _LONGEST
