"""Which concepts of a paper meet in a sentence: the places that relations are read from.

A sentence that says "our method" or does not name what it tells about speaks of what the paper
proposes, so the proposal meets every concept of such a sentence too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, permutations

from paperweft.extract.candidates import Occurrence
from paperweft.extract.document import Layout
from paperweft.extract.records import Sentence
from paperweft.extract.schema import (
    METHOD,
    METRIC,
    MODEL,
    ConceptType,
    Relation,
    Role,
    relation_fits,
)
from paperweft.extract.sentences import sentence_bounds

# A sentence of more is a list or no prose at all, and pairs grow with the square.
_MOST_PARTIES = 40
_MOST_PLACES = 20
_MOST_SENTENCES = 3  # of a pair
IMPLIED = "implied"
_KINDS = (
    "agent|algorithm|approach|architecture|benchmark|dataset|framework|method|model|network"
    "|pipeline|strategy|system|technique|work"
)
_SELF = re.compile(
    rf"\b(?:our|the proposed|this|the) (?:[a-z]+ )?(?:{_KINDS})s?\b|\bwe\b|\bit\b"
    "|本文|我们|该(?:方法|框架|模型|系统|算法|数据集|基准|策略|研究)|所提|提出的|论文|其"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A concept as relations see it: its type, role, places in the document and confidence."""

    type: ConceptType
    role: Role
    places: tuple[Occurrence, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """A sentence that holds two concepts; their places are the ones nearest to each other.

    Attributes:
        sentence: The sentence.
        head: The place of the one.
        tail: The place of the other.
        implied: One of them is not named, but the sentence speaks of it; its place is the word
            that does, or the empty beginning of the sentence.
    """

    sentence: Sentence
    head: Occurrence
    tail: Occurrence
    implied: bool

    @property
    def gap(self) -> int:
        """How many characters lie between the two."""
        return _gap(self.head, self.tail)


def _gap(head: Occurrence, tail: Occurrence) -> int:
    return max(head.start, tail.start) - min(head.end, tail.end)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two concepts that may be related.

    Attributes:
        head: The one.
        tail: The other.
        places: Where they meet, the nearest places first.
        proposal: Which party, one of them or not, is what the paper proposes before all else.
    """

    head: int
    tail: int
    places: tuple[Cooccurrence, ...]
    proposal: int | None


def proposal_of(parties: Sequence[Party]) -> int | None:
    """Return which party is what the paper proposes before all else, if there is one."""
    offered = [
        (party.type in {METHOD, MODEL}, party.confidence, -party.places[0].start, number)
        for number, party in enumerate(parties)
        if party.role is Role.PROPOSES and party.type is not METRIC
    ]
    return max(offered)[-1] if offered else None


def pairs_of(plan: Layout, parties: Sequence[Party]) -> list[Pair]:
    """Return every ordered pair of concepts that meet and that some relation fits."""
    proposal = proposal_of(parties)
    found: dict[tuple[int, int], list[Cooccurrence]] = {}
    for index, offset in enumerate(plan.starts):
        for start, end in sentence_bounds(plan.paper.passages[index].text):
            inside = _inside(parties, offset + start, offset + end)
            implied = bool(inside) and proposal not in inside
            if proposal is not None and implied:
                inside[proposal] = [_self(plan, offset + start, offset + end)]
            for head, tail in permutations(inside, 2):
                near = (
                    _nearest(inside[head], inside[tail])
                    if _fit(parties[head].type, parties[tail].type)
                    else None
                )
                if near:
                    unnamed = implied and proposal in (head, tail)
                    meeting = Cooccurrence(Sentence(index, start, end), *near, unnamed)
                    found.setdefault((head, tail), []).append(meeting)
    return [Pair(*ends, _best(places), proposal) for ends, places in sorted(found.items())]


@cache
def _fit(head: ConceptType, tail: ConceptType) -> bool:
    return any(relation_fits(head, relation, tail) for relation in Relation)


def _best(places: list[Cooccurrence]) -> tuple[Cooccurrence, ...]:
    places.sort(key=lambda place: (place.implied, place.gap))
    return tuple(places[:_MOST_SENTENCES])


def _self(plan: Layout, start: int, end: int) -> Occurrence:
    """Return where a sentence speaks of the paper's own work, its beginning if nowhere."""
    match = _SELF.search(plan.folded, start, end)
    place = match.span() if match else (start, start)
    return Occurrence(*place, ((IMPLIED, ""),))


def _inside(parties: Sequence[Party], start: int, end: int) -> dict[int, list[Occurrence]]:
    found = ((number, _between(party.places, start, end)) for number, party in enumerate(parties))
    return dict(islice(((number, places) for number, places in found if places), _MOST_PARTIES))


def _between(places: Sequence[Occurrence], start: int, end: int) -> list[Occurrence]:
    first = bisect_left(places, start, key=lambda place: place.start)
    return [place for place in places[first : first + _MOST_PLACES] if place.end <= end]


def _nearest(
    heads: Iterable[Occurrence], tails: Sequence[Occurrence]
) -> tuple[Occurrence, Occurrence] | None:
    """Return the two places with the least between them that do not overlap."""
    gaps = [
        (_gap(head, tail), head.start, tail.start, head, tail)
        for head in heads
        for tail in tails
        if head.end <= tail.start or tail.end <= head.start
    ]
    if not gaps:
        return None
    *_, head, tail = min(gaps, key=lambda gap: gap[:3])
    return head, tail
