"""Values of JSON records, whatever type they came in."""

import re

# Whitespace is collapsed before these are used: runs of it would cost quadratic time.
_SEMICOLON = re.compile(r" ?; ?")
_BETWEEN_NAMES = re.compile(r" ?[,、，] ?(?:and )?| and ")
_AFFILIATION = re.compile(r" ?\([^()]{0,500}\)")


def string(value: object) -> str:
    """Give a text, or a number as text; anything else is no text and empty."""
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode()  # JSON can hold half a character
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def strings(value: object) -> tuple[str, ...]:
    """Give a list of texts; a single text counts as a list of one."""
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(text for text in map(string, items) if text.strip())


def integer(value: object) -> int | None:
    """Give a whole number, or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def names(text: str) -> tuple[str, ...]:
    """Split a line of authors: `A. One, B. Two and C. Three (Some Lab)`."""
    text = _AFFILIATION.sub("", " ".join(text.split()))
    between = _SEMICOLON if ";" in text else _BETWEEN_NAMES
    return tuple(part for part in between.split(text) if part)
