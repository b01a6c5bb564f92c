"""Values as cells of the CSV that `neo4j-admin database import` reads, unchanged by any quoting.

https://neo4j.com/docs/operations-manual/current/import/ says what the header may say. Nothing is
done about formulas: a spreadsheet is not meant to open these files.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from paperweft.graph.elements import Element
from paperweft.graph.store_schema import (
    BOOLEANS,
    EDGE_LISTS,
    EDGE_NUMBERS,
    INTEGERS,
    LISTS,
    NUMBERS,
)

# Control characters that stand for separators, then those of the private use area.
_DELIMITERS = (0x1F, 0x1E, 0x1D, 0x1C, *range(0xE000, 0xF900))

_LISTS = {*EDGE_LISTS, *(name for names in LISTS.values() for name in names)}
_DOUBLES = {*EDGE_NUMBERS, *(name for names in NUMBERS.values() for name in names)}


def free_delimiter(elements: Iterable[Element]) -> str:
    """Return a character that stands in no list: the importer knows no way to quote one there."""
    values = (value for element in elements for value in element.properties.values())
    used = {char for value in values if isinstance(value, list) for item in value for char in item}
    return next(char for char in map(chr, _DELIMITERS) if char not in used)


def column_type(name: str) -> str:
    """Return the importer's word for the type of a property."""
    if name in _LISTS:
        return "string[]"
    if name in _DOUBLES:
        return "double"
    if name in INTEGERS:
        return "long"
    return "boolean" if name in BOOLEANS else "string"


def line(values: Iterable[Any], delimiter: str) -> str:
    """Return a line of a file with its line break."""
    return ",".join(_cells(values, delimiter)) + "\n"


def _cells(values: Iterable[Any], delimiter: str) -> Iterator[str]:
    for value in values:
        if value is None:
            yield ""  # without quotes, which would make it an empty text
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(value, int | float):
            yield repr(value)
        else:
            text = value if isinstance(value, str) else delimiter.join(value)
            yield '"' + text.replace('"', '""') + '"'
