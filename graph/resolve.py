"""Resolution: the extractions of all papers become one graph."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paperweft.extract.records import Extraction, PaperConcept
from paperweft.extract.schema import (
    DEFAULT_ROLE,
    ConceptType,
    Relation,
    Role,
    relation_fits,
    role_fits,
)
from paperweft.graph.coined import agreed
from paperweft.graph.homonyms import Place, settle
from paperweft.graph.identity import Evidence, Identity, Key, entry_of, group_of, identify, keys_of
from paperweft.graph.labels import Labels, choose_labels, concept_ids

log = logging.getLogger(__name__)

_STRENGTH = list(Role)
"""Of several roles towards one concept the strongest holds; the schema lists them so."""


@dataclass(frozen=True)
class ResolvedConcept:
    """One concept of the graph and where the papers speak of it."""

    id: str
    type: ConceptType
    labels: Labels
    key: Key
    places: tuple[Place, ...]


@dataclass(frozen=True)
class PaperLink:
    """A paper's one edge to a concept: its role and the concepts of the paper that became it."""

    paper: int
    concept_id: str
    role: Role
    parts: tuple[PaperConcept, ...]


@dataclass(frozen=True)
class Statement:
    """A relation as one paper states it, between concepts of the graph."""

    head: str
    relation: Relation
    tail: str
    paper: int
    relation_index: int


@dataclass(frozen=True)
class Resolution:
    """Everything the tables are made of; `settled` is what company said of homonyms."""

    extractions: tuple[Extraction, ...]
    concepts: tuple[ResolvedConcept, ...]
    links: tuple[PaperLink, ...]
    statements: tuple[Statement, ...]
    identity: Identity
    settled: tuple[Evidence, ...]


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """Join the concepts of all papers; a pure function of the set of extractions.

    Args:
        extractions: One a paper, in any order.
    """
    papers = tuple(sorted(extractions, key=lambda extraction: extraction.paper.id))
    identity = identify(papers)
    keys = {
        Place(number, index): identity.of(concept)
        for number, extraction in enumerate(papers)
        for index, concept in enumerate(extraction.concepts)
    }
    keys = agreed(papers, keys)
    settled = dict(settle(papers, keys, identity))
    places: dict[Key, list[Place]] = defaultdict(list)
    for place, key in keys.items():
        places[settled[place].other if place in settled else key].append(place)
    concepts = _concepts(papers, places, identity)
    ids = {place: concept.id for concept in concepts for place in concept.places}
    types = {concept.id: concept.type for concept in concepts}
    links = tuple(_links(papers, ids, types))
    statements = tuple(_statements(papers, ids, types))
    return Resolution(papers, concepts, links, statements, identity, tuple(settled.values()))


def _concepts(
    papers: tuple[Extraction, ...], places: dict[Key, list[Place]], identity: Identity
) -> tuple[ResolvedConcept, ...]:
    keys = sorted(places)
    parts = {key: [papers[p.paper].concepts[p.concept] for p in places[key]] for key in keys}
    types = {key: _type(key, parts[key]) for key in keys}
    labels = {
        key: choose_labels(parts[key], _entry_label(identity, key, parts[key])) for key in keys
    }
    ids = concept_ids({key: (types[key], labels[key]) for key in keys})
    found = (
        ResolvedConcept(ids[key], types[key], labels[key], key, tuple(places[key])) for key in keys
    )
    return tuple(sorted(found, key=lambda concept: concept.id))


def _type(key: Key, parts: list[PaperConcept]) -> ConceptType:
    """Return the type that confidence speaks most for, of those of the key's group if any is."""
    fitting = [part for part in parts if group_of(part.type) == key[0]] or parts
    votes: Counter[ConceptType] = Counter()
    for part in fitting:
        votes[part.type] += round(part.confidence * 10_000)  # whole numbers add up in any order
    return max(sorted(votes), key=votes.__getitem__)


def _entry_label(identity: Identity, key: Key, parts: list[PaperConcept]) -> str | None:
    """Return the lexicon's label, of the names that were joined: a paper's LDP may be its own."""
    names = {name for part in parts for name in keys_of(part) if identity.sets.find(name) == key}
    entries = {entry for name in names if (entry := entry_of(*name))}
    return min(entry.label for entry in entries) if len(entries) == 1 else None


def _links(
    papers: tuple[Extraction, ...], ids: dict[Place, str], types: dict[str, ConceptType]
) -> Iterator[PaperLink]:
    for number, extraction in enumerate(papers):
        parts: dict[str, list[PaperConcept]] = defaultdict(list)
        for index, concept in enumerate(extraction.concepts):
            parts[ids[Place(number, index)]].append(concept)
        for concept_id in sorted(parts):
            roles = [_fitting(part.role, types[concept_id]) for part in parts[concept_id]]
            role = min(roles, key=_STRENGTH.index)
            yield PaperLink(number, concept_id, role, tuple(parts[concept_id]))


def _fitting(role: Role, concept_type: ConceptType) -> Role:
    """Return the role, or the type's usual one where all papers together changed the type."""
    return role if role_fits(role, concept_type) else DEFAULT_ROLE[concept_type]


def _statements(
    papers: tuple[Extraction, ...], ids: dict[Place, str], types: dict[str, ConceptType]
) -> Iterator[Statement]:
    for number, extraction in enumerate(papers):
        for index, stated in enumerate(extraction.relations):
            head, tail = ids[Place(number, stated.head)], ids[Place(number, stated.tail)]
            if head == tail:
                continue
            if relation_fits(types[head], stated.relation, types[tail]):
                yield Statement(head, stated.relation, tail, number, index)
            else:
                log.info(
                    "no edge %s %s %s from %s: the schema allows none from %s to %s",
                    head, stated.relation, tail, extraction.paper.id, types[head], types[tail],
                )  # fmt: skip
