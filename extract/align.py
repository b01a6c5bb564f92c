"""Finds the Chinese name of an English one in the same paper, by the words that make them up.

Papers of a bilingual digest say everything twice. Where the characters of a stretch of Chinese
text translate every word of an English name, and nothing beside it, the two are one concept.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from paperweft.extract.document import Layout
from paperweft.extract.folding import HAN, fold_name
from paperweft.extract.models import load_translation
from paperweft.extract.recognizers.stopwords import words_of
from paperweft.extract.translation import code, english_words, stem

Range = tuple[int, int]
Scores = dict[int, tuple[float, str]]  # of a character: how surely it translates which word

_PAIR = re.compile(f"(?=([{HAN}]{{2}}))")
_LATIN = re.compile(r"[a-z][a-z0-9]+")
_HAN = re.compile(f"[{HAN}]")
# Stand beside names, hardly ever at their edge.
EDGES = frozenset("的于和与及在对从中了是为将把被其该此这种个等用以并或由到向来者 ")
_SURE = 0.3  # a score that keeps even such a character
_TRANSLATED = 0.1  # a word counts as translated from this score on
_CLOSE = 0.7  # what a translation that no known name agrees with is worth
_JUNK = 2  # characters before a translation that may be cut; one may be half a word: 无线电
_LOST = 2  # characters of a translation that a known name may leave out


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of Chinese text that translates an English name; ranges are the document's."""

    english: str
    place: Range
    weight: float


class _Passage:
    """A Chinese passage, indexed by character pairs and Latin words."""

    def __init__(self, plan: Layout, index: int) -> None:
        start, end = plan.bounds(index)
        self.pairs: dict[int, list[int]] = {}
        for match in _PAIR.finditer(plan.folded, start, end):
            self.pairs.setdefault(code(match[1]), []).append(match.start())
        self.latin: dict[str, list[Range]] = {}
        self._scores: dict[str, list[tuple[int, float]]] = {}
        self._bests: dict[str, float] = {}
        for match in _LATIN.finditer(plan.folded, start, end):
            self.latin.setdefault(stem(match[0]), []).append(match.span())

    def scores(self, words: Iterable[str]) -> Scores:
        """Return for each character that translates one of the words the best score and word."""
        found: Scores = {}
        for word in sorted(words):
            for place, score in self._of(word):
                if score > found.get(place, (0.0, ""))[0]:
                    found[place] = (score, word)
        return found

    def tells(self, words: Iterable[str]) -> bool:
        """Say whether each of the words is translated somewhere."""
        return all(self._best(word) >= _TRANSLATED for word in words)

    def _best(self, word: str) -> float:
        if word not in self._bests:
            self._bests[word] = max((score for _, score in self._of(word)), default=0.0)
        return self._bests[word]

    def _of(self, word: str) -> list[tuple[int, float]]:
        if word not in self._scores:
            best: dict[int, float] = {}
            for pair, score in load_translation().partners(word):
                for position in self.pairs.get(pair, ()):
                    for place in (position, position + 1):
                        best[place] = max(best.get(place, 0.0), score)
            for start, end in self.latin.get(word, ()):
                best |= dict.fromkeys(range(start, end), 1.0)
            self._scores[word] = list(best.items())
        return self._scores[word]


def find_translations(
    plan: Layout, english: Mapping[str, str], known: Iterable[Range]
) -> list[Match]:
    """Return the Chinese places that translate English names, the surest first.

    Args:
        plan: The paper.
        english: English names as written, by what they are called in the matches.
        known: Places of Chinese names that other rules found; a translation that nearly
            agrees with one takes its bounds.
    """
    passages = [
        _Passage(plan, index)
        for index, passage in enumerate(plan.paper.passages)
        if passage.language != "en"
    ]
    places = sorted(set(known))
    matches = [
        match
        for key, name in english.items()
        if (words := frozenset(english_words(name)))
        for match in _matches(plan, passages, key, words, places)
    ]
    return sorted(matches, key=lambda match: (-match.weight, match.place, match.english))


