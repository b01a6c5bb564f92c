"""Words that part phrases; the lists stand in text files beside the lexicon."""

import re
from functools import cache
from importlib import resources

# Single characters only where they hardly ever stand inside a word: 对 would cut 对比 in two.
_CHARACTERS = r"的|了(?!解)|在(?!线)(?<!潜在)|与(?<!参与)|将|把|被|其(?!他)|该|此|这"


@cache
def words_of(file_name: str) -> frozenset[str]:
    """Return the words of a list beside the lexicon: blank-separated, `#` begins a comment line."""
    text = (resources.files("paperweft.extract.lexicon") / file_name).read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def english_stopwords() -> frozenset[str]:
    """Return function words, and words too common to be part of a name, in lower case."""
    return words_of("stopwords_en.txt")


def generic_heads() -> tuple[str, ...]:
    """Return heads that a Chinese name is often also written without (方法, 框架 …), sorted."""
    return tuple(sorted(words_of("heads_zh.txt")))


@cache
def chinese_breaks() -> re.Pattern[str]:
    """Return the pattern of words that part Chinese phrases, longest first."""
    words = sorted(words_of("stopwords_zh.txt"), key=lambda word: (-len(word), word))
    return re.compile("|".join([*map(re.escape, words), _CHARACTERS]))
