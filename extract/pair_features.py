"""What the relations' classifier sees of a pair of concepts: features of every place they meet."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from paperweft.extract.cooccurrences import IMPLIED, Cooccurrence, Pair, Party
from paperweft.extract.document import Layout
from paperweft.extract.features import TOKEN, field_at
from paperweft.extract.folding import HAN

_NEAR = 60  # characters beside a pair
_FAR = 400  # characters between the two
_CLOSE = 20  # characters between the two that are looked at as they are
_SHIFTED = re.compile(f"[{HAN}]{{2}}")
_PIECES = re.compile(rf"[^\W{HAN}]{{2,}}|[{HAN}]{{2}}")


def pair_features(plan: Layout, parties: Sequence[Party], pair: Pair) -> list[str]:
    """Return the features of a pair: who they are, then the words where they meet."""
    types = f"{parties[pair.head].type}-{parties[pair.tail].type}"
    found = ["bias", f"types={types}"]
    found += _who(plan, parties, pair, types)
    for place in pair.places:
        found += place_features(plan, place, types)
    return found


def _who(plan: Layout, parties: Sequence[Party], pair: Pair, types: str) -> Iterator[str]:
    head, tail = parties[pair.head], parties[pair.tail]
    roles = f"{head.role}-{tail.role}"
    main = f"{pair.head == pair.proposal}{pair.tail == pair.proposal}"
    named = sum(not place.implied for place in pair.places)
    yield f"roles={roles}-{types}"
    yield from (f"main={main}:{what}" for what in (types, roles, f"{types}:{roles}"))
    yield f"named={named}:{types}"
    yield f"places={len(pair.places)}:{named}"
    yield f"sure={int(head.confidence * 5)}"
    yield f"sure-tail={int(tail.confidence * 5)}"
    yield f"parties={min(len(parties) // 4, 8)}:{main}"
    titles = f"{_in_title(plan, head)}{_in_title(plan, tail)}"
    yield f"title={titles}:{types}"
    yield from _names(_name(plan, head), _name(plan, tail), types)


def _names(head: str, tail: str, types: str) -> Iterator[str]:
    for side, name in (("head", head), ("tail", tail)):
        yield f"{side}={name}"
        yield f"{side}={name}:{types}"
        yield f"{side}-word={name.split()[-1] if name.split() else name}:{types}"
    if head in tail or tail in head:
        yield f"inside={head in tail}:{types}"


def _name(plan: Layout, party: Party) -> str:
    return plan.folded[party.places[0].start : party.places[0].end]


def _in_title(plan: Layout, party: Party) -> bool:
    return plan.paper.passages[plan.passage_at(party.places[0].start)].field == "title"


def place_features(plan: Layout, place: Cooccurrence, types: str) -> list[str]:
    """Return the features of one place: order, distance, the words around and between."""
    first = place.head.start < place.tail.start
    low, high = sorted((place.head, place.tail), key=lambda one: one.start)
    offset = plan.starts[place.sentence.passage]
    begin, end = offset + place.sentence.start, offset + place.sentence.end
    between = plan.folded[low.end : high.start]
    found = [
        f"order={first}:{types}",
        f"field={field_at(plan, begin)}",
        f"gap={min(len(between) // 8, 8)}",
        *(f"between={piece}" for piece in _pieces(between)),
        *(f"between={piece}:{first}:{types}" for piece in _pieces(between)),
        *_sides(plan.folded[max(begin, low.start - _NEAR) : low.start], "before", first, types),
        *_sides(plan.folded[high.end : min(end, high.end + _NEAR)], "after", first, types),
    ]
    if not place.implied:
        return [*found, f"exact={between}:{first}:{types}"] if len(between) <= _CLOSE else found
    unnamed = place.head if place.head.rules[0][0] == IMPLIED else place.tail
    told = f"implied={unnamed.end > unnamed.start}:{types}:{first}"
    return [told, *(f"!{feature}" for feature in found)]


@lru_cache(maxsize=1 << 12)  # of two concepts either may be the head: the text is the same
def _pieces(text: str) -> list[str]:
    text = text[:_FAR]
    return sorted({*_PIECES.findall(text), *_SHIFTED.findall(text[1:])})[:24]


def _sides(text: str, side: str, first: bool, types: str) -> Iterator[str]:
    tokens = TOKEN.findall(text)
    near = tokens[-3:] if side == "before" else tokens[:3]
    yield from (f"{side}~{token}:{first}" for token in near)
    yield f"{side}={' '.join(near)}:{first}:{types}"
