"""Proposes the digest's own labels as topics; compound labels are split by the readers."""

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import passages, propose
from paperweft.extract.schema import TOPIC

NAME = "labels"


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for every label."""
    for start, passage in passages(doc):
        if passage.field == "label":
            propose(doc, start, start + len(passage.text), NAME, TOPIC)
    return doc
