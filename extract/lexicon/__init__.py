"""The lexicon: names of well-known concepts, written by the project, a TSV file an area."""
