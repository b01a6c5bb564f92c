"""What stores hold, made from the schema: labels, keys, edges, indexes; see `docs/schema.md`."""

from paperweft.extract.schema import (
    AUTHORED_BY,
    BY,
    EDGE_TYPES,
    HAS_RESULT,
    IN_CATEGORY,
    OF,
    ON,
    RELATED_TO,
    ConceptType,
    NodeLabel,
    Relation,
    Role,
)

PAPER, CONCEPT, AUTHOR, CATEGORY, RESULT = NodeLabel

KEYS: dict[str, str] = {
    PAPER: "id",
    CONCEPT: "id",
    AUTHOR: "name",
    CATEGORY: "name",
    RESULT: "id",
}
"""The property that tells nodes of a label apart; every store has a uniqueness constraint on it."""

LABELS: dict[str, tuple[str, ...]] = {
    PAPER: (PAPER,),
    **{kind: (CONCEPT, kind) for kind in ConceptType},
    AUTHOR: (AUTHOR,),
    CATEGORY: (CATEGORY,),
    RESULT: (RESULT,),
}
"""All labels of a node by its own; a concept's own label is its type."""

ENDS: dict[str, tuple[str, str]] = {
    **{EDGE_TYPES[role]: (PAPER, CONCEPT) for role in Role},
    **{EDGE_TYPES[relation]: (CONCEPT, CONCEPT) for relation in Relation},
    RELATED_TO: (PAPER, PAPER),
    AUTHORED_BY: (PAPER, AUTHOR),
    IN_CATEGORY: (PAPER, CATEGORY),
    HAS_RESULT: (PAPER, RESULT),
    OF: (RESULT, CONCEPT),
    ON: (RESULT, CONCEPT),
    BY: (RESULT, CONCEPT),
}
"""The labels at both ends of every type of edge."""

FOLDS = "folds"
"""The property with the folded names of a concept or titles of a paper, to look them up by."""

FINGERPRINT = "paperweft_fingerprint"
"""The property of every node and edge that tells its content; what has none is not paperweft's."""

HIDDEN = (FOLDS, FINGERPRINT)
"""Properties that are no news to who asks for a whole node or edge."""

LISTS: dict[str, tuple[str, ...]] = {
    PAPER: ("authors", "categories", "labels", FOLDS),
    CONCEPT: ("names", FOLDS),
}
"""The properties of nodes that are lists of strings."""

EDGE_LISTS = ("rules", "shared", "evidence_sentences", "evidence_papers")
"""The properties of edges that are lists of strings."""

NUMBERS: dict[str, tuple[str, ...]] = {RESULT: ("value", "baseline", "confidence")}
"""The properties of nodes that are floating-point numbers, be they whole."""

EDGE_NUMBERS = ("confidence", "score")
"""The properties of edges that are floating-point numbers, be they whole."""

INTEGERS = ("version", "papers", "passage", "start", "end", "mentions", "support", "position",
            FINGERPRINT)  # fmt: skip
"""The properties of nodes and edges that are integers of up to 64 bits."""

BOOLEANS = ("truncated",)
"""The properties of nodes that are true or false."""

FULL_TEXT: dict[str, tuple[str, tuple[str, ...]]] = {
    "concept_names": (CONCEPT, ("names",)),
    "paper_titles": (PAPER, ("title_en", "title_zh_hans", "title_zh_hant")),
}
"""Label and properties of every full-text index by its name."""


def key_of(label: str) -> str:
    """Return the property that tells nodes of a label, or of a concept type, apart."""
    return KEYS[LABELS[label][0] if label in LABELS else label]
