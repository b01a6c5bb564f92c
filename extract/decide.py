"""The deciding step: which candidates are concepts of the paper, of what type, in what role."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from paperweft.extract.advice import advised, unadvised
from paperweft.extract.candidates import Candidate, Occurrence
from paperweft.extract.document import layout
from paperweft.extract.features import Shadow, contexts, features
from paperweft.extract.linear import LinearModel, columns
from paperweft.extract.models import load_model
from paperweft.extract.schema import DEFAULT_ROLE, ConceptType, Role, role_fits

NONE = "none"
KEPT = "kept"
UNLIKELY = "too unlikely to be a concept"
INSIDE = "stands only inside a surer name"
_LOOKED_AT = 8  # places of a concept that its evidence is chosen from
THRESHOLD = 0.28  # where the F1 on held-out papers is best, docs/benchmarks.md

_Coverage = dict[int, list[tuple[float, Occurrence]]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of a candidate.

    Attributes:
        candidate: The candidate.
        row: Its feature columns.
        chances: The probability of each type, the likeliest first; what they lack to 1 is that
            the candidate is no concept.
        why: `KEPT`, or why it was dropped.
    """

    candidate: Candidate
    row: tuple[int, ...]
    chances: tuple[tuple[ConceptType, float], ...]
    why: str

    @property
    def kept(self) -> bool:
        """Whether the candidate is a concept of the paper."""
        return self.why == KEPT

    @property
    def type(self) -> ConceptType:
        """The likeliest type."""
        return self.chances[0][0]

    @property
    def confidence(self) -> float:
        """The probability of that type."""
        return round(self.chances[0][1], 4)


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature of a candidate and what it adds to the log-odds of its being a concept."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate that is a concept of the paper."""

    candidate: Candidate
    type: ConceptType
    role: Role
    confidence: float
    evidence: int  # index of the occurrence that speaks best for the role


def candidate_columns(doc: Doc, candidates: list[Candidate]) -> list[list[int]]:
    """Return the feature columns of each candidate of a document."""
    shadow = Shadow(candidates)
    return [columns(features(doc, candidate, shadow)) for candidate in candidates]


def judge(doc: Doc, candidates: list[Candidate]) -> list[Judgement]:
    """Judge every candidate, in the order given."""
    model = load_model("concepts")
    rows = candidate_columns(doc, unadvised(candidates))
    advised_of = advised(candidates, model.classes, model.probabilities(rows))
    found = [
        _judgement(candidate, row, dict(zip(model.classes, map(float, chances), strict=True)))
        for candidate, row, chances in zip(candidates, rows, advised_of, strict=True)
    ]
    coverage = _coverage([judgement for judgement in found if judgement.kept])
    return [replace(j, why=INSIDE) if j.kept and _is_inside(j, coverage) else j for j in found]


def _judgement(candidate: Candidate, row: list[int], chances: dict[str, float]) -> Judgement:
    none = chances.pop(NONE)
    likeliest = sorted(chances, key=lambda name: -chances[name])
    by_type = tuple((ConceptType(name), chances[name]) for name in likeliest)
    return Judgement(candidate, tuple(row), by_type, UNLIKELY if 1 - none < THRESHOLD else KEPT)


def reasons(doc: Doc, judgements: list[Judgement]) -> list[list[Reason]]:
    """Return for each judgement what spoke for and against the likeliest type, strongest first."""
    model = load_model("concepts")
    shadow = Shadow([judgement.candidate for judgement in judgements])
    return [
        _reasons(model, features(doc, judgement.candidate, shadow), judgement.type)
        for judgement in judgements
    ]


def _reasons(model: LinearModel, seen: list[str], concept_type: ConceptType) -> list[Reason]:
    kind, none = model.classes.index(concept_type), model.classes.index(NONE)
    weights = model.weights[columns(seen)]
    found = map(Reason, seen, (weights[:, kind] - weights[:, none]).tolist())
    return sorted(found, key=lambda reason: (-abs(reason.weight), reason.feature))


def decide(doc: Doc, candidates: list[Candidate]) -> list[Decision]:
    """Return the candidates that are concepts, each with its role, in the order given.

    The confidence is the probability that the candidate is a concept of that type.
    """
    return [_decision(doc, judgement) for judgement in judge(doc, candidates) if judgement.kept]


def _decision(doc: Doc, judgement: Judgement) -> Decision:
    role = choose_role(judgement.type, judgement.row)
    evidence = best_evidence(doc, judgement.candidate.occurrences, judgement.type, role)
    return Decision(judgement.candidate, judgement.type, role, judgement.confidence, evidence)


def _coverage(kept: list[Judgement]) -> _Coverage:
    """Return for each position of the document the places over it and how sure they are."""
    coverage: _Coverage = defaultdict(list)
    for judgement in kept:
        for place in judgement.candidate.occurrences:
            for position in range(place.start, place.end):
                coverage[position].append((judgement.confidence, place))
    return coverage


def _is_inside(judgement: Judgement, coverage: _Coverage) -> bool:
    """Say whether every place of a concept lies inside a surer one's: half a name is no concept."""
    return all(
        any(
            confidence > judgement.confidence
            and place.end >= inner.end
            and place.end - place.start > inner.end - inner.start
            for confidence, place in coverage[inner.start]
        )
        for inner in judgement.candidate.occurrences
    )


def role_columns(concept_type: ConceptType, row: Sequence[int]) -> list[int]:
    """Return the feature columns for the role of a candidate, from its own ones and its type."""
    return [*row, *columns([f"type={concept_type}"])]


def choose_role(concept_type: ConceptType, row: Sequence[int]) -> Role:
    """Return the likeliest role that the schema allows for the type."""
    if sum(role_fits(role, concept_type) for role in Role) == 1:
        return DEFAULT_ROLE[concept_type]
    model = load_model("roles")
    chances = model.probabilities([role_columns(concept_type, row)])[0]
    by_role = dict(zip(map(Role, model.classes), map(float, chances), strict=True))
    return max((role for role in by_role if role_fits(role, concept_type)), key=by_role.__getitem__)


def best_evidence(
    doc: Doc, places: Sequence[Occurrence], concept_type: ConceptType, role: Role
) -> int:
    """Return the index of the place whose own surroundings speak best for the role."""
    model = load_model("roles")
    if len(places) == 1 or role not in model.classes:
        return 0
    plan = layout(doc)
    rows = [
        role_columns(concept_type, columns(contexts(plan, [place])))
        for place in places[:_LOOKED_AT]
    ]
    return int(model.probabilities(rows)[:, model.classes.index(role)].argmax())
