from collections.abc import Callable

from paperweft.extract.records import Paper, Problem

Read = Callable[..., tuple[list[Paper], list[Problem]]]
Text = Callable[..., str | None]

TABLE = """# 摘要

| Ref | Title | Summary |
| --- | --- | --- |
"""
ROW_1 = "| [^1] | [WeaveNet: A Loom](https://arxiv.org/abs/2413.00001) | 织网是一种织机。 |\n"
ROW_2 = "| [^2] | [Knots Untied.](http://arxiv.org/abs/2413.00002) | 绳结被解开。 |\n"
BLOCK_1 = """[^1]: 织网：一种织机

    WeaveNet: A Loom

    [https://arxiv.org/abs/2413.00001](https://arxiv.org/abs/2413.00001)

    织网是一种织机。



    arXiv:2413.00001v2 公告类型：跨领域 摘要：我们提出织网，它织得很快。

    arXiv:2413.00001v2 Announce Type: cross  Abstract: We propose WeaveNet, which weaves fa

"""
BLOCK_2 = """[^2]: 绳结被解开（arXiv:2413.00002v3 [cs.LG] 已更新）

    Knots Untied. (arXiv:2413.00002v3 [cs.LG] UPDATED)

    [http://arxiv.org/abs/2413.00002](http://arxiv.org/abs/2413.00002)

    绳结被解开。

    Knots are untied.

    我们解开绳结。

    We untie knots.

"""
DETAILS = "\n# 详细\n\n"
DIGEST = TABLE + ROW_1 + ROW_2 + DETAILS + BLOCK_1 + BLOCK_2


def test_each_block_becomes_a_paper_with_every_field_in_its_place(read: Read, text: Text) -> None:
    papers, problems = read(DIGEST)
    assert problems == []
    first, second = papers
    assert first.id == "arxiv:2413.00001"
    assert text(first, "title") == "WeaveNet: A Loom"
    assert text(first, "title", "zh-Hans") == "织网：一种织机"
    assert text(first, "summary", "zh-Hans") == "织网是一种织机。"
    assert text(first, "abstract", "zh-Hans") == "我们提出织网，它织得很快。"
    assert text(first, "abstract") == "We propose WeaveNet, which weaves fa"
    assert text(second, "summary") == "Knots are untied."
    assert text(second, "abstract") == "We untie knots."
    assert text(second, "abstract", "zh-Hans") == "我们解开绳结。"


def test_what_listings_add_becomes_fields(read: Read, text: Text) -> None:
    first, second = read(DIGEST)[0]
    assert (first.version, first.announce_type, first.truncated) == (2, "cross", True)
    assert (second.version, second.announce_type, second.truncated) == (3, "replace", False)
    assert second.categories == ("cs.LG",)
    assert text(second, "title") == "Knots Untied"
    assert text(second, "title", "zh-Hans") == "绳结被解开"
    assert [origin.line for paper in (first, second) for origin in paper.origins] == [10, 24]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(read: Read) -> None:
    plain, _ = read(DIGEST)
    assert read(b"\xef\xbb\xbf" + DIGEST.replace("\n", "\r\n").encode())[0] == plain


def test_a_row_without_a_block_still_gives_its_title_and_summary(read: Read, text: Text) -> None:
    papers, problems = read(TABLE + ROW_1 + ROW_2 + DETAILS + BLOCK_1)
    assert [paper.id for paper in papers] == ["arxiv:2413.00001", "arxiv:2413.00002"]
    assert text(papers[1], "title") == "Knots Untied."
    assert text(papers[1], "summary", "zh-Hans") == "绳结被解开。"
    assert [(p.line, p.message) for p in problems] == [(6, "row 2 of the table has no block")]


def test_a_number_that_comes_twice_is_reported_and_both_blocks_are_read(read: Read) -> None:
    papers, problems = read(TABLE + ROW_1 + DETAILS + BLOCK_1 + BLOCK_2.replace("[^2]", "[^1]"))
    assert [paper.id for paper in papers] == ["arxiv:2413.00001", "arxiv:2413.00002"]
    assert [problem.message for problem in problems] == ["the number 1 is there a second time"]


