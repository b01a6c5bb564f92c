import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import chinese, english, proposed, read

from paperweft.extract.document import layout
from paperweft.extract.recognizers.acronyms import definitions
from paperweft.extract.vocabulary import lexicon


def pairs(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*long)], text[slice(*short)]) for long, short in definitions(text, lexicon())
    ]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("We use weft attention network (WAN).", "weft attention network", "WAN"),
        ("on large language models (LLMs)", "large language models", "LLMs"),
        ("by Chain-of-Thought (CoT) prompting", "Chain-of-Thought", "CoT"),
        ("weft attention network（WAN）", "weft attention network", "WAN"),
        ("Looms: weft attention network ( WAN )", "weft attention network", "WAN"),
        ("我们提出了一种检索增强生成（RAG）框架", "检索增强生成", "RAG"),
        ("我們提出檢索增強生成（RAG）框架", "檢索增強生成", "RAG"),
        ("基于图神经网络(GNN)的方法", "图神经网络", "GNN"),
        ("在本文中，大型语言模型（LLMs）", "大型语言模型", "LLMs"),
        ("WAN (weft attention network) is", "weft attention network", "WAN"),
        ("采用WAN（纬线注意力网络）的方法", "纬线注意力网络", "WAN"),
    ],
)
def test_a_name_that_is_spelled_out_is_found(text: str, long: str, short: str) -> None:
    assert pairs(text) == [(long, short)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "in this year (2023) we wove",
        "many looms (e.g., Jacquard) weave",
        "as shown (see Figure 2)",
        "the loom (A)",
        "a weft (XYZ)",
        "（ABC）",
        "(ABC)",
        "今年（2023）我们",
        "weft, attention (WA",
        "we weave by hand (i.e., slowly)",
        "结果（p < 0.05）",
        "WAN (2023)",
        "🤖（ABC）",
    ],
)
def test_a_bracket_that_spells_out_nothing_is_left_alone(text: str) -> None:
    assert pairs(text) == []


def test_several_definitions_stand_in_one_sentence() -> None:
    text = "We join weft attention networks (WAN) and yarn memory units (YMU)."
    assert pairs(text) == [("weft attention networks", "WAN"), ("yarn memory units", "YMU")]


def test_long_form_and_acronym_are_proposed_and_linked() -> None:
    told = english("We use a weft attention network (WAN).")
    assert proposed(told, "acronyms") == ["weft attention network", "WAN"]
    (link,) = layout(read(told)).links
    assert (link.name, link.other, link.rule) == ("WAN", "weft attention network", "acronym")


def test_a_chinese_definition_is_linked_too() -> None:
    (link,) = layout(read(chinese("我们使用纬线网络（WN）。"))).links
    assert (link.name, link.other) == ("WN", "纬线网络")


@given(st.text(alphabet="abAB网络的 （(）)-,\n", max_size=60))
def test_ranges_lie_in_the_text_and_hold_no_blanks_at_their_ends(text: str) -> None:
    for (low, high), (first, last) in definitions(text, lexicon()):
        assert 0 <= low < high <= len(text)
        assert 0 <= first < last <= len(text)
        assert text[low:high].strip() == text[low:high]
        assert high <= first or last <= low


def test_thousands_of_brackets_take_no_long_time() -> None:
    text = "weft attention network (WAN) " * 3_400
    began = time.perf_counter()
    assert sum(1 for _ in definitions(text, lexicon())) == 3_400
    assert time.perf_counter() - began < 5
