"""The spaCy pipeline of recognizers: a paper in, its document with mentions out."""

from collections.abc import Collection, Mapping
from importlib import import_module
from types import MappingProxyType

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import lay_out, text_of
from paperweft.extract.recognizers import OPTIONAL, RECOGNIZERS, check_names
from paperweft.extract.records import Hint, Paper
from paperweft.extract.tokenizer import MixedTokenizer
from paperweft.extract.vocabulary import Vocabulary, lexicon

_NONE: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def make_engine(
    *, without: Collection[str] = (), optional: Mapping[str, Mapping[str, str]] = _NONE
) -> Language:
    """Return a pipeline of all recognizers but those named.

    Args:
        without: Names of recognizers to leave out.
        optional: Names of optional recognizers to run after them, each with its configuration.

    Raises:
        UsageError: There is no recognizer of that name, or an optional one lacks something.
    """
    check_names({*without, *optional}, (*RECOGNIZERS, *OPTIONAL))
    engine = spacy.blank("xx")
    engine.tokenizer = MixedTokenizer(engine.vocab)
    for name in RECOGNIZERS:
        if name not in without:
            import_module(f"paperweft.extract.recognizers.{name}")
            engine.add_pipe(f"paperweft_{name}")
    for name, module in OPTIONAL.items():
        if name in optional and name not in without:
            import_module(f"paperweft.extract.recognizers.{module}")
            engine.add_pipe(f"paperweft_{name}", config=dict(optional[name]))
    return engine


def read_paper(
    engine: Language,
    paper: Paper,
    hints: tuple[Hint, ...] = (),
    *,
    vocabulary: Vocabulary | None = None,
) -> Doc:
    """Return the paper's document with the mentions that the recognizers propose.

    Args:
        engine: The pipeline.
        paper: The paper.
        hints: What a language model says of it, for the recognizer `llm`.
        vocabulary: The names known beforehand; the project's lexicon if None.
    """
    text = text_of(paper)
    doc: Doc = engine.tokenizer(text)
    return engine(lay_out(doc, paper, text, vocabulary or lexicon(), hints))
