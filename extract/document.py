"""A paper as one spaCy document: its passages one below the other, offsets told both ways.

One document a paper lets a recognizer see all of it: an acronym spelled out in the abstract is
known in the title. A line break parts the passages, and no name crosses one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from paperweft.extract.folding import fold_text
from paperweft.extract.records import Hint, NameLink, Paper, Passage
from paperweft.extract.vocabulary import Vocabulary, cuts_a_word

MENTIONS = "mentions"
_KEY = "paperweft"


@dataclass(slots=True)
class Layout:
    """What a document knows about its paper beyond its text.

    Attributes:
        paper: The paper.
        text: The text of the document; spaCy's own `doc.text` joins its tokens at every call.
        starts: Where each passage begins in the document, in code points.
        folded: The folded text, offsets as in the document.
        links: Pairs of names of one thing that recognizers found evidence for.
        vocabulary: The names known beforehand.
        hints: What a language model was heard to say of the paper, where one was asked.
    """

    paper: Paper
    text: str
    starts: tuple[int, ...]
    folded: str
    links: list[NameLink]
    vocabulary: Vocabulary
    hints: tuple[Hint, ...] = ()

    def passage_at(self, position: int) -> int:
        """Return the index of the passage that a document offset lies in."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Return the document offsets of a passage."""
        start = self.starts[index]
        return start, start + len(self.paper.passages[index].text)


def text_of(paper: Paper) -> str:
    """Return the passages one below the other."""
    return "\n".join(passage.text for passage in paper.passages)


def lay_out(
    doc: Doc, paper: Paper, text: str, vocabulary: Vocabulary, hints: tuple[Hint, ...] = ()
) -> Doc:
    """Attach the paper, and what is known from outside, to the document of its text; returns it."""
    starts, position = [], 0
    for passage in paper.passages:
        starts.append(position)
        position += len(passage.text) + 1
    plan = Layout(paper, text, tuple(starts), fold_text(text), [], vocabulary, hints)
    doc.user_data[_KEY] = plan
    doc.spans[MENTIONS] = []
    return doc


def layout(doc: Doc) -> Layout:
    """Return what `lay_out` attached."""
    found: Layout = doc.user_data[_KEY]
    return found


def passages(doc: Doc) -> list[tuple[int, Passage]]:
    """Return each passage with its start in the document."""
    plan = layout(doc)
    return list(zip(plan.starts, plan.paper.passages, strict=True))


def places_of(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands in a text, exactly as written and cutting no word in two."""
    start = text.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        if not cuts_a_word(text, start, end):
            yield start, end
        start = text.find(name, end)


def propose(doc: Doc, start: int, end: int, rule: str, label: str = "") -> Span | None:
    """Add a mention to the document.

    Args:
        doc: The document.
        start: First code point in the document.
        end: One past the last.
        rule: Name of the recognizer.
        label: The concept type it believes in; empty where it cannot tell.

    Returns:
        The span, or None where the range cuts a token in two or holds a line break.
    """
    if layout(doc).text.find("\n", start, end) >= 0:
        return None
    span = doc.char_span(start, end, label=label, span_id=rule)
    if span is None:
        return None
    doc.spans[MENTIONS].append(span)
    return span
