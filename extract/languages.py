"""The language of a passage, told from its characters."""

import re
from collections.abc import Iterable
from functools import cache

from paperweft.extract.records import Language

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]")
_ENOUGH = 2
_LATIN_PER_HAN = 4
_SAMPLE = 500
# Chinese prose on AI is full of English names, so a quarter of Han characters makes it Chinese.


def has_han(text: str) -> bool:
    """Say whether there is a Chinese character in the text."""
    return _HAN.search(text) is not None


def is_chinese(text: str) -> bool:
    """Say whether the text is Chinese with English names in it, not English with a Chinese one."""
    if text.isascii():
        return False
    text = text[:_SAMPLE]
    # Han characters take three bytes: where those beyond ASCII outnumber the rest, all is said.
    beyond = (len(text.encode("utf-8", "replace")) - len(text)) // 2
    if beyond * 2 > len(text):
        return has_han(text)
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if han < _ENOUGH:
        return han == 1 and latin == 0
    return han * _LATIN_PER_HAN >= latin


def chinese_script(texts: Iterable[str]) -> Language | None:
    """Tell Simplified from Traditional by the characters that only one of them has.

    Returns:
        None where as many speak for the one as for the other, as in `代理`.
    """
    characters = set().union(*(text[:_SAMPLE] for text in texts))
    only_simplified, only_traditional = _only()
    balance = len(characters & only_traditional) - len(characters & only_simplified)
    if balance == 0:
        return None
    return "zh-Hant" if balance > 0 else "zh-Hans"


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that OpenCC would change on the way to the other script."""
    from opencc import OpenCC

    every = [chr(code) for code in range(0x4E00, 0xA000)]
    joined = "\n".join(every)
    traditional = OpenCC("s2t").convert(joined).split("\n")
    simplified = OpenCC("t2s").convert(joined).split("\n")
    return (
        frozenset(a for a, b in zip(every, traditional, strict=True) if a != b),
        frozenset(a for a, b in zip(every, simplified, strict=True) if a != b),
    )