def test_a_row_of_another_paper_never_lends_its_summary(read: Read, text: Text) -> None:
    block = BLOCK_1.replace("    织网是一种织机。\n", "\n")
    papers, problems = read(TABLE + ROW_2.replace("[^2]", "[^1]") + DETAILS + block)
    assert text(papers[0], "summary", "zh-Hans") is None
    assert papers[1].id == "arxiv:2413.00002"
    assert len(problems) == 1


def test_a_summary_that_the_block_lacks_comes_from_the_table(read: Read, text: Text) -> None:
    block = BLOCK_1.replace("    织网是一种织机。\n", "\n")
    papers, problems = read(TABLE + ROW_1 + DETAILS + block)
    assert text(papers[0], "summary", "zh-Hans") == "织网是一种织机。"
    assert text(papers[0], "abstract", "zh-Hans") == "我们提出织网，它织得很快。"
    assert problems == []


def test_a_pipe_within_a_linked_title_splits_no_cell(read: Read, text: Text) -> None:
    row = ROW_1.replace("WeaveNet: A Loom", "Fast | Loose")
    papers, problems = read(TABLE + row)
    assert text(papers[0], "title") == "Fast | Loose"
    assert [p.message for p in problems] == [
        "the digest ends before its first block",
        "row 1 of the table has no block",
    ]


def test_rows_with_too_many_or_too_few_cells_are_reported(read: Read, text: Text) -> None:
    many = ROW_1.replace("织网是", "织网|织机|是")
    few = "| [^2] | [Knots Untied.](http://arxiv.org/abs/2413.00002) |\n"
    papers, problems = read(TABLE + many + few + DETAILS + BLOCK_1 + BLOCK_2)
    assert len(papers) == 2
    assert [problem.line for problem in problems] == [5, 6]


def test_a_digest_that_ends_within_a_block_is_reported(read: Read, text: Text) -> None:
    cut = DIGEST[: DIGEST.index("    绳结被解开。")]
    papers, problems = read(cut)
    assert text(papers[1], "summary", "zh-Hans") == "绳结被解开。"
    assert [problem.message for problem in problems] == ["the digest ends within block 2"]


def test_blocks_without_a_table_are_read(read: Read) -> None:
    papers, problems = read(BLOCK_1 + BLOCK_2)
    assert (len(papers), problems) == (2, [])


def test_paragraphs_of_one_language_are_one_abstract(read: Read, text: Text) -> None:
    block = (
        BLOCK_2.replace("    我们解开", "    第一段。\n\n    我们解开").rstrip()
        + "\n\n    Twice.\n"
    )
    paper = read(TABLE + DETAILS + block.replace("    Knots are untied.\n", "\n"))[0][0]
    assert text(paper, "abstract", "zh-Hans") == "第一段。 我们解开绳结。"
    assert text(paper, "abstract") == "We untie knots. Twice."


def test_a_block_without_chinese_title_and_abstract_is_read(read: Read, text: Text) -> None:
    block = (
        "[^1]: A Plain Loom\n\n    [https://arxiv.org/abs/2413.00003](https://arxiv.org/abs/2413.00003)"
        "\n\n    一台织机。\n\n    \n\n    We weave.\n"
    )
    paper = read(TABLE + DETAILS + block)[0][0]
    fields = [(p.field, p.language, p.text) for p in paper.passages]
    assert fields == [
        ("title", "en", "A Plain Loom"),
        ("summary", "zh-Hans", "一台织机。"),
        ("abstract", "en", "We weave."),
    ]


def test_a_text_left_untranslated_keeps_its_place(read: Read, text: Text) -> None:
    block = BLOCK_1.replace("织网：一种织机", "Weave Nets at Looms").replace(
        "arXiv:2413.00001v2 公告类型：跨领域 摘要：我们提出织网，它织得很快。",
        "A paraphrase of it.",
    )
    paper = read(TABLE + ROW_1 + DETAILS + block)[0][0]
    assert text(paper, "title") == "WeaveNet: A Loom"
    assert text(paper, "title", "zh-Hans") == "Weave Nets at Looms"
    assert text(paper, "abstract") == "We propose WeaveNet, which weaves fa"
    assert text(paper, "abstract", "zh-Hans") == "A paraphrase of it."


def test_a_title_that_is_only_repeated_is_kept_once(read: Read, text: Text) -> None:
    paper = read(DIGEST.replace("织网：一种织机", "WeaveNet: A Loom"))[0][0]
    assert text(paper, "title", "zh-Hans") is None
