"""What the tagger sees of a candidate beside its text: counts, places, and the linear model's view.

Counts are told by their logarithms, so that a network can take them as they are.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from paperweft.extract.candidates import REPEATED, Candidate, Occurrence
from paperweft.extract.document import Layout
from paperweft.extract.features import Shadow, field_of
from paperweft.extract.languages import has_han
from paperweft.extract.links import TRANSLATED
from paperweft.extract.mined import TYPES, Reputation
from paperweft.extract.models import load_mined
from paperweft.extract.recognizers import PROPOSERS, lexicon, phrases, titles
from paperweft.extract.recognizers.acronyms import is_acronym
from paperweft.extract.records import FIELDS, Passage

PLACES = tuple(f"{field}-{language}" for field in FIELDS for language in ("en", "zh"))
"""The fields and languages that a place of a document can be in."""
_RULES = tuple(dict.fromkeys([*PROPOSERS, phrases.PART, lexicon.WEAK, REPEATED, TRANSLATED]))
_RULE_NUMBERS = {rule: number for number, rule in enumerate(_RULES)}
_TYPE_NUMBERS: dict[str, int] = {kind: number for number, kind in enumerate(TYPES)}
_PLACE_NUMBERS = {place: number for number, place in enumerate(PLACES)}
_UNKNOWN = -1.0
_SURE = 1e-4  # a probability below counts as this


def measures(
    plan: Layout, candidates: Sequence[Candidate], chances: NDArray[np.float32], none: int
) -> NDArray[np.float32]:
    """Return what is measured of each candidate.

    Args:
        plan: The document's layout.
        candidates: The candidates of the document that are looked at.
        chances: The linear model's probability of each class; shape (candidates, classes).
        none: Which of the classes says that a candidate is no concept.

    Returns:
        Shape (candidates, measures).
    """
    shadow = Shadow(candidates)
    fields = [place_number(passage) for passage in plan.paper.passages]
    paper = [float(number in fields) for number in range(len(PLACES))] + [float(len(candidates))]
    own = [[*_measures(plan, candidate, shadow, fields), *paper] for candidate in candidates]
    likely = 1 - chances[:, none]
    counted = np.array(own, np.float32)
    return np.hstack(
        [
            np.sign(counted) * np.log1p(np.abs(counted)),
            np.log(np.clip(chances, _SURE, 1)),
            np.array(_neighbours(candidates, likely), np.float32),
            np.stack([likely, _ranks(likely), np.full(len(likely), likely.sum() / 10)], axis=1),
        ]
    ).astype(np.float32)


def place_number(passage: Passage) -> int:
    """Return which of `PLACES` a passage is."""
    return _PLACE_NUMBERS[field_of(passage)]


def _measures(
    plan: Layout, candidate: Candidate, shadow: Shadow, fields: Sequence[int]
) -> list[float]:
    places = candidate.occurrences
    hidden = sum(shadow.over(place) is not None for place in places)
    in_field, by_rule = [0] * len(PLACES), [0] * len(_RULES)
    proposed, known = [0] * len(TYPES), [0] * len(TYPES)
    for place in places:
        in_field[fields[plan.passage_at(place.start)]] += 1
        for rule, kind in place.rules:
            by_rule[_RULE_NUMBERS[rule]] += 1
            if kind:
                proposed[_TYPE_NUMBERS[kind]] += 1
    for entry in candidate.entries:
        known[_TYPE_NUMBERS[entry.type]] += 1
    return [
        len(places),
        len(places) - hidden,
        hidden / len(places),
        len(candidate.folds),
        len(candidate.links),
        *in_field,
        *by_rule,
        *proposed,
        *known,
        *_first(plan, places[0]),
        *_forms({plan.text[place.start : place.end] for place in places}),
        *_reputations(candidate.folds),
    ]


def _first(plan: Layout, place: Occurrence) -> tuple[float, float, float]:
    index = plan.passage_at(place.start)
    start, end = plan.bounds(index)
    return index, (place.start - start) / max(1, end - start), place.start - start


def _forms(forms: set[str]) -> list[float]:
    chinese = [len(form) for form in forms if has_han(form)]
    english = [form for form in forms if not has_han(form)]
    words = [len(form.split()) for form in english]
    return [
        len(chinese),
        len(english),
        max(chinese, default=0),
        min(chinese, default=0),
        max(words, default=0),
        min(words, default=0),
        max(map(len, english), default=0),
        any(map(is_acronym, english)),
        any(letter.isdigit() for form in english for letter in form),
        any(form[:1].isupper() for form in english),
        any(form[:1].islower() for form in english),
        any(letter.isupper() for form in english for letter in form[1:]),
    ]


def _reputations(folds: Iterable[str]) -> list[float]:
    """Return what a corpus thinks of the names, of either script apart."""
    table = load_mined()
    found = [(fold.isascii(), known) for fold in folds if (known := table.look_up(fold))]
    english = [known for own, known in found if own]
    chinese = [known for own, known in found if not own]
    return [*_reputation(english), *_reputation(chinese)]


def _reputation(known: Sequence[Reputation]) -> list[float]:
    if not known:
        return [_UNKNOWN] * 3 + [0.0] * len(TYPES) + [_UNKNOWN] * 2
    common = max(known, key=lambda r: (r.papers, r.score, r.type))
    likely = max(r.score for r in known)
    types = [float(common.type == kind) for kind in TYPES]
    return [common.papers, common.score, common.share, *types, likely, 1.0]


def _neighbours(
    candidates: Sequence[Candidate], likely: NDArray[np.float32]
) -> list[tuple[float, ...]]:
    """Return how likely the names around and inside a candidate's are, and the paper's own name."""
    around, over, within = np.zeros((3, len(candidates)))
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
                over[index] = max(over[index], likely[other])
                within[other] = max(within[other], likely[index])
        open_spans.append((-negative_end, index))
    named = _named(candidates)
    best = max((float(likely[index]) for index in named), default=0.0)
    return [
        (min(float(around[i]), 3.0), float(over[i]), float(within[i]), best, float(i in named))
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
