r"""Values as literals of Cypher, for statements that stand in a file and so take no parameters.

Escapes are those of https://neo4j.com/docs/cypher-manual/current/syntax/expressions/. Cypher 5
reads `\uXXXX` before all else, so `\u0027` would end a string: it is written for characters that
end nothing, and a backslash of the text is always doubled.
"""

import math
import re

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Besides backslash and quote: what would break a line of the script, or show it otherwise.
_SPECIAL = re.compile(
    "[\\\\'\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
)
_KEY = re.compile("[A-Za-z][A-Za-z0-9_]*")
_INTEGERS = range(-(2**63), 2**63)


def literal(value: object) -> str:
    """Return a value as Cypher, in one line, that gives this value and does nothing else.

    Raises:
        ValueError: It is an integer of more than 64 bits, or a key of a map is no plain name.
        TypeError: Cypher has nothing like it.
    """
    if isinstance(value, str):
        return f"'{_SPECIAL.sub(_escaped, value)}'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key(name)}: {literal(of)}' for name, of in value.items())}}}"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, int):
        return _integer(value)
    if value is None:
        return "null"
    raise TypeError(f"Cypher has no literal for a {type(value).__name__}")


def key(name: str) -> str:
    """Return a name as the key of a map.

    Raises:
        ValueError: It would have to be quoted, which no property of the schema needs.
    """
    if not _KEY.fullmatch(name):
        raise ValueError(f"no plain name for a key: {name!r}")
    return name


def _integer(value: int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value not in _INTEGERS:
        raise ValueError(f"an integer of Cypher has 64 bits: {value}")
    return str(value)


def _float(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value)  # always with a point or an exponent: 2.0 stays a float


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"
