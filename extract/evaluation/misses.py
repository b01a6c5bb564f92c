"""The worst misses, to be read: what is wrong with much confidence, what was not found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from paperweft.extract.evaluation.matching import Level, PaperMatch, match_key
from paperweft.extract.evaluation.paper_rows import ConceptRow
from paperweft.extract.folding import fold_text
from paperweft.extract.records import Paper
from paperweft.extract.sentences import sentence_at

Papers = Mapping[str, Paper]


@dataclass(frozen=True, slots=True)
class PaperMistakes:
    """How many mistakes there are in one paper, types counted."""

    paper: str
    wrong: int
    missed: int


@dataclass(frozen=True, slots=True)
class WrongConcept:
    """A predicted concept that is none in the gold, or is one of another type.

    Attributes:
        paper: The id of the paper.
        concept: What was predicted.
        gold: The gold concept that shares a name with it; None if there is none left.
        sentence: The sentence that speaks for it; empty where that is not known.
    """

    paper: str
    concept: ConceptRow
    gold: ConceptRow | None
    sentence: str


@dataclass(frozen=True, slots=True)
class MissedConcept:
    """A gold concept that was not found.

    Attributes:
        concept: The concept, as in the first of the papers.
        papers: The ids of the papers in which it was not found, sorted.
        sentence: A sentence of the first paper that names it; empty where that is not known.
    """

    concept: ConceptRow
    papers: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Misses:
    """The worst of each kind.

    Attributes:
        papers: Those with most mistakes.
        false: Predicted concepts that are none, those with most confidence first.
        mistyped: Predicted concepts of a wrong type, those with most confidence first.
        missed: Concepts not found, those that most papers lack first.
    """

    papers: tuple[PaperMistakes, ...]
    false: tuple[WrongConcept, ...]
    mistyped: tuple[WrongConcept, ...]
    missed: tuple[MissedConcept, ...]


def worst(matches: Sequence[PaperMatch], count: int, papers: Papers) -> Misses:
    """Return up to `count` of the worst misses of each kind.

    Args:
        matches: The papers, matched.
        count: How many of each kind.
        papers: The papers by the ids of their rows, where known, for their sentences.
    """
    mistakes = sorted(map(_mistakes, matches), key=lambda m: (-m.wrong - m.missed, m.paper))
    wrong = sorted((miss for match in matches for miss in _wrong(match, papers)), key=_rank)
    return Misses(
        tuple(found for found in mistakes[:count] if found.wrong or found.missed),
        tuple([miss for miss in wrong if miss.gold is None][:count]),
        tuple([miss for miss in wrong if miss.gold is not None][:count]),
        tuple(_missed(matches, papers)[:count]),
    )


def _mistakes(match: PaperMatch) -> PaperMistakes:
    right = len(match.pairs[Level.CONCEPTS])
    wrong, missed = len(match.predicted.concepts) - right, len(match.gold.concepts) - right
    return PaperMistakes(match.gold.id, wrong, missed)


def _wrong(match: PaperMatch, papers: Papers) -> Iterator[WrongConcept]:
    mistyped = {other: mine for mine, other in _mistyped(match).items()}
    right = set(match.pairs[Level.CONCEPTS].values())
    for number, concept in enumerate(match.predicted.concepts):
        if number not in right:
            gold = match.gold.concepts[mistyped[number]] if number in mistyped else None
            sentence = _sentence(concept, papers.get(match.gold.id))
            yield WrongConcept(match.gold.id, concept, gold, sentence)


def _mistyped(match: PaperMatch) -> dict[int, int]:
    """Return the pairs that share a name and of which neither has its like of the same type."""
    typed = match.pairs[Level.CONCEPTS]
    right = set(typed.values())
    return {
        mine: other
        for mine, other in match.pairs[Level.NAMES].items()
        if mine not in typed and other not in right
    }


def _rank(miss: WrongConcept) -> tuple[float, str, tuple[str, ...]]:
    confidence = miss.concept.confidence
    return 1.0 if confidence is None else -confidence, miss.paper, miss.concept.names


def _missed(matches: Sequence[PaperMatch], papers: Papers) -> list[MissedConcept]:
    """Return the concepts not found, one for all papers where type and first name are the same."""
    places: dict[tuple[str, str], list[tuple[str, ConceptRow]]] = defaultdict(list)
    for match in matches:
        seen = match.pairs[Level.CONCEPTS].keys() | _mistyped(match).keys()
        for number, concept in enumerate(match.gold.concepts):
            if number not in seen:
                key = match_key(next(iter(concept.names), "")), concept.type
                places[key].append((match.gold.id, concept))
    ranked = sorted(places, key=lambda key: (-len(places[key]), key))
    return [_missed_one(sorted(places[key], key=lambda p: p[0]), papers) for key in ranked]


def _missed_one(places: Sequence[tuple[str, ConceptRow]], papers: Papers) -> MissedConcept:
    first, concept = places[0]
    ids = tuple(dict.fromkeys(paper for paper, _ in places))
    return MissedConcept(concept, ids, _sentence(concept, papers.get(first)))


def _sentence(concept: ConceptRow, paper: Paper | None) -> str:
    """Return the sentence that speaks for a concept, else the first that has a name of it."""
    if concept.evidence:
        return concept.evidence.sentence
    for name in concept.names if paper else ():
        for passage in paper.passages if paper else ():
            start = fold_text(passage.text).find(fold_text(name))
            if start >= 0:
                return passage.text[slice(*sentence_at(passage.text, start))]
    return ""
