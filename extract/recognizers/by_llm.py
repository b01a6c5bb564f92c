"""Proposes the names that a language model quoted from the paper, wherever they stand in it.

The model was asked before (extract/llm): what it said lies beside the document's text.
"""

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import layout, passages, places_of, propose

NAME = "llm"


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for every place of a quoted name."""
    for start, passage in passages(doc):
        for hint in layout(doc).hints:
            for first, last in places_of(passage.text, hint.name):
                propose(doc, start + first, start + last, NAME, hint.type)
    return doc
