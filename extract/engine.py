"""The spaCy pipeline of recognizers: a paper in, its document with mentions out."""

from collections.abc import Collection
from importlib import import_module

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import lay_out, text_of
from paperweft.extract.errors import UsageError
from paperweft.extract.recognizers import RECOGNIZERS
from paperweft.extract.records import Paper
from paperweft.extract.tokenizer import MixedTokenizer


def make_engine(*, without: Collection[str] = ()) -> Language:
    """Return a pipeline of all recognizers but those named.

    Raises:
        UsageError: There is no recognizer of that name.
    """
    unknown = sorted(set(without) - set(RECOGNIZERS))
    if unknown:
        raise UsageError(f"no recognizer {unknown[0]!r}; there are {', '.join(RECOGNIZERS)}")
    engine = spacy.blank("xx")
    engine.tokenizer = MixedTokenizer(engine.vocab)
    for name in RECOGNIZERS:
        if name not in without:
            import_module(f"paperweft.extract.recognizers.{name}")
            engine.add_pipe(f"paperweft_{name}")
    return engine


def read_paper(engine: Language, paper: Paper) -> Doc:
    """Return the paper's document with the mentions that the recognizers propose."""
    text = text_of(paper)
    doc: Doc = engine.tokenizer(text)
    return engine(lay_out(doc, paper, text))
