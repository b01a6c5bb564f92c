"""What speaks for a stretch of Chinese text being the name of an English concept, as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.align import EDGES
from paperweft.extract.bitext import Bitext
from paperweft.extract.candidates import Candidate
from paperweft.extract.document import Layout
from paperweft.extract.projection import WIDTH, WORDS, Range, Window, stretches

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Column = NDArray[np.float64] | NDArray[np.int64] | NDArray[np.bool_]

_NEGATIONS = frozenset("无非不未反去")
_TINY = 0.005
_LIKELY, _POSSIBLE = 0.05, 0.01
_ASCII = 128
_KINDS = _MARK, _FUNCTION, _WORD, _OTHER = 1, 2, 3, 4
_NEGATED = 8


@dataclass(frozen=True, slots=True)
class Sought:
    """The concepts of a paper whose Chinese names are looked for, and what is beside them.

    Attributes:
        concepts: The concepts, with English names alone.
        others: The concepts that have Chinese names.
        proposed: The ranges of the document that recognizers proposed.
    """

    concepts: Sequence[Candidate]
    others: Sequence[Candidate]
    proposed: frozenset[Range]


@dataclass(frozen=True, eq=False, slots=True)
class Stretches:
    """Stretches of Chinese text.

    Attributes:
        owners: Which concept each may be a name of.
        starts: First code point in the document.
        ends: One past the last.
        features: Shape (stretches, features).
    """

    owners: Integers
    starts: Integers
    ends: Integers
    features: Floats


@dataclass(frozen=True, eq=False, slots=True)
class _Batch:
    """Stretches with their windows; `rows` has the number of the window of each."""

    windows: Sequence[Window]
    rows: Integers
    starts: Integers
    ends: Integers

    @property
    def words(self) -> Integers:
        """For each stretch the number of words of the name."""
        return np.array([len(window.words) for window in self.windows])[self.rows]


def measure(plan: Layout, bitext: Bitext, found: Sequence[Window], sought: Sought) -> Stretches:
    """Return the stretches of some windows, measured.

    Args:
        plan: The paper.
        bitext: What translates what in it.
        found: The windows, one or more.
        sought: The concepts that the windows belong to.
    """
    ranges = [(row, *place) for row, w in enumerate(found) for place in stretches(plan.folded, w)]
    rows, starts, ends = np.array(ranges, np.int64).reshape(-1, 3).T
    batch = _Batch(found, rows, starts, ends)
    columns = [
        *_by_words(bitext, batch),
        *_by_characters(bitext, plan.folded, batch),
        *_Text(plan).edges(batch),
        _log(np.where(starts > 0, bitext.bound[starts - 1], 0)),
        _log(bitext.bound[ends - 1]),
        *_by_mentions(sought, batch),
        *_by_places(plan, sought.concepts, batch),
    ]
    owners = np.array([window.owner for window in found], np.int64)
    return Stretches(owners[rows], starts, ends, np.array(columns, np.float64).T)


def _log(scores: Floats) -> Floats:
    result: Floats = np.log(scores + _TINY)
    return result


def _by_words(bitext: Bitext, batch: _Batch) -> list[Column]:
    """Measure how surely the stretch says each word of the name."""
    found, rows = batch.windows, batch.rows
    most = max((len(window.hits) for window in found), default=0)
    hits = np.zeros((4, len(found), most))
    best = np.zeros((len(found), WORDS))
    for row, window in enumerate(found):
        for column, (hit, word) in enumerate(window.hits):
            hits[:, row, column] = *hit, word
        for word, name in enumerate(window.words):
            best[row, word] = max((score for *_, score in bitext.hits(name)), default=0)
    first, last, score, word = hits[:, rows]
    inside = np.where((first >= batch.starts[:, None]) & (last <= batch.ends[:, None]), score, 0)
    said = np.stack([np.where(word == n, inside, 0).max(1) for n in range(WORDS)], 1)
    count = batch.words
    real = np.arange(WORDS) < count[:, None]
    logs, lost = _log(said), np.where(real, _log(best[rows]) - _log(said), 0)
    return [
        np.where(real, logs, 0).sum(1) / count,
        np.where(real, logs, 0).min(1),
        logs.max(1),
        (real & (said >= _LIKELY)).sum(1) / count,
        (real & (said >= _POSSIBLE)).sum(1) / count,
        (real & (said == 0)).sum(1),
        lost.sum(1) / count,
        lost.max(1),
        count,
    ]


def _by_characters(bitext: Bitext, folded: str, batch: _Batch) -> list[Column]:
    """Measure how well the name explains each character, and the English text beside it."""
    found, rows = batch.windows, batch.rows
    single, pair = _grids(folded, found)
    low = np.array([window.start for window in found])[rows]
    first, last = (batch.starts - low)[:, None], (batch.ends - low)[:, None] - 1
    place = np.arange(WIDTH)
    before = np.pad(pair, ((0, 0), (1, 0)))[:, :-1]
    whole = np.maximum(single, np.maximum(pair, before))
    inside = (place >= first) & (place <= last)
    told = np.maximum(
        single[rows],
        np.maximum(np.where(place < last, pair[rows], 0), np.where(place > first, before[rows], 0)),
    )
    every = np.pad(bitext.explained, (0, WIDTH))[low[:, None] + place]
    share = np.minimum(1, told / np.maximum(every, _POSSIBLE))
    size = inside.sum(1)
    logs = _log(told)
    row = np.arange(len(rows))
    edge = (first[:, 0], last[:, 0])
    around = np.pad(whole, ((0, 0), (1, 1)))[rows]
    return [
        np.where(inside, logs, 0).sum(1) / size,
        np.where(inside, logs, 0).min(1),
        *(logs[row, at] for at in edge),
        np.where(inside, told, 0).sum(1) / size,
        (inside & (told >= _LIKELY)).sum(1) / size,
        (inside & (told >= _POSSIBLE)).sum(1) / size,
        (inside & (told == 0)).sum(1),
        np.where(inside, share, 0).sum(1) / size,
        np.where(inside, share, 1).min(1),
        *(share[row, at] for at in edge),
        _log(around[row, edge[0]]),
        _log(around[row, edge[1] + 2]),
    ]


def _grids(folded: str, found: Sequence[Window]) -> tuple[Floats, Floats]:
    """Return for each window the scores of its characters, and of its pairs by their first."""
    single, pair = np.zeros((2, len(found), WIDTH))
    for row, window in enumerate(found):
        for (start, end, score), _ in window.hits:
            is_pair = end == start + 2 and not folded[start].isascii()
            at = slice(start - window.start, end - window.start - is_pair)
            grid = pair if is_pair else single
            grid[row, at] = np.maximum(grid[row, at], score)
    return single, pair


class _Text:
    """The folded text of a paper as kinds of characters."""

    def __init__(self, plan: Layout) -> None:
        codes = np.frombuffer((plan.folded + " ").encode("utf-32-le", "replace"), np.uint32)
        table = _kinds()
        marks = table[np.minimum(codes, len(table) - 1)]
        self.kinds = marks & 7
        self.negated = (marks & _NEGATED) > 0
        self.latin = np.cumsum(np.append(0, codes < _ASCII))
        self.joined = np.cumsum(np.append(0, codes == ord("的")))

    def edges(self, batch: _Batch) -> list[Column]:
        """Measure what stands at the ends of a stretch, and beside them, and how long it is."""
        starts, ends, words = batch.starts, batch.ends, batch.words
        low, high = np.array([window.bounds for window in batch.windows])[batch.rows].T
        left = np.where(starts > low, self.kinds[starts - 1], 0)
        right = np.where(ends < high, self.kinds[ends], 0)
        size = ends - starts
        han = size - (self.latin[ends] - self.latin[starts])
        return [
            *(left == kind for kind in _KINDS),
            *(right == kind for kind in _KINDS),
            self.kinds[starts] == _FUNCTION,
            self.kinds[ends - 1] == _FUNCTION,
            (left > 0) & self.negated[starts - 1],
            self.negated[starts],
            self.joined[ends] > self.joined[starts],
            size,
            np.log(han / (2 * words)),
            np.abs(np.log(size / (2 * words))),
        ]


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return the kind of each character of the first plane; the last stands for those beyond."""
    kinds = np.full(1 << 16, _OTHER, np.uint8)
    for code in range(len(kinds) - 1):
        if not chr(code).isalnum():
            kinds[code] = _MARK
    kinds[:_ASCII][kinds[:_ASCII] == _OTHER] = _WORD
    for character in EDGES - {" "}:
        kinds[ord(character)] = _FUNCTION
    for character in _NEGATIONS:
        kinds[ord(character)] |= _NEGATED
    return kinds


