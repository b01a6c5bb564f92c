"""Defaults that the commands and the Python interface share."""

DEFAULT_WORKSPACE = "paperweft-graph"
