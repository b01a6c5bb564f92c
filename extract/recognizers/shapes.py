"""Proposes names by their shape: GPT-4, DistilBERT, Llama2-70B, Octopus v4."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import passages, propose

NAME = "shapes"
# Capitals after the first letter, or a digit beside a letter; words may be joined by hyphens.
_JOINED = re.compile(r"[A-Za-z0-9]+(?:[-‐–.+/*][A-Za-z0-9]+)*\+*")
_SHAPE = re.compile(r"[A-Za-z0-9].*[A-Z]|[A-Za-z].*\d|\d.*[A-Za-z]")
# Not \b and \w: a Chinese character beside a name is a letter to them.
_VERSIONED = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z]+ "
    r"(?!(?:19|20)\d\d\b)"  # a year makes a venue
    r"(?:[vV]?\d+(?:\.\d+)*[BMK]?)(?![A-Za-z0-9_.%])"
)


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for every word that is written like a name."""
    for start, passage in passages(doc):
        for match in _JOINED.finditer(passage.text):
            if len(match[0]) > 1 and _SHAPE.match(match[0]):
                propose(doc, start + match.start(), start + match.end(), NAME)
        for match in _VERSIONED.finditer(passage.text):
            propose(doc, start + match.start(), start + match.end(), NAME)
    return doc
