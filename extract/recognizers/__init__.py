"""Recognizers: each proposes mentions; one spaCy component a file."""
