"""The deciding step: which candidates are concepts of the paper, of what type, in what role."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from paperweft.extract.advice import advised, unadvised
from paperweft.extract.candidates import Candidate, Occurrence
from paperweft.extract.chinese_names import PROJECTED, join_chinese_names
from paperweft.extract.document import Layout, layout
from paperweft.extract.features import NONE, candidate_columns
from paperweft.extract.languages import has_han
from paperweft.extract.measures import measures
from paperweft.extract.models import load_model, load_tagger
from paperweft.extract.roles import best_evidence, choose_role, likeliest_role
from paperweft.extract.schema import ConceptType, Role
from paperweft.extract.tagger import Opinion
from paperweft.extract.tokens import read_spans, tokens_of

KEPT = "kept"
UNLIKELY = "too unlikely to be a concept"
SECOND = "became a name of another"
INSIDE = "stands only inside a surer name"
_HOPELESS = 0.02
# Fitted on papers that the tagger was not trained on: what it keeps is right less often than it
# believes, for readers leave out much that they might have listed.
_SLOPE, _OFFSET = 0.56, -0.38
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely a candidate must be a concept, of whatever type, to be kept.

    Attributes:
        usual: In general.
        told_twice: If it has English names, and the Chinese text surely names it, too.
        told_once: If it has English names alone, though there is a Chinese text.
    """

    usual: float
    told_twice: float
    told_once: float


# Where the F1 of names on held-out papers is best, docs/benchmarks.md.
_WITH_TAGGER = Thresholds(usual=0.42, told_twice=0.3, told_once=0.5)
_LINEAR = Thresholds(usual=0.28, told_twice=0.28, told_once=0.28)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a candidate.

    Attributes:
        candidate: The candidate.
        row: Its feature columns.
        chances: The probability of each type, the likeliest first; what they lack to 1 is that
            the candidate is no concept.
        why: `KEPT`, or why it was dropped.
        role: The likeliest role by the tagger, if it is kept; None where the tagger is turned off.
    """

    candidate: Candidate
    row: tuple[int, ...]
    chances: tuple[tuple[ConceptType, float], ...]
    why: str
    role: Role | None = None

    @property
    def kept(self) -> bool:
        """Whether the candidate is a concept of the paper."""
        return self.why == KEPT

    @property
    def type(self) -> ConceptType:
        """The likeliest type."""
        return self.chances[0][0]

    @property
    def chance(self) -> float:
        """How likely it is that the candidate is a concept, of whatever type."""
        return sum(chance for _, chance in self.chances)

    @property
    def confidence(self) -> float:
        """How likely it is that the candidate, once kept, is a concept of that type."""
        chance = self.chances[0][1]
        return round(chance if self.role is None else _calibrated(chance), 4)


def _calibrated(chance: float) -> float:
    """Return how often the tagger is right where it is this sure (Platt scaling, 1999)."""
    sure = min(max(chance, _LEAST), 1 - _LEAST)
    return 1 / (1 + exp(-_SLOPE * log(sure / (1 - sure)) - _OFFSET))


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate that is a concept of the paper."""

    candidate: Candidate
    type: ConceptType
    role: Role
    confidence: float
    evidence: int  # index of the occurrence that speaks best for the role


def judge(doc: Doc, candidates: list[Candidate]) -> list[Judgement]:
    """Judge every candidate, in the order given, and name in Chinese too what is kept.

    A candidate that turns out to be the Chinese name of another is not kept.
    """
    told, plan = thresholds(doc), layout(doc)
    found = _named_in_chinese(plan, weigh(doc, candidates, told.told_twice))
    bilingual = len({passage.language[:2] for passage in plan.paper.passages}) > 1
    return [
        replace(judgement, why=UNLIKELY)
        if judgement.kept and judgement.chance < _least(told, judgement.candidate, bilingual)
        else judgement
        for judgement in found
    ]


def _least(told: Thresholds, candidate: Candidate, bilingual: bool) -> float:
    """Return how likely a candidate must be a concept, with the Chinese name it was given."""
    if any(link.rule == PROJECTED for link in candidate.links):
        return told.told_twice
    alone = bilingual and not any(map(has_han, candidate.folds))
    return told.told_once if alone else told.usual


def weigh(doc: Doc, candidates: list[Candidate], least: float) -> list[Judgement]:
    """Judge every candidate as it is: by the tagger, or without it by its features.

    Args:
        doc: The document.
        candidates: All candidates of the document.
        least: How likely a concept must be to be kept.
    """
    known = unadvised(candidates)
    model = load_model("concepts")
    rows = candidate_columns(doc, known)
    opinion = _opinion(doc, known, model.probabilities(rows))
    chances = advised(candidates, model.classes, opinion.chances)
    found = _judgements(candidates, rows, chances, least)
    if len(opinion.roles):
        found = _with_roles(found, opinion)
    return _without_halves(found)