def _by_mentions(sought: Sought, batch: _Batch) -> list[Column]:
    """Measure how a stretch agrees with what recognizers proposed and other concepts occupy."""
    starts, ends, proposed = batch.starts, batch.ends, sought.proposed
    begins = np.array(sorted({start for start, _ in proposed}), np.int64)
    stops = np.array(sorted({end for _, end in proposed}), np.int64)
    exact = [place in proposed for place in zip(starts.tolist(), ends.tolist(), strict=True)]
    taken = [(o.start, o.end) for other in sought.others for o in other.occurrences]
    first, last = np.array(taken, np.int64).reshape(-1, 2).T
    low, high = starts[:, None], ends[:, None]
    meets = (first < high) & (low < last)
    over, within = (first <= low) & (high <= last), (low <= first) & (last <= high)
    ways = (over & ~within, within & ~over, over & within, meets & ~over & ~within)
    return [
        np.isin(starts, begins),
        np.isin(ends, stops),
        np.array(exact),
        *np.any(np.stack(ways), axis=2),
    ]


def _by_places(plan: Layout, concepts: Sequence[Candidate], batch: _Batch) -> list[Column]:
    """Measure whether a stretch stands where the English name stands, and as often."""
    found, rows = batch.windows, batch.rows
    places = [[place.start for place in concept.occurrences] for concept in concepts]
    spots = [[_spot(plan, start) for start in own] for own in places]
    by_window = np.zeros((5, len(found)))
    for row, window in enumerate(found):
        field, at = _spot(plan, window.start)
        near = [abs(at - other) for name, other in spots[window.owner] if name == field]
        titled = any(name == "title" for name, _ in spots[window.owner])
        title = field == "title"
        by_window[:, row] = titled and title, title, titled, min(near, default=0.5), bool(near)
    texts = [plan.folded[slice(*window.bounds)] for window in {w.bounds: w for w in found}.values()]
    counts: dict[str, int] = {}
    often = np.zeros(len(rows))
    for number, (start, end) in enumerate(
        zip(batch.starts.tolist(), batch.ends.tolist(), strict=True)
    ):
        name = plan.folded[start:end]
        if name not in counts:
            counts[name] = sum(text.count(name) for text in texts)
        often[number] = counts[name]
    written = np.array([len(places[window.owner]) for window in found])[rows]
    return [*by_window[:, rows], often > 1, np.log(np.maximum(often, 1) / written)]


def _spot(plan: Layout, position: int) -> tuple[str, float]:
    """Return the field that a position lies in, and how far down in it, 0 to 1."""
    index = plan.passage_at(position)
    low, high = plan.bounds(index)
    return plan.paper.passages[index].field, (position - low) / max(1, high - low)
