"""Papers that no one would write: the extractor answers, in time, with what stands there."""

import time
from collections.abc import Callable

import pytest
from papers import chinese, english, extractor, paper

from paperweft.extract.records import Paper

SENTENCE = "We propose WeftNet, a method for knowledge graphs, which beats GPT-4 on CIFAR-10. "
HANZI = "我们提出名为织网的方法，在知识图谱上优于GPT-4，准确率高3个百分点。"


def names(told: Paper) -> set[str]:
    found = extractor()(told)
    for concept in found.concepts:
        for mention in concept.mentions:
            text = told.passages[mention.passage].text[mention.start : mention.end]
            assert text in {form.text for form in concept.names}
    return {form.text for concept in found.concepts for form in concept.names}


@pytest.mark.parametrize("word", ["a", "GPT-4", "织", "🤖", "-", "\u0301", "\u200b", "\ufeff"])
@pytest.mark.parametrize("field", ["title", "abstract", "labels"])
def test_a_paper_of_one_word(word: str, field: str) -> None:
    told = paper(1, **{field: [word] if field == "labels" else word})  # type: ignore[arg-type]
    assert names(told) <= {word}


@pytest.mark.parametrize(
    "symbols",
    ["!@#$%^&*()[]{}<>|~`+=/\\\"';:,.?" * 9, "（）。，！？《》“”……——" * 9, "\n\t \u3000" * 9],
)
def test_a_paper_of_symbols_has_no_concepts(symbols: str) -> None:
    assert names(english(symbols)) == set()
    assert names(chinese(symbols)) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We use 知识graph增强GPT-4模型 here.", "GPT-4"),
        ("Gрoк (Cyrillic р, о) beside GPT-4, and ＧＰＴ wide.", "GPT-4"),
        ("🤖GPT-4🤖 and 👩‍🔬CIFAR-10👩‍🔬", "GPT-4"),
        ("Cafe\u0301 W\u0308eft, then GPT-4 on CIFAR-10.", "GPT-4"),
        ("שלום GPT-4 \u202eover\u202c عالم", "GPT-4"),
        ("A zero\u200bwidth we\u200dft, then GPT-4.", "GPT-4"),
        ("\x00\x1b[31m GPT-4 \x07", "GPT-4"),
    ],
)
def test_a_name_is_found_among_odd_characters(text: str, name: str) -> None:
    assert name in names(english(f"We evaluate the language model. {text}"))


def repeated(text: str) -> Callable[[int], Paper]:
    return lambda size: english((text * (size // len(text) + 1))[:size])


LONG: dict[str, Callable[[int], Paper]] = {
    "sentences": repeated(SENTENCE),
    "Chinese sentences": lambda size: chinese((HANZI * (size // len(HANZI) + 1))[:size]),
    "one word": lambda size: english("a" * size),
    "one Chinese word": lambda size: chinese("图" * size),
    "mixed scripts": lambda size: chinese("图a1-" * (size // 4)),
    "brackets": repeated("weft attention networks (WAN) "),
    "open brackets": lambda size: english("(" * size),
    "other names": lambda size: english(" ".join(f"Weft{i}" for i in range(size // 9))),
    "slashes": repeated("a/B"),
    "combining marks": lambda size: english("e" + "\u0301" * size),
    "a title": lambda size: paper(1, (SENTENCE * (size // len(SENTENCE) + 1))[:size]),
}


@pytest.mark.parametrize("kind", LONG)
def test_a_paper_of_100000_characters_takes_time_by_its_length(kind: str) -> None:
    short, long = (_seconds(LONG[kind](size)) for size in (25_000, 100_000))
    assert long < 60
    assert long < 10 * short + 0.5  # four times the text; sixteen times would be the square


def _seconds(told: Paper) -> float:
    extract = extractor()
    began = time.process_time()
    extract(told)
    return time.process_time() - began
