"""Reads a paper's tokens for the tagger, which looks at every candidate in its context.

It proposes nothing of its own: the other recognizers leave out hardly any concept, and what is
worth keeping is decided candidate by candidate.
"""

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.tokens import attach_tokens

NAME = "tagger"


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Attach the tokens; without them the deciding step does without the tagger."""
    attach_tokens(doc)
    return doc
