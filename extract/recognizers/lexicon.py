"""Proposes names of the lexicon; names of one entry are names of one concept."""

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import layout, propose

NAME = "lexicon"
WEAK = "lexicon_acronym"


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for every lexicon name in the document."""
    plan = layout(doc)
    for hit in plan.vocabulary.find(plan.text, plan.folded):
        propose(doc, hit.start, hit.end, WEAK if hit.weak else NAME, hit.entry.type)
    return doc
