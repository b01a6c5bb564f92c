"""The recognizers that need no more than a line each; acronyms have a file of their own."""

import pytest
from papers import chinese, english, paper, proposed

from paperweft.extract.recognizers import stopwords


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A loom called WeftNet weaves.", "WeftNet"),
        ("We propose WeftNet for looms.", "WeftNet"),
        ("Trained on the Yarn Corpus dataset.", "Yarn Corpus"),
        ("The Weft language model is small.", "Weft"),
    ],
)
def test_a_cue_points_at_the_english_name(text: str, name: str) -> None:
    assert name in " / ".join(proposed(english(text), "cues"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们提出名为WeftNet的框架。", "WeftNet"),
        ("在YarnSet数据集上评估。", "YarnSet"),
        ("我们称之为“纬线织机”。", "纬线织机"),
        ("發表《織機指南》一文。", "織機指南"),
    ],
)
def test_a_cue_points_at_the_chinese_name(text: str, name: str) -> None:
    assert name in proposed(chinese(text), "cues")


def test_the_name_before_the_colon_of_a_title_is_proposed() -> None:
    told = paper(1, "WeftNet: weaving at scale", title_zh="织网：大规模织布", abstract="Note: x")
    assert proposed(told, "titles") == ["WeftNet", "织网"]


@pytest.mark.parametrize(
    "title",
    ["No colon here", "One two three four five six seven: a sentence", "Colon at the end:", ": x"],
)
def test_a_title_without_a_named_part_proposes_none(title: str) -> None:
    assert proposed(paper(1, title), "titles") == []


@pytest.mark.parametrize("name", ["GPT-4", "DistilWeft", "Weft2-70B", "WeftNet++", "Octoloom v4"])
def test_what_is_shaped_like_a_name_is_proposed(name: str) -> None:
    assert name in proposed(english(f"we ran {name} today"), "shapes")
    assert name in proposed(chinese(f"我们用{name}织布"), "shapes")


def test_plain_words_and_numbers_are_not_shaped_like_names() -> None:
    assert proposed(english("We weave 42 looms in 2023."), "shapes") == []


def test_every_label_is_proposed_as_a_whole() -> None:
    assert proposed(paper(1, "Looms", labels=["weaving theory", "织布"]), "labels") == [
        "weaving theory",
        "织布",
    ]


def test_names_of_the_lexicon_are_proposed_in_both_scripts() -> None:
    told = paper(1, abstract="Knowledge graphs.", abstract_zh="知识图谱", abstract_hant="知識圖譜")
    names = proposed(told, "lexicon")
    assert {"Knowledge graphs", "知识图谱", "知識圖譜"} <= set(names)


def test_runs_of_content_words_are_proposed_and_their_parts() -> None:
    told = english("We study the woven yarn memory of looms.")
    assert "woven yarn memory" in proposed(told, "phrases")
    assert {"yarn memory", "woven yarn", "memory"} <= set(proposed(told, "phrase_parts"))


def test_function_words_part_chinese_phrases_and_generic_heads_fall_off() -> None:
    told = chinese("我们提出纬线织造方法的实现")
    assert "纬线织造方法" in proposed(told, "phrases")
    assert "纬线织造" in proposed(told, "phrase_parts")


def test_traditional_text_is_parted_like_simplified_text() -> None:
    told = paper(1, abstract_hant="我們提出緯線織造方法的實現")
    assert "緯線織造方法" in proposed(told, "phrases")


def test_word_lists_hold_no_comments_and_no_blanks() -> None:
    for words in (stopwords.english_stopwords(), stopwords.generic_heads()):
        assert words
        assert not any("#" in word or " " in word for word in words)
    assert "the" in stopwords.english_stopwords()
    assert stopwords.chinese_breaks().search("织机的") is not None


@pytest.mark.parametrize("text", ["", " ", "🤖", "\x00", "。。。", "((((", "::::", "《》", "a"])
def test_text_without_names_proposes_nothing_much_and_breaks_nothing(text: str) -> None:
    for rule in ("cues", "titles", "shapes", "lexicon", "acronyms"):
        assert proposed(paper(1, text, title_zh=text, abstract=text), rule) == []


def test_the_longest_chinese_names_that_have_a_translation_are_proposed() -> None:
    assert proposed(chinese("织机的心率很慢。"), "terms") == ["心率"]
    assert proposed(chinese("織機的黑盒攻擊很慢。"), "terms") == ["黑盒攻擊"]
    assert proposed(english("The heart rate is slow."), "terms") == []
