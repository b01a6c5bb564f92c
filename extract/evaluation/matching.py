"""Which predicted concept is which gold concept of one paper, and which relations are right.

The convention of the annotated papers: two concepts are one if they share a name but for case,
width, script, punctuation and an English plural; each is matched once, in the order written.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from paperweft.extract.evaluation.paper_rows import ConceptRow, PaperRow, RelationRow
from paperweft.extract.folding import simplify


class Level(StrEnum):
    """How much of a finding has to be right."""

    NAMES = "names"
    CONCEPTS = "concepts"
    EDGES = "edges"
    RELATIONS = "relations"


Pairs = Mapping[int, int]
"""Indices of gold concepts to indices of the predicted concepts that they are matched with."""

Agree = Callable[[ConceptRow, ConceptRow], bool]

_AGREE: dict[Level, Agree] = {
    Level.NAMES: lambda _gold, _predicted: True,
    Level.CONCEPTS: lambda gold, predicted: gold.type == predicted.type,
    Level.EDGES: lambda gold, predicted: (
        gold.type == predicted.type and gold.role == predicted.role
    ),
}

_KEPT = re.compile(r"[^\W_]|[+#*]")
_PLURAL = re.compile(r"(?<=[a-z]{2}[a-rt-z])s$")


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation: the label of a gold concept, or a name that is none of them."""

    known: bool
    name: str


Stated = tuple[End, str, End]


@dataclass(frozen=True, slots=True)
class PaperMatch:
    """What was predicted of one paper, matched with its gold.

    Attributes:
        gold: What annotators found.
        predicted: What was predicted.
        pairs: The concepts that are matched: by a shared name (`names`), by name and type
            (`concepts`), by name, type and role (`edges`).
        gold_relations: The relations of the gold.
        predicted_relations: The predicted ones, ends told by the labels of the gold where known.
    """

    gold: PaperRow
    predicted: PaperRow
    pairs: Mapping[Level, Pairs]
    gold_relations: frozenset[Stated]
    predicted_relations: frozenset[Stated]


@lru_cache(maxsize=1 << 16)
def match_key(name: str) -> str:
    """Fold a name for comparison with gold; empty if nothing of it is a letter, digit, +, # or *.

    Looser than `fold_name`, which tells GPT-3.5 from GPT-35.
    """
    whole = name.encode("utf-8", "ignore").decode()  # JSON can hold half a character
    plain = unicodedata.normalize("NFKC", simplify(whole)).casefold()
    return _PLURAL.sub("", "".join(_KEPT.findall(plain)))


def match_keys(concept: ConceptRow) -> frozenset[str]:
    """Return the folded names of a concept."""
    return frozenset(map(match_key, concept.names)) - {""}


def match_paper(gold: PaperRow, predicted: PaperRow) -> PaperMatch:
    """Match what was predicted of a paper with its gold."""
    pairs = {level: _pair(gold, predicted, agree) for level, agree in _AGREE.items()}
    labels = _labels(gold, predicted, pairs[Level.NAMES])
    return PaperMatch(
        gold,
        predicted,
        pairs,
        frozenset((End(True, head), kind, End(True, tail)) for head, kind, tail in gold.relations),
        frozenset(_stated(relation, labels) for relation in predicted.relations),
    )


def _pair(gold: PaperRow, predicted: PaperRow, agree: Agree) -> Pairs:
    """Match each gold concept with the first free predicted one that shares a name and agrees."""
    free = [(number, other, match_keys(other)) for number, other in enumerate(predicted.concepts)]
    pairs: dict[int, int] = {}
    for number, concept in enumerate(gold.concepts):
        keys = match_keys(concept)
        for place, (other_number, other, other_keys) in enumerate(free):
            if keys & other_keys and agree(concept, other):
                pairs[number] = other_number
                del free[place]
                break
    return pairs


def _labels(gold: PaperRow, predicted: PaperRow, pairs: Pairs) -> dict[str, str]:
    """Return the label of the gold concept for each folded name of the one matched with it."""
    return {
        match_key(name): gold.concepts[mine].names[0]
        for mine, other in pairs.items()
        for name in predicted.concepts[other].names
    }


def _stated(relation: RelationRow, labels: Mapping[str, str]) -> Stated:
    head, kind, tail = relation
    return _end(head, labels), kind, _end(tail, labels)


def _end(name: str, labels: Mapping[str, str]) -> End:
    label = labels.get(match_key(name))
    return End(False, name) if label is None else End(True, label)
