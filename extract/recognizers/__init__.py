"""Recognizers: each proposes mentions; one spaCy component a file, turned off by its name."""

RECOGNIZERS = ("labels", "lexicon", "acronyms", "titles", "shapes", "cues", "phrases")
"""Names of all recognizers, in the order they run."""
