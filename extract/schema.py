"""The schema: what kinds of nodes and edges there are, and which edge may join which nodes.

The one place that says so: stores, exports, queries and documentation are made from here.
"""

from dataclasses import dataclass
from enum import StrEnum


class ConceptType(StrEnum):
    """The five kinds of concepts; `docs/schema.md` has the borderline rules."""

    METHOD = "Method"
    MODEL = "Model"
    DATASET = "Dataset"
    TOPIC = "Topic"
    METRIC = "Metric"


class NodeLabel(StrEnum):
    """Labels of nodes other than concepts; every concept also carries CONCEPT."""

    PAPER = "Paper"
    CONCEPT = "Concept"
    AUTHOR = "Author"
    CATEGORY = "Category"
    RESULT = "Result"


class Role(StrEnum):
    """What a concept is to its paper; each role is one relation from paper to concept."""

    PROPOSES = "proposes"
    USES = "uses"
    COMPARES = "compares"
    EVALUATES_ON = "evaluates_on"
    TRAINS_ON = "trains_on"
    ADDRESSES = "addresses"
    REPORTS = "reports"


class Relation(StrEnum):
    """Relations between two concepts, in the spelling of paper records."""

    OUTPERFORMS = "outperforms"
    BASED_ON = "based_on"
    PART_OF = "part_of"
    USED_FOR = "used_for"
    EVALUATED_ON = "evaluated_on"
    TRAINED_ON = "trained_on"
    MEASURED_BY = "measured_by"


class Change(StrEnum):
    """Where a result is a difference: what the value of the metric does."""

    INCREASE = "increase"
    DECREASE = "decrease"


METHOD, MODEL, DATASET, TOPIC, METRIC = ConceptType
_NAMED = frozenset({METHOD, MODEL, DATASET, METRIC})
_ANY = frozenset(ConceptType)

ROLE_TYPES: dict[Role, frozenset[ConceptType]] = {
    Role.PROPOSES: _NAMED,
    Role.USES: _NAMED,
    Role.COMPARES: _NAMED,
    Role.EVALUATES_ON: frozenset({DATASET}),
    Role.TRAINS_ON: frozenset({DATASET}),
    Role.ADDRESSES: frozenset({TOPIC}),
    Role.REPORTS: frozenset({METRIC}),
}
"""The concept types that a role allows."""

DEFAULT_ROLE: dict[ConceptType, Role] = {
    METHOD: Role.USES,
    MODEL: Role.USES,
    DATASET: Role.EVALUATES_ON,
    TOPIC: Role.ADDRESSES,
    METRIC: Role.REPORTS,
}
"""The role of a concept when the text says nothing more exact."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The concept types that a relation allows at its head and at its tail."""

    head: frozenset[ConceptType]
    tail: frozenset[ConceptType]


RELATION_ENDS: dict[Relation, Ends] = {
    Relation.OUTPERFORMS: Ends(_ANY, _ANY),
    Relation.BASED_ON: Ends(_ANY, _ANY),
    Relation.PART_OF: Ends(_ANY, _ANY),
    Relation.USED_FOR: Ends(frozenset({METHOD, MODEL, DATASET}), frozenset({TOPIC})),
    Relation.EVALUATED_ON: Ends(frozenset({METHOD, MODEL}), frozenset({DATASET})),
    Relation.TRAINED_ON: Ends(frozenset({METHOD, MODEL}), frozenset({DATASET})),
    Relation.MEASURED_BY: Ends(_ANY, frozenset({METRIC})),
}
"""Domain and range of each relation between concepts."""

EDGE_TYPES: dict[Role | Relation, str] = {
    **{role: role.value.upper() for role in Role},
    Role.COMPARES: "COMPARES_WITH",
    **{relation: relation.value.upper() for relation in Relation},
}
"""The type of an edge in stores and exports."""

HAS_RESULT = "HAS_RESULT"
BY, ON, OF = "BY", "ON", "OF"

RESULT_TYPES: dict[str, frozenset[ConceptType]] = {
    BY: frozenset({METHOD, MODEL}),
    ON: frozenset({DATASET}),
    OF: frozenset({METRIC}),
}
"""The concept types that each edge of a result allows: whose value, on what, of which metric."""

RELATED_TO = "RELATED_TO"
AUTHORED_BY = "AUTHORED_BY"
IN_CATEGORY = "IN_CATEGORY"


def role_fits(role: Role, concept_type: ConceptType) -> bool:
    """Say whether a paper may have this role towards a concept of this type."""
    return concept_type in ROLE_TYPES[role]


def relation_fits(head: ConceptType, relation: Relation, tail: ConceptType) -> bool:
    """Say whether the relation may join concepts of these types."""
    ends = RELATION_ENDS[relation]
    return head in ends.head and tail in ends.tail
