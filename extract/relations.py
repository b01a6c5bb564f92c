"""Relations between the concepts of one paper, each read from one sentence that holds both."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, permutations

from spacy.tokens import Doc

from paperweft.extract.candidates import Occurrence
from paperweft.extract.document import layout, passages
from paperweft.extract.features import NONE, TOKEN, field_at
from paperweft.extract.folding import HAN
from paperweft.extract.linear import columns
from paperweft.extract.models import load_model
from paperweft.extract.records import PaperRelation, Sentence
from paperweft.extract.schema import ConceptType, Relation, Role, relation_fits
from paperweft.extract.sentences import sentence_bounds

THRESHOLD = 0.4
RULE = "pair"
_MOST = 12  # a reader states about ten relations of a paper
# A sentence of more is a list or no prose at all, and pairs grow with the square.
_MOST_PARTIES = 40
_MOST_PLACES = 20
_NEAR = 60  # characters beside a pair
_FAR = 400  # characters between the two
_SHIFTED = re.compile(f"[{HAN}]{{2}}")
_PIECES = re.compile(rf"[^\W{HAN}]{{2,}}|[{HAN}]{{2}}")


@dataclass(frozen=True, slots=True)
class Party:
    """A concept as relations see it: its type, its role and its places in the document."""

    type: ConceptType
    role: Role
    places: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two concepts in one sentence; their places are the ones nearest to each other."""

    head: int
    tail: int
    sentence: Sentence
    head_place: Occurrence
    tail_place: Occurrence


def find_relations(doc: Doc, parties: Sequence[Party]) -> tuple[PaperRelation, ...]:
    """Return the relations that the paper states, one a pair, ordered by head and tail."""
    model = load_model("relations")
    pairs = [pair for pair in pairs_of(doc, parties) if _possible(parties, pair)]
    rows = [columns(pair_features(doc, parties, pair)) for pair in pairs]
    best: dict[tuple[int, int], PaperRelation] = {}
    for pair, chances in zip(pairs, model.probabilities(rows), strict=True):
        by_name = dict(zip(model.classes, map(float, chances), strict=True))
        found = _likeliest(parties, pair, by_name)
        ends = min(pair.head, pair.tail), max(pair.head, pair.tail)
        rival = best.get(ends)
        if found and (rival is None or found.confidence > rival.confidence):
            best[ends] = found
    surest = sorted(best.values(), key=lambda r: (-r.confidence, r.head, r.tail))[:_MOST]
    return tuple(sorted(surest, key=lambda r: (r.head, r.tail, r.relation)))


def _likeliest(
    parties: Sequence[Party], pair: Pair, chances: dict[str, float]
) -> PaperRelation | None:
    none = chances.pop(NONE)
    head, tail = parties[pair.head].type, parties[pair.tail].type
    fitting = [name for name in chances if relation_fits(head, Relation(name), tail)]
    likely = sum(chances[name] for name in fitting)
    if likely / (likely + none) < THRESHOLD:
        return None
    name = max(fitting, key=chances.__getitem__)
    chance = round(chances[name] / (likely + none), 4)
    return PaperRelation(pair.head, Relation(name), pair.tail, pair.sentence, RULE, chance)


def _possible(parties: Sequence[Party], pair: Pair) -> bool:
    head, tail = parties[pair.head].type, parties[pair.tail].type
    return any(relation_fits(head, relation, tail) for relation in Relation)


def pairs_of(doc: Doc, parties: Sequence[Party]) -> Iterator[Pair]:
    """Yield every ordered pair of concepts for every sentence that holds both."""
    for index, (offset, passage) in enumerate(passages(doc)):
        for start, end in sentence_bounds(passage.text):
            inside = _inside(parties, offset + start, offset + end)
            for head, tail in permutations(inside, 2):
                places = _nearest(inside[head], inside[tail])
                if places:
                    yield Pair(head, tail, Sentence(index, start, end), *places)


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
        (max(head.start, tail.start) - min(head.end, tail.end), head.start, tail.start, head, tail)
        for head in heads
        for tail in tails
        if head.end <= tail.start or tail.end <= head.start
    ]
    if not gaps:
        return None
    *_, head, tail = min(gaps, key=lambda gap: gap[:3])
    return head, tail


def pair_features(doc: Doc, parties: Sequence[Party], pair: Pair) -> list[str]:
    """Return the features of a pair: types, roles, order, and the words around and between."""
    plan = layout(doc)
    head, tail = parties[pair.head], parties[pair.tail]
    first = pair.head_place.start < pair.tail_place.start
    low, high = sorted((pair.head_place, pair.tail_place), key=lambda place: place.start)
    offset = plan.starts[pair.sentence.passage]
    begin, end = offset + pair.sentence.start, offset + pair.sentence.end
    types = f"{head.type}-{tail.type}"
    between = plan.folded[low.end : high.start]
    found = [
        "bias",
        f"types={types}",
        f"roles={head.role}-{tail.role}-{types}",
        f"order={first}",
        f"order={first}:{types}",
        f"field={field_at(plan, pair.head_place.start)}",
        f"gap={min(len(between) // 8, 8)}",
        *(f"between={piece}" for piece in _pieces(between)),
        *(f"between={piece}:{first}:{types}" for piece in _pieces(between)),
        *_sides(plan.folded[max(begin, low.start - _NEAR) : low.start], "before", first, types),
        *_sides(plan.folded[high.end : min(end, high.end + _NEAR)], "after", first, types),
    ]
    if len(between) <= 20:
        found.append(f"exact={between}:{first}:{types}")
    return found


@lru_cache(maxsize=1 << 12)  # of two concepts either may be the head: the text is the same
def _pieces(text: str) -> list[str]:
    text = text[:_FAR]
    return sorted({*_PIECES.findall(text), *_SHIFTED.findall(text[1:])})[:24]


def _sides(text: str, side: str, first: bool, types: str) -> Iterator[str]:
    tokens = TOKEN.findall(text)
    near = tokens[-3:] if side == "before" else tokens[:3]
    yield from (f"{side}~{token}:{first}" for token in near)
    yield f"{side}={' '.join(near)}:{first}:{types}"
