"""Papers with their concepts and relations as rows: gold, and what `paperweft extract` prints."""

from dataclasses import dataclass
from typing import Annotated

import msgspec

from paperweft.extract.rows import Row

RelationRow = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """The sentence that speaks for a concept."""

    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept of a paper; type and role may be any words and are compared as they are.

    Attributes:
        type: What kind of concept.
        names: Its names, the one to show first.
        role: What it is to the paper, if that is told.
        confidence: 0 to 1, of a prediction that tells it.
        rules: The recognizers that proposed it, of a prediction that tells them.
        evidence: The sentence that speaks for it, of a prediction that tells it.
    """

    type: str
    names: tuple[str, ...]
    role: str | None = None
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    rules: tuple[str, ...] = ()
    evidence: EvidenceRow | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper's concepts, and relations `(head, relation, tail)` between first names of them."""

    id: str
    concepts: tuple[ConceptRow, ...] = ()
    relations: tuple[RelationRow, ...] = ()


def paper_row(row: Row) -> PaperRow:
    """Return a row as a record.

    Raises:
        msgspec.ValidationError: It is no such row.
    """
    return msgspec.convert(row, PaperRow)
