"""Proposes the name before the colon of a title: `PuzzleBench: Can models …`."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import passages, propose

NAME = "titles"
_NAMED = re.compile(r"\s*([^:：\s][^:：]{1,59}?)\s*[:：]\s*\S")
_MOST_WORDS = 6


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for the named part of each title."""
    for start, passage in passages(doc):
        match = _NAMED.match(passage.text) if passage.field == "title" else None
        if match and len(match[1].split()) <= _MOST_WORDS:
            propose(doc, start + match.start(1), start + match.end(1), NAME)
    return doc
