"""What spoke for and against a candidate, for a reader who wonders."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from paperweft.extract.decide import Judgement
from paperweft.extract.features import NONE, Shadow, features
from paperweft.extract.linear import LinearModel, columns
from paperweft.extract.models import load_model
from paperweft.extract.schema import ConceptType


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature of a candidate and what it adds to the log-odds of its being a concept."""

    feature: str
    weight: float


def reasons(doc: Doc, judgements: Sequence[Judgement]) -> list[list[Reason]]:
    """Return for each judgement what spoke for and against the likeliest type, strongest first.

    The features are the linear model's; the tagger's own reasons cannot be told in words.
    """
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