def translated_part(plan: Layout, place: Range, english: str) -> Range | None:
    """Return the end of a Chinese stretch that translates an English name.

    Args:
        plan: The paper.
        place: Range of the stretch in the document.
        english: The English name.

    Returns:
        The stretch from its first translated character on where all words are translated, the
        whole stretch where some are or the lexicon knows it; None where it is too short and
        translates too few: 人类反馈 is half of reinforcement learning from human feedback.
    """
    if _knows(plan, *place):
        return place
    words = frozenset(english_words(english))
    scores = _Passage(plan, plan.passage_at(place[0])).scores(words)
    told = {i: word for i in range(*place) if (word := _translated(scores, i))}
    found = set(told.values())
    if 3 * len(found) < 2 * len(words) and 2 * (place[1] - place[0]) < 3 * len(words):
        return None
    start = _known_start(plan, place, min(told, default=place[0]))
    before = plan.folded[place[0] : start]
    junk = len(_HAN.findall(before)) >= _JUNK or before[:1] in EDGES
    return (start, place[1]) if found == words and junk else place


def _known_start(plan: Layout, place: Range, start: int) -> int:
    """Return where a known name begins that begins no later, else the same start."""
    return next((i for i in range(place[0], start) if _knows(plan, i, place[1])), start)


def _knows(plan: Layout, start: int, end: int) -> bool:
    return plan.vocabulary.knows(fold_name(plan.folded[start:end]))


def _matches(
    plan: Layout, passages: list[_Passage], key: str, words: frozenset[str], known: list[Range]
) -> Iterator[Match]:
    for passage in passages:
        if not passage.tells(words):
            continue
        scores = passage.scores(words)
        for run in _runs(plan.folded, scores):
            if not _covers(scores, run, words):
                continue
            place, share = _settle(plan.folded, run, known)
            known_place = place != run or run in known
            if _covers(scores, place, words) and (known_place or _stands_alone(plan.folded, run)):
                total = sum(scores[i][0] for i in range(*place) if i in scores)
                yield Match(key, place, round(share * total / (place[1] - place[0]), 6))


def _covers(scores: Scores, place: Range, words: frozenset[str]) -> bool:
    """Say whether the characters of a range translate all of the words."""
    return {word for i in range(*place) if (word := _translated(scores, i))} == words


def _translated(scores: Scores, position: int) -> str | None:
    score, word = scores.get(position, (0.0, ""))
    return word if score >= _TRANSLATED else None


def _runs(text: str, scores: Scores) -> Iterator[Range]:
    """Yield the stretches of translated characters, 的 and blanks between them allowed."""
    positions = sorted(scores)
    start = 0
    for i, position in enumerate(positions):
        follower = positions[i + 1] if i + 1 < len(positions) else len(text)
        gap = text[position + 1 : follower]
        if gap not in {"", "的", " "} or follower == len(text):
            run = _trimmed(text, scores, positions[start], position + 1)
            if _HAN.search(text, *run):
                yield run
            start = i + 1


def _trimmed(text: str, scores: Scores, start: int, end: int) -> Range:
    def loose(position: int) -> bool:
        return text[position] in EDGES and scores[position][0] < _SURE

    while start < end and start in scores and loose(start):
        start += 1
    while end > start and end - 1 in scores and loose(end - 1):
        end -= 1
    return start, end


def _settle(text: str, run: Range, known: list[Range]) -> tuple[Range, float]:
    """Return the known range that the run nearly agrees with, or the run, and how much of it."""
    low = bisect_left(known, (run[0] - 1,))
    high = bisect_left(known, (run[0] + _LOST + 1,))
    near = [place for place in known[low:high] if _may_be(text, run, place)]
    share, place = max(((_agreement(run, place), place) for place in near), default=(_CLOSE, run))
    return place, share


def _may_be(text: str, run: Range, place: Range) -> bool:
    """Say whether a range differs from the run by a trimmed character, or by a few less."""
    if place[1] <= run[0] or run[1] <= place[0]:
        return False
    more = text[place[0] : run[0]]
    less = max(0, place[0] - run[0]) + max(0, run[1] - place[1])
    return len(more) <= 1 and place[1] <= run[1] and less <= _LOST and EDGES.issuperset(more)


def _stands_alone(text: str, run: Range) -> bool:
    """Say whether punctuation or a function word is on either side: 化推理 is half a word."""
    before = [text[max(0, run[0] - size) : run[0]] for size in (1, 2, 3)]
    after = [text[run[1] : run[1] + size] for size in (1, 2, 3)]
    return all(
        not _HAN.search(pieces[0]) or not _parting_words().isdisjoint(pieces)
        for pieces in (before, after)
    )


@cache
def _parting_words() -> frozenset[str]:
    return words_of("stopwords_zh.txt") | EDGES


def _agreement(one: Range, other: Range) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))
