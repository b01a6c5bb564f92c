"""Chinese names for the concepts of a paper that were found by their English names alone.

The deciding step keeps a concept by what speaks for it in either language. What the Chinese text
calls it is looked for once it is kept: of the stretches that may be its name each concept takes
the one that a small network believes in most, and no stretch names two.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from paperweft.extract.bitext import Bitext, read_bitext
from paperweft.extract.candidates import Candidate, Occurrence, search
from paperweft.extract.document import Layout
from paperweft.extract.folding import fold_name
from paperweft.extract.languages import has_han
from paperweft.extract.links import is_another
from paperweft.extract.models import load_projector
from paperweft.extract.projection import Range, english_names, windows
from paperweft.extract.projection_features import Sought, Stretches, measure
from paperweft.extract.records import NameLink
from paperweft.extract.translation import english_words

PROJECTED = "projection"
_SURE = 0.8  # right in 96 of 100
_TOLD = 0.03  # a score from which on a character says a word
_NEGATIONS = frozenset("无非不未反去")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Joined:
    """A candidate with the Chinese name that was found for it.

    Attributes:
        number: Which of the candidates got the name.
        other: Which of the candidates, if any, had only that name, and is now part of it.
        candidate: The candidate with all its names.
    """

    number: int
    other: int | None
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class _Name:
    """A stretch of Chinese text as a name of a concept.

    Attributes:
        owner: Which of the concepts.
        place: The range in the document where it is surest.
        fold: The folded name.
        chance: How likely it is that this is its name.
    """

    owner: int
    place: Range
    fold: str
    chance: float


def join_chinese_names(
    plan: Layout, candidates: Sequence[Candidate], kept: Collection[int]
) -> list[Joined]:
    """Find Chinese names for the concepts that have English ones alone.

    Args:
        plan: The paper.
        candidates: All candidates of the paper.
        kept: The numbers of those that are concepts.

    Returns:
        The concepts that have a Chinese name now; the others stay as they are.
    """
    english = [number for number in sorted(kept) if not _scripts(candidates[number])[1]]
    if not english or all(passage.language == "en" for passage in plan.paper.passages):
        return []
    concepts = [candidates[number] for number in english]
    chinese = [candidates[number] for number in kept if number not in english]
    bitext = read_bitext(plan)
    names = _surest(plan, bitext, concepts, chinese, candidates)
    sure = [name for name in names if _may_name(plan, bitext, concepts[name.owner], name)]
    holders = {fold: n for n, candidate in enumerate(candidates) for fold in candidate.folds}
    return [
        Joined(english[name.owner], other, _join(plan, concepts[name.owner], holder, name))
        for name in _one_each(sure)
        for other in [holders.get(name.fold)]
        for holder in [None if other is None else candidates[other]]
        if holder is None or not _scripts(holder)[0]
    ]


def _scripts(candidate: Candidate) -> tuple[bool, bool]:
    """Say whether a candidate has an English name, and whether it has a Chinese one."""
    chinese = [has_han(fold) for fold in candidate.folds]
    return not all(chinese), any(chinese)


def _surest(
    plan: Layout,
    bitext: Bitext,
    concepts: Sequence[Candidate],
    others: Sequence[Candidate],
    candidates: Sequence[Candidate],
) -> list[_Name]:
    """Return the likeliest Chinese name of each concept, where it is sure enough."""
    found = windows(plan, bitext, concepts)
    if not found:
        return []
    proposed = frozenset((o.start, o.end) for one in candidates for o in one.occurrences)
    measured = measure(plan, bitext, found, Sought(concepts, others, proposed))
    names = _likeliest(plan, measured, len(concepts))
    return [name for name in names if name.chance >= _SURE]


def _likeliest(plan: Layout, measured: Stretches, concepts: int) -> Iterator[_Name]:
    """Yield the likeliest name of each concept; what says it twice counts twice."""
    odds: list[dict[str, list[tuple[float, Range]]]] = [{} for _ in range(concepts)]
    for owner, start, end, own in zip(
        measured.owners.tolist(),
        measured.starts.tolist(),
        measured.ends.tolist(),
        load_projector().odds(measured.features).tolist(),
        strict=True,
    ):
        odds[owner].setdefault(plan.folded[start:end], []).append((own, (start, end)))
    for owner, names in enumerate(odds):
        sums = {name: sum(own for own, _ in places) for name, places in names.items()}
        if sums:
            name = max(sums, key=lambda name: (sums[name], name))
            place = max(names[name])[1]
            fold = fold_name(plan.text[slice(*place)])
            yield _Name(owner, place, fold, sums[name] / (1 + sum(sums.values())))


def _one_each(names: Iterable[_Name]) -> list[_Name]:
    """Return the names but for those that are surer of another concept."""
    best = {name.fold: name for name in sorted(names, key=lambda name: (name.chance, -name.owner))}
    return sorted(best.values(), key=lambda name: name.owner)


def _join(plan: Layout, concept: Candidate, other: Candidate | None, name: _Name) -> Candidate:
    """Return a concept with a Chinese name, and with all of the candidate that had that name."""
    written = plan.text[slice(*name.place)]
    first = concept.occurrences[0]
    link = NameLink(plan.text[first.start : first.end], written, PROJECTED)
    places = {
        (o.start, o.end): o for o in (*concept.occurrences, *(other.occurrences if other else ()))
    }
    for place in search(plan, written):
        places.setdefault(place, Occurrence(*place, ((PROJECTED, ""),)))
    return Candidate(
        tuple(sorted({*concept.folds, *(other.folds if other else (name.fold,))})),
        tuple(places[place] for place in sorted(places)),
        tuple(dict.fromkeys((*concept.entries, *(other.entries if other else ())))),
        (*concept.links, *(other.links if other else ()), link),
    )


def _may_name(plan: Layout, bitext: Bitext, concept: Candidate, name: _Name) -> bool:
    """Say whether nothing that is known speaks against a name."""
    english = english_names(plan, concept)
    written = plan.folded[slice(*name.place)]
    latin = fold_name("".join(filter(str.isascii, written)))
    numbers = set(_DIGIT.findall(written))
    return not (
        latin in concept.folds  # it is the English name with something behind it
        or all(numbers != set(_DIGIT.findall(other)) for other in english)
        or _is_negated(plan, bitext, english, name.place)
        or _is_known_apart(plan, concept, name.fold)
    )


def _is_known_apart(plan: Layout, concept: Candidate, fold: str) -> bool:
    """Say whether the lexicon knows the concept, and the name is none of it."""
    known = {entry for entry, weak in plan.vocabulary.look_up(fold) if not weak}
    if not concept.entries or not known.isdisjoint(concept.entries):
        return False
    return bool(known) or is_another(fold, concept.entries)


def _is_negated(plan: Layout, bitext: Bitext, english: Iterable[str], place: Range) -> bool:
    """Say whether a negation in a name, or before it, is not in the English name."""
    said = {
        start
        for name in english
        for word in english_words(name)
        for start, end, score in bitext.hits(word)
        if end == start + 1 and score >= _TOLD
    }
    start, end = place
    around = range(max(start - 1, 0), end)
    return any(plan.folded[at] in _NEGATIONS and at not in said for at in around)
