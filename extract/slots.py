"""A sentence as a pattern: names and quantities become one character each.

`CIFAR-10上WeftNet的准确率为92.1%` is `DX上的MV` with the words between them, so that a rule is a
plain regular expression over `M` (metric), `D` (dataset), `X` (method or model), `V` (value),
`F` (from one value to another) and `R` (range). They are characters of the private use area.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from paperweft.extract.folding import fold_text
from paperweft.extract.numbers import Quantity, quantities, ranges
from paperweft.extract.records import Mention, PaperConcept
from paperweft.extract.schema import DATASET, METHOD, METRIC, MODEL

M, D, X, V, F, R = map(chr, range(0xE000, 0xE006))
_OTHER = chr(0xE006)  # a name of another type; numbers in it are no values
_MARKUP = re.compile(r"\\(?:text\w*|emph|math\w+)\b|[{}$\\]")
_ALL = M + D + X + V + F + R + _OTHER
_ANY = re.compile(f"[{_ALL}]")
_KINDS = {METRIC: M, DATASET: D, METHOD: X, MODEL: X}
_JOINED_BEFORE = re.compile(r"[A-Za-z0-9][-–+]$")
_JOINED_AFTER = re.compile(r"[-–][A-Za-z0-9]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_AND = r"(?:,? (?:and|or|&) | ?(?:、|和|与|及|以及|/) ?)"
_SAME = re.compile(rf"([{M}{D}{X}]) ?[(] ?\1 ?[)]")
_RANGE = re.compile(
    rf"(?:(?:rang|var)\w+ (?:from|between)|between) {V} (?:to|and) {V}"
    rf"|[从在由]{V}[至到~]{V}(?:之间|不等)"
)
_FROM_TO = re.compile(
    rf"(?:(?:from|从|由|自) ?{V}[^{_ALL},;。]{{0,12}}?(?:to|至|到|为|成)|{V} ?→) ?{V}"
)
_LOOSE_RANGE = re.compile(rf"{V} ?(?:to|至|到|~|~) ?{V}")
_LISTS = [re.compile(rf"{kind}(?:(?:, |{_AND}){kind})*{_AND}{kind}") for kind in (M, D, X, V)]
_METRIC_BEFORE = re.compile(rf"{M}[^{_ALL},;。]{{0,40}}$")
_METRIC_AFTER = re.compile(rf" ?的?(?:[a-z]+ ){{0,2}}{M}")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one character of a line stands for, at `text[start:end]` of the passage.

    Attributes:
        start: First code point.
        end: One past the last.
        concepts: Indices of the concepts named there, several in a list of names.
        values: The quantities there: several in a list, two in "from A to B".
    """

    start: int
    end: int
    concepts: tuple[int, ...] = ()
    values: tuple[Quantity, ...] = ()


Piece = tuple[str, Slot]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a passage, `text[start:end]`: the kind of slot that it is, and its concept."""

    start: int
    end: int
    kind: str
    concept: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with a character for each slot; slots stand in the order of the text."""

    text: str
    slots: tuple[Slot, ...]

    def places(self, kinds: str) -> Iterator[tuple[int, Slot]]:
        """Yield the slots of these kinds with their places in the text."""
        for match, slot in zip(_ANY.finditer(self.text), self.slots, strict=True):
            if match[0] in kinds:
                yield match.start(), slot


def names_in(text: str, passage: int, concepts: Sequence[PaperConcept]) -> list[Name]:
    """Return the names of a passage in order; of two that overlap the longer one."""
    found = [
        Name(mention.start, mention.end, _kind(text, concept, mention), index)
        for index, concept in enumerate(concepts)
        for mention in concept.mentions
        if mention.passage == passage
    ]
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start - n.end, n.start, n.concept)):
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _kind(text: str, concept: PaperConcept, mention: Mention) -> str:
    """Return the kind of slot; a part of a longer name (LoRA in LoRA-XL) speaks for nobody."""
    kind = _KINDS.get(concept.type, _OTHER)
    part = _JOINED_BEFORE.search(text, mention.start - 2 if mention.start > 1 else 0, mention.start)
    if kind in D + X and (part or _JOINED_AFTER.match(text, mention.end)):
        return _OTHER
    return kind


