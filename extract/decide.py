"""The deciding step: which candidates are concepts of the paper, of what type, in what role."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from paperweft.extract.candidates import Candidate, Occurrence
from paperweft.extract.document import layout
from paperweft.extract.features import Shadow, contexts, features
from paperweft.extract.linear import columns
from paperweft.extract.models import load_model
from paperweft.extract.schema import DEFAULT_ROLE, ConceptType, Role, role_fits

NONE = "none"
_LOOKED_AT = 8  # places of a concept that its evidence is chosen from
THRESHOLD = 0.28  # where the F1 on held-out papers is best, docs/benchmarks.md


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


def decide(doc: Doc, candidates: list[Candidate]) -> list[Decision]:
    """Keep the candidates that are concepts, in the order given.

    The confidence is the probability that the candidate is a concept of that type.
    """
    model = load_model("concepts")
    rows = candidate_columns(doc, candidates)
    none = model.classes.index(NONE)
    kept = []
    for candidate, row, chances in zip(candidates, rows, model.probabilities(rows), strict=True):
        if 1 - chances[none] < THRESHOLD:
            continue
        chances[none] = 0
        best = int(chances.argmax())
        concept_type = ConceptType(model.classes[best])
        role = choose_role(concept_type, row)
        evidence = best_evidence(doc, candidate.occurrences, concept_type, role)
        confidence = round(float(chances[best]), 4)
        kept.append(Decision(candidate, concept_type, role, confidence, evidence))
    return [decision for decision in kept if not _is_inside(decision, kept)]


def _is_inside(decision: Decision, kept: list[Decision]) -> bool:
    """Say whether every place of a concept lies inside a surer one's: half a name is no concept."""
    longer = [
        place
        for other in kept
        if other is not decision and other.confidence > decision.confidence
        for place in other.candidate.occurrences
    ]
    return all(
        any(
            place.start <= inner.start and inner.end <= place.end
            for place in longer
            if place.end - place.start > inner.end - inner.start
        )
        for inner in decision.candidate.occurrences
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
