"""Papers as an encoder's tagger reads them: parts of subwords, a label for each word.

A part is as many passages as fit into the encoder's window; one too long is cut between words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spans import Span
from subwords import END, Word, words_of
from tokenizers import Tokenizer

from paperweft.extract.schema import ConceptType

NO_LABEL = -100  # PyTorch's own sign for it
LABELS = ["", *(f"{sign}{kind}" for kind in ConceptType for sign in ("B ", "I "))]
_NUMBERS = {label: number for number, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True)
class Marked:
    """A word as an encoder reads it.

    Attributes:
        start: First code point in the paper's text.
        end: One past the last.
        place: Of its first subword in the part.
        label: Number of its label.
        opens: It is the first of its passage.
    """

    start: int
    end: int
    place: int
    label: int
    opens: bool


@dataclass(slots=True)
class Part:
    """Subwords that are read together, and the words they make."""

    tokens: list[int] = field(default_factory=list)
    words: list[Marked] = field(default_factory=list)


def read_parts(
    tokenizer: Tokenizer, text: str, spans: Sequence[Span], window: int
) -> Iterator[Part]:
    """Yield the parts of a paper's text, whose passages are its lines."""
    labels = label_words(spans)
    part, start = Part(), 0
    for line in text.split("\n"):
        words = list(words_of(tokenizer, line))
        length = sum(len(word.pieces) for word in words) + 1
        if part.tokens and len(part.tokens) + length > window:
            yield part
            part = Part()
        for number, word in enumerate(words):
            if part.tokens and len(part.tokens) + len(word.pieces) >= window:
                yield part
                part = Part()
            part.words.append(_mark(word, start, len(part.tokens), labels, opens=number == 0))
            part.tokens += word.pieces
        part.tokens.append(END)
        start += len(line) + 1
    if part.words:
        yield part


def _mark(word: Word, line: int, place: int, labels: dict[int, int], *, opens: bool) -> Marked:
    start = line + word.start
    return Marked(start, line + word.end, place, labels.get(start, 0), opens)


def label_words(spans: Sequence[Span]) -> dict[int, int]:
    """Return the label of a word that begins at each code point of the spans."""
    labels: dict[int, int] = {}
    for start, end, kind in spans:
        labels |= dict.fromkeys(range(start + 1, end), _NUMBERS[f"I {kind}"])
        labels[start] = _NUMBERS[f"B {kind}"]
    return labels


def to_spans(part: Part, labels: Sequence[int]) -> list[Span]:
    """Return the spans that labels, one a subword, say; a type that changes begins a new one."""
    spans: list[Span] = []
    before = ""
    for word in part.words:
        sign, _, kind = LABELS[labels[word.place]].partition(" ")
        if sign == "I" and kind == before and not word.opens:
            spans[-1] = (spans[-1][0], word.end, kind)
        elif kind:
            spans.append((word.start, word.end, kind))
        before = kind
    return spans
