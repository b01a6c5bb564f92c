"""The encoding of a source, told from its first bytes."""

import codecs
import re

from paperweft.extract.sources.characters import COMMON

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "big5hkscs")
_ENOUGH_COMMON = 0.35
_FEW_BAD = 0.02
_ODD_SHARE = 0.05
_ASCII = bytes(range(0x80))
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")


def detect(head: bytes) -> str | None:
    """Name the encoding of a text from its beginning; None if the bytes are no text.

    In order: a byte order mark; UTF-8, also with a few bad bytes; GB18030 or Big5, whichever gives
    the larger share of everyday characters (read as the other, a text becomes rare ones); else
    Western European.
    """
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        return None
    if _is_utf8(head):
        return "utf-8" if _is_text(head.decode("utf-8", "replace")) else None
    share, name = max((_common_share(head, name), name) for name in _CHINESE)
    if share < _ENOUGH_COMMON:
        name = "cp1252"
    return name if _is_text(head.decode(name, "replace")) else None


def _is_utf8(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond_ascii = len(head.translate(None, _ASCII))
    return bad <= 1 + beyond_ascii * _FEW_BAD and bad * 2 <= max(beyond_ascii, 1)


def _common_share(head: bytes, name: str) -> float:
    """The share of everyday characters among all that are not ASCII, 0 to 1."""
    text = [c for c in head.decode(name, "replace") if c > "\x7f"]
    return sum(1 for c in text if c in COMMON) / len(text) if text else 0.0


def _is_text(text: str) -> bool:
    return len(_ODD.findall(text)) <= len(text) * _ODD_SHARE + 1