def lay_slots(text: str, start: int, end: int, names: Iterable[Name]) -> Line:
    """Return the sentence `text[start:end]` with its names and quantities as slots.

    A sentence without quantities is an empty line.
    """
    sentence = text[start:end]
    pieces = [
        (name.kind, Slot(name.start - start, name.end - start, concepts=(name.concept,)))
        for name in names
        if start <= name.start and name.end <= end
    ]
    named = [slot for _, slot in pieces]
    numbers = [(V, Slot(q.start, q.end, values=(q,))) for q in quantities(sentence)]
    if not numbers:
        return Line("", ())
    numbers += [(R, Slot(*bounds)) for bounds in ranges(sentence)]
    pieces += [(kind, slot) for kind, slot in numbers if not _overlaps(slot, named)]
    return _joined(_written(sentence, sorted(pieces, key=lambda piece: piece[1].start)))


def _overlaps(slot: Slot, others: Iterable[Slot]) -> bool:
    return any(slot.start < other.end and other.start < slot.end for other in others)


def _written(sentence: str, pieces: Iterable[Piece]) -> Line:
    folded = _PRIVATE.sub(" ", fold_text(sentence))
    text, slots, done = "", [], 0
    for kind, slot in pieces:
        text += _MARKUP.sub("", folded[done : slot.start]) + kind
        slots.append(slot)
        done = slot.end
    return Line(text + _MARKUP.sub("", folded[done:]), tuple(slots))


def _joined(line: Line) -> Line:
    line = _replaced(line, _SAME, lambda match, slots: _one_name(match[1], slots))
    line = _replaced(line, _RANGE, lambda _, slots: (R, _union(slots)))
    line = _replaced(line, _FROM_TO, lambda _, slots: (F, _union(slots)))
    line = _replaced(line, _LOOSE_RANGE, lambda _, slots: (R, _union(slots)))
    for pattern in _LISTS:
        line = _replaced(line, pattern, _list)
    return line


def _list(match: "re.Match[str]", slots: Sequence[Slot]) -> Piece | None:
    """Join a list; of "F1 of 92.1% and 88.3% recall" each value has a metric of its own."""
    text, kind = match.string, match[0][-1]
    if kind != V or not _METRIC_AFTER.match(text, match.end()):
        return kind, _union(slots)
    return None if _METRIC_BEFORE.search(text, 0, match.start()) else (kind, _union(slots))


def _one_name(kind: str, slots: Sequence[Slot]) -> Piece | None:
    one, other = slots
    same = one.concepts == other.concepts
    return (kind, Slot(one.start, other.end, one.concepts)) if same else None


def _union(slots: Sequence[Slot]) -> Slot:
    concepts = tuple(concept for slot in slots for concept in slot.concepts)
    values = tuple(value for slot in slots for value in slot.values)
    return Slot(slots[0].start, slots[-1].end, concepts, values)


def _replaced(
    line: Line,
    pattern: "re.Pattern[str]",
    make: Callable[["re.Match[str]", Sequence[Slot]], Piece | None],
) -> Line:
    """Return the line with one slot for each match that `make` makes one of."""
    text, slots, done, used = "", [], 0, 0
    for match in pattern.finditer(line.text):
        first = used + _count(line.text[done : match.start()])
        last = first + _count(match[0])
        piece = make(match, line.slots[first:last])
        if piece is None:
            continue
        text += line.text[done : match.start()] + piece[0]
        slots += [*line.slots[used:first], piece[1]]
        done, used = match.end(), last
    return Line(text + line.text[done:], (*slots, *line.slots[used:]))


def _count(text: str) -> int:
    return len(_ANY.findall(text))