def _judgements(
    candidates: Sequence[Candidate],
    rows: Sequence[list[int]],
    chances: NDArray[np.float32],
    least: float,
) -> list[Judgement]:
    classes = load_model("concepts").classes
    none = classes.index(NONE)
    types = [ConceptType(name) for name in classes if name != NONE]
    by_type = np.delete(chances, none, axis=1)
    order = np.argsort(-by_type, axis=1, kind="stable").tolist()
    return [
        Judgement(
            candidate,
            tuple(row),
            tuple((types[number], own[number]) for number in likeliest),
            UNLIKELY if 1 - nothing < least else KEPT,
        )
        for candidate, row, own, likeliest, nothing in zip(
            candidates, rows, by_type.tolist(), order, chances[:, none].tolist(), strict=True
        )
    ]


def _named_in_chinese(plan: Layout, found: list[Judgement]) -> list[Judgement]:
    """Give the concepts that have English names alone the Chinese ones that the text has."""
    kept = [number for number, judgement in enumerate(found) if judgement.kept]
    result = list(found)
    for joined in join_chinese_names(plan, [j.candidate for j in found], kept):
        result[joined.number] = replace(found[joined.number], candidate=joined.candidate)
        if joined.other is not None:
            result[joined.other] = replace(found[joined.other], why=SECOND)
    return result


def thresholds(doc: Doc) -> Thresholds:
    """Return how likely a candidate of the document must be a concept to be kept."""
    return _LINEAR if tokens_of(doc) is None else _WITH_TAGGER


def class_chances(doc: Doc, candidates: list[Candidate]) -> NDArray[np.float32]:
    """Return the probability of each class of the linear model; shape (candidates, classes)."""
    model = load_model("concepts")
    chances = model.probabilities(candidate_columns(doc, candidates))
    return _opinion(doc, candidates, chances).chances


def _opinion(doc: Doc, candidates: list[Candidate], chances: NDArray[np.float32]) -> Opinion:
    """Return the tagger's opinion; where it is turned off the chances as they are, no roles."""
    tokens, none = tokens_of(doc), load_model("concepts").classes.index(NONE)
    looked_at = worth_a_look(chances, none)
    if tokens is None or not len(looked_at):
        return Opinion(chances, np.zeros((0, 0, 0), np.float32))
    tagger = load_tagger()
    known = [candidates[number] for number in looked_at]
    measured = measures(layout(doc), known, chances[looked_at], none)
    seen = tagger.judge(tokens, read_spans(tokens, known), measured)
    chances = chances.copy()
    roles = np.zeros((len(candidates), *seen.roles.shape[1:]), np.float32)
    chances[looked_at], roles[looked_at] = seen.chances, seen.roles
    return Opinion(chances, roles)


def worth_a_look(chances: NDArray[np.float32], none: int) -> NDArray[np.intp]:
    """Return the numbers of the candidates that the tagger looks at, half of them all.

    Of those that the linear model thinks hopeless it would keep one in two thousand.
    """
    return np.flatnonzero(1 - chances[:, none] >= _HOPELESS)


def _with_roles(found: list[Judgement], opinion: Opinion) -> list[Judgement]:
    tagger = load_tagger()
    return [
        replace(
            judgement,
            role=likeliest_role(
                judgement.type, tagger.roles, scores[tagger.classes.index(judgement.type)]
            ),
        )
        if judgement.kept
        else judgement
        for judgement, scores in zip(found, opinion.roles, strict=True)
    ]


def decide(doc: Doc, candidates: list[Candidate]) -> list[Decision]:
    """Return the candidates that are concepts, each with its role, in the order given.

    The confidence is the probability that the concept, its type and a name are right.
    """
    return [_decision(doc, judgement) for judgement in judge(doc, candidates) if judgement.kept]


def _decision(doc: Doc, judgement: Judgement) -> Decision:
    role = judgement.role or choose_role(judgement.type, judgement.row)
    evidence = best_evidence(doc, judgement.candidate.occurrences, judgement.type, role)
    return Decision(judgement.candidate, judgement.type, role, judgement.confidence, evidence)


def _without_halves(found: list[Judgement]) -> list[Judgement]:
    """Drop concepts of which every place lies inside a surer one's: half a name is no concept."""
    wide = [(j.confidence, place) for j in found if j.kept for place in j.candidate.occurrences]
    return [replace(j, why=INSIDE) if j.kept and _is_inside(j, wide) else j for j in found]


def _is_inside(judgement: Judgement, wide: Sequence[tuple[float, Occurrence]]) -> bool:
    own = judgement.confidence
    return all(
        any(
            confidence > own
            and place.start <= inner.start
            and inner.end <= place.end
            and place.end - place.start > inner.end - inner.start
            for confidence, place in wide
        )
        for inner in judgement.candidate.occurrences
    )
