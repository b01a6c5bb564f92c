"""Recognizers: each proposes mentions; one spaCy component a file, turned off by its name."""

PROPOSERS = ("labels", "lexicon", "acronyms", "titles", "shapes", "cues", "phrases")
"""Names of the recognizers that propose mentions, in the order they run."""

RECOGNIZERS = (*PROPOSERS, "tagger")
"""Names of all recognizers, in the order they run."""

OPTIONAL = {"llm": "by_llm", "gliner": "by_gliner"}
"""The recognizers that run when asked for, and their modules: none is named like a library."""
