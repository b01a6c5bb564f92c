"""Folding: the forms under which names and texts are compared; what is shown stays as written.

`fold_text` keeps every offset, so a match in the folded text is a match in the text as written.
`fold_name` is the identity of a name: two names with one fold are one name.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from paperweft.extract.spelling import singular, usual

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212_"


class _CharacterFolds(dict[int, str]):
    """A `str.translate` table that folds one character to one character, filled on demand."""

    def __missing__(self, code: int) -> str:
        self[code] = fold = _fold_character(chr(code))
        return fold


def _fold_character(character: str) -> str:
    if "\ud800" <= character <= "\udfff":  # a byte of the command line that is no text
        return character
    if character in _HYPHENS or character.isspace():
        return "\n" if character == "\n" else " "
    simple = unicodedata.normalize("NFKC", character)
    simple = simplify(simple).lower()
    return simple if len(simple) == 1 else character


def simplify(text: str) -> str:
    """Return the text with Traditional characters as Simplified ones, told by their words."""
    return _simplifier()(text)


@cache
def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


_FOLDS = _CharacterFolds()


def fold_text(text: str) -> str:
    """Fold case, width, hyphens and Traditional characters, one character to one.

    Returns:
        A string of the same length; hyphens and blanks are spaces, line breaks stay.
    """
    return text.translate(_FOLDS)


# A separator between two digits tells versions and sizes apart: Llama-2-7B, GPT-3.5.
_SEPARATORS = re.compile(r"(?<=\d)([^\w+#*]|_)(?=\d)")
_DROPPED = re.compile(r"[^\w+#*.\-]|_|(?<!\d)[.\-]|[.\-](?!\d)")
_END = re.compile(r"[^\w+#*]+$")  # before the plural is looked for
_ACCENTS = re.compile("[\u0300-\u036f]")


@cache
def fold_name(name: str) -> str:
    """Fold a name to its identity.

    Case, width, accents, script, spelling, blanks, hyphens, punctuation and the English plural
    fall away; digits, `+`, `#`, `*` and separators between digits stay: GPT-3 is not GPT-3.5.
    """
    plain = _END.sub("", unicodedata.normalize("NFKC", name).replace("×", "x"))
    if plain.isupper() and " " in plain:  # a title in capitals
        plain = plain.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", plain)))
    folded = usual(fold_text(singular(plain)).casefold())
    folded = _SEPARATORS.sub(lambda match: "." if match[1] == "." else "-", folded)
    return _DROPPED.sub("", folded)
