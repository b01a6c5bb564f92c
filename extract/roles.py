"""The role of a concept in its paper, and the place that speaks best for it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from paperweft.extract.candidates import Occurrence
from paperweft.extract.document import layout
from paperweft.extract.features import contexts
from paperweft.extract.linear import columns
from paperweft.extract.models import load_model
from paperweft.extract.schema import DEFAULT_ROLE, ConceptType, Role, role_fits

_LOOKED_AT = 8  # places of a concept that its evidence is chosen from


def role_columns(concept_type: ConceptType, row: Sequence[int]) -> list[int]:
    """Return the feature columns for the role of a candidate, from its own ones and its type."""
    return [*row, *columns([f"type={concept_type}"])]


def choose_role(concept_type: ConceptType, row: Sequence[int]) -> Role:
    """Return the likeliest role that the schema allows for the type."""
    if sum(role_fits(role, concept_type) for role in Role) == 1:
        return DEFAULT_ROLE[concept_type]
    model = load_model("roles")
    chances = model.probabilities([role_columns(concept_type, row)])[0]
    return likeliest_role(concept_type, model.classes, chances)


def likeliest_role(
    concept_type: ConceptType, roles: Sequence[str], scores: NDArray[np.float32]
) -> Role:
    """Return the role with the highest score among those that the schema allows for the type."""
    by_role = dict(zip(map(Role, roles), map(float, scores), strict=True))
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
