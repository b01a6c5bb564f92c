import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperweft.extract.arxiv import ArxivId
from paperweft.extract.fields import (
    clean,
    fold_title,
    is_truncated,
    strip_abstract,
    strip_title,
    title_id,
)


@pytest.mark.parametrize(
    ("written", "bare", "version", "kind"),
    [
        ("A Loom. (arXiv:2413.00800v2 [cs.LG] UPDATED)", "A Loom", 2, "replace"),
        ("A Loom. (arXiv:2413.00800v1 [cs.LG])", "A Loom", 1, None),
        ("A Loom? (arXiv:2413.00800v1 [cs.LG] CROSS LISTED)", "A Loom?", 1, "cross"),
        ("织机（arXiv：2413.00800v3 [cs.LG] 已更新）", "织机", 3, "replace"),
        ("织机。（翻译自arXiv:2413.00800v3 [cs.LG]更新版）", "织机", 3, "replace"),
        ("对织机的评论 (arXiv:2413.00800v1 [cs.LG])的纠正", "对织机的评论的纠正", 1, None),
        ("Loom. (arXiv:2413.00800v1 [cs.LG]) 该标题已翻译：织机。", "织机", 1, None),
    ],
)
def test_the_suffix_of_a_listing_is_taken_off_a_title(
    written: str, bare: str, version: int, kind: str | None
) -> None:
    title, listing = strip_title(written)
    assert title == bare
    assert listing.id == ArxivId("2413.00800", version)
    assert listing.categories == ("cs.LG",)
    assert listing.announce_type == kind


def test_a_title_about_arxiv_stays_as_it_is() -> None:
    title = "What arXiv:2413.00800 Gets Wrong (and Right) About Looms"
    assert strip_title(title)[0] == title


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("arXiv:2413.14874v1 Announce Type: cross  Abstract: ", "cross"),
        ("arXiv:2413.14874v1 Announce Type: replace-cross Abstract: ", "replace-cross"),
        ("arXiv:2413.14874v1 公告类型：新 摘要：", "new"),
        ("arXiv:2413.14874v1公告类型：新摘要：", "new"),
        ("arXiv：2413.14874v1 宣布类型: 跨领域 抽象: ", "cross"),
        ("arXiv:2413.14874v1 發表類型：交叉 摘要：", "cross"),
        ("arXiv:2413.14874v1 类型公告：替换-交叉。摘要：", "replace-cross"),
        ("《arXiv:2413.14874v1 公告类型: 交叉》 摘要：", "cross"),
        ("arXiv:2413.14874v1 公告类型: 跨 ", "cross"),
        ("arXiv:2413.14874v1 公告类型：replace-cross ", "replace-cross"),
        ("摘要：arXiv:2413.14874v1 公告类型：替换。", "replace"),
    ],
)
def test_the_prefix_of_an_announcement_is_taken_off_an_abstract(prefix: str, kind: str) -> None:
    text, listing = strip_abstract(clean(prefix + "针对织机，我们研究经线。"))
    assert text == "针对织机，我们研究经线。"
    assert listing.announce_type == kind
    assert listing.id == ArxivId("2413.14874", 1)


def test_a_lone_heading_is_taken_off_and_prose_is_not() -> None:
    assert strip_abstract("摘要：织机很快。")[0] == "织机很快。"
    prose = "Abstract looms are fast."
    assert strip_abstract(prose)[0] == prose


def test_control_and_bidi_characters_are_removed_and_markup_stays() -> None:
    assert clean("a\x1b[31m\u202eb\u2066c\x00\ud800\n d\ufeff") == "a[31mbc d"
    assert clean("<script>alert(1)</script>") == "<script>alert(1)</script>"


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text", ["We weave a", "我们织了", "It works...", "多功能的…", "the ("])
def test_a_text_without_an_end_is_truncated(text: str) -> None:
    assert is_truncated(text)


@pytest.mark.parametrize("text", ["It works.", "有效。", "(Yes.)", "Code: https://x.example/y", ""])
def test_a_text_with_an_end_is_whole(text: str) -> None:
    assert not is_truncated(text)


def test_titles_fold_to_one_id_whatever_their_case_and_punctuation() -> None:
    assert title_id("The Loom: A Study.") == title_id("the ＬＯＯＭ a study")
    assert title_id("C loom") != title_id("C++ loom")
    assert fold_title("?!") == "?!"


@pytest.mark.parametrize("unit", ["(", "(arXiv:", "arXiv:2413.00001 类型：", " ", "摘要", "。"])
def test_hostile_runs_cost_little_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    clean(text)
    strip_title(text[:10_000])
    strip_abstract(text)
    is_truncated(text)
    assert time.perf_counter() - start < 2
