"""What the tagger sees of a candidate beside its text: counts, places, and the linear model's view.

Every measure is a number of small size, so that a network can take it as it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log1p

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.candidates import REPEATED, TRANSLATED, Candidate, Occurrence
from paperweft.extract.document import Layout
from paperweft.extract.features import Shadow, field_at
from paperweft.extract.languages import has_han
from paperweft.extract.mined import TYPES, Reputation
from paperweft.extract.models import load_mined
from paperweft.extract.recognizers import PROPOSERS, lexicon, phrases, titles
from paperweft.extract.recognizers.acronyms import is_acronym
from paperweft.extract.records import FIELDS

PLACES = tuple(f"{field}-{language}" for field in FIELDS for language in ("en", "zh"))
"""The fields and languages that a place of a document can be in."""
_RULES = tuple(dict.fromkeys([*PROPOSERS, phrases.PART, lexicon.WEAK, REPEATED, TRANSLATED]))
_UNKNOWN = -1.0
_SURE = 1e-4  # a probability below counts as this


def measures(
    plan: Layout, candidates: Sequence[Candidate], chances: NDArray[np.float32], none: int
) -> NDArray[np.float32]:
    """Return what is measured of each candidate.

    Args:
        plan: The document's layout.
        candidates: All candidates of the document.
        chances: The linear model's probability of each class; shape (candidates, classes).
        none: Which of the classes says that a candidate is no concept.

    Returns:
        Shape (candidates, measures).
    """
    shadow = Shadow(candidates)
    fields = Counter(f"{p.field}-{p.language[:2]}" for p in plan.paper.passages)
    paper = [float(place in fields) for place in PLACES] + [log1p(len(candidates))]
    own = [[*_measures(plan, candidate, shadow), *paper] for candidate in candidates]
    likely = 1 - chances[:, none]
    return np.hstack(
        [
            np.array(own, np.float32),
            np.log(np.clip(chances, _SURE, 1)),
            np.array(_neighbours(candidates, likely), np.float32),
            np.stack([likely, _ranks(likely), np.full(len(likely), likely.sum() / 10)], axis=1),
        ]
    ).astype(np.float32)


def _measures(plan: Layout, candidate: Candidate, shadow: Shadow) -> Iterator[float]:
    places = candidate.occurrences
    hidden = sum(shadow.over(place) is not None for place in places)
    counts = (len(places), len(places) - hidden, len(candidate.folds), len(candidate.links))
    yield from map(log1p, counts)
    yield hidden / len(places)
    fields = Counter(field_at(plan, place.start) for place in places)
    yield from (log1p(fields[place]) for place in PLACES)
    rules = Counter(rule for place in places for rule, _ in place.rules)
    yield from (log1p(rules[rule]) for rule in _RULES)
    kinds = Counter(kind for place in places for _, kind in place.rules)
    yield from (log1p(kinds[kind]) for kind in TYPES)
    entries = Counter(entry.type for entry in candidate.entries)
    yield from (float(entries[kind]) for kind in TYPES)
    yield from _first(plan, places[0])
    yield from _forms({plan.text[place.start : place.end] for place in places})
    yield from _reputations(candidate.folds)


def _first(plan: Layout, place: Occurrence) -> Iterator[float]:
    index = plan.passage_at(place.start)
    start, end = plan.bounds(index)
    yield log1p(index)
    yield (place.start - start) / max(1, end - start)
    yield log1p(place.start - start)


def _forms(forms: set[str]) -> Iterator[float]:
    chinese = [len(form) for form in forms if has_han(form)]
    english = [form for form in forms if not has_han(form)]
    words = [len(form.split()) for form in english]
    yield from map(log1p, (len(chinese), len(english)))
    yield from map(log1p, (max(chinese, default=0), min(chinese, default=0)))
    yield from map(log1p, (max(words, default=0), min(words, default=0)))
    yield log1p(max(map(len, english), default=0))
    yield float(any(map(is_acronym, english)))
    yield float(any(letter.isdigit() for form in english for letter in form))
    yield float(any(form[:1].isupper() for form in english))
    yield float(any(form[:1].islower() for form in english))
    yield float(any(letter.isupper() for form in english for letter in form[1:]))


def _reputations(folds: Iterable[str]) -> Iterator[float]:
    """Yield what a corpus thinks of the names, of either script apart."""
    table = load_mined()
    found = [(fold.isascii(), known) for fold in folds if (known := table.look_up(fold))]
    for ascii_fold in (True, False):
        yield from _reputation([known for own, known in found if own is ascii_fold])


def _reputation(known: Sequence[Reputation]) -> list[float]:
    if not known:
        return [_UNKNOWN] * 3 + [0.0] * len(TYPES) + [_UNKNOWN] * 2
    common = max(known, key=lambda r: (r.papers, r.score, r.type))
    likely = max(r.score for r in known)
    types = [float(common.type == kind) for kind in TYPES]
    return [common.papers / 10, common.score / 10, common.share / 10, *types, likely / 10, 1.0]


def _neighbours(
    candidates: Sequence[Candidate], likely: NDArray[np.float32]
) -> list[tuple[float, ...]]:
    """Return how likely the names around and inside a candidate's are, and the paper's own name."""
    over: dict[int, float] = {}
    around, within = np.zeros(len(candidates)), np.zeros(len(candidates))
    spans = sorted(
        (place.start, -place.end, index)
        for index, candidate in enumerate(candidates)
        for place in candidate.occurrences
    )
    open_spans: list[tuple[int, int]] = []
    for start, negative_end, index in spans:
        open_spans = [(end, other) for end, other in open_spans if end > start]
        for end, other in open_spans:
            if end >= -negative_end and other != index:
                around[index] += likely[other] / len(candidates[index].occurrences)
                over[index] = max(over.get(index, 0.0), float(likely[other]))
                within[other] = max(within[other], likely[index])
        open_spans.append((-negative_end, index))
    named = _named(candidates)
    best = max((float(likely[index]) for index in named), default=0.0)
    return [
        (min(float(around[i]), 3.0), over.get(i, 0.0), float(within[i]), best, float(i in named))
        for i in range(len(candidates))
    ]


def _named(candidates: Sequence[Candidate]) -> set[int]:
    """Return the candidates that stand before the colon of a title: what the paper offers."""
    return {
        index
        for index, candidate in enumerate(candidates)
        if any(rule == titles.NAME for place in candidate.occurrences for rule, _ in place.rules)
    }


def _ranks(likely: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.log1p(np.argsort(np.argsort(-likely, kind="stable"), kind="stable"))
