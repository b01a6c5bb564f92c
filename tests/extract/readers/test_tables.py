import time
from collections.abc import Callable

import pytest

from paperweft.extract.records import Paper, Problem

Read = Callable[..., tuple[list[Paper], list[Problem]]]
Text = Callable[..., str | None]

ENGLISH = """Some words before.

| Topics | Abstract | Date | Name | Authors |
|:--|---|--:|:-:|---|
| Looms, Knots; Yarn<br>Cloth | We weave well. | 8th June 2031 | \
[A Loom](https://arxiv.org/pdf/2413.00001.pdf) | A. One, B. Two and C. Three |
| Looms | We knot. | June 9, 2031 | **[Knots](http://arxiv.org/abs/2413.00002v2)** | |

Some words after.
"""


def test_columns_are_told_from_their_headings_in_any_order(read: Read, text: Text) -> None:
    papers, problems = read(ENGLISH)
    assert problems == []
    first, second = papers
    assert (first.id, first.date) == ("arxiv:2413.00001", "2031-06-08")
    assert text(first, "title") == "A Loom"
    assert text(first, "abstract") == "We weave well."
    assert first.authors == ("A. One", "B. Two", "C. Three")
    labels = [passage.text for passage in first.passages if passage.field == "label"]
    assert labels == ["Cloth", "Knots", "Looms", "Yarn"]
    assert (second.version, second.date, text(second, "title")) == (2, "2031-06-09", "Knots")


@pytest.mark.parametrize(
    ("headings", "topic", "language"),
    [
        ("| 日期 | 標題 | 摘要 | 主題 |", "織機、繩結", "zh-Hant"),
        ("| 日期 | 名稱 | 概要 | 主題 |", "織機，繩結", "zh-Hant"),
        ("| 日期 | 标题 | 摘要 | 主题 |", "织机；绳结", "zh-Hans"),
        ("| 时间 | 论文 | 简介 | 关键词 |", "织机/绳结", "zh-Hans"),
    ],
)
def test_headings_in_both_scripts_are_known(
    read: Read, text: Text, headings: str, topic: str, language: str
) -> None:
    summary = "這個織機很快。" if language == "zh-Hant" else "这个织机很快。"
    row = f"| 2031年6月8日 | [A Loom](https://arxiv.org/abs/2413.00001) | {summary} | {topic} |"
    papers, problems = read(f"{headings}\n|---|---|---|---|\n{row}\n")
    assert problems == []
    assert papers[0].date == "2031-06-08"
    assert text(papers[0], "summary", language) == summary
    labels = [(p.text, p.language) for p in papers[0].passages if p.field == "label"]
    assert len(labels) == 2
    assert {script for _, script in labels} == {language}


def test_several_tables_and_blank_lines_between_rows_are_read(read: Read) -> None:
    rows = [f"| 2031 | [P{n}](https://arxiv.org/abs/2413.0000{n}) |" for n in range(1, 6)]
    head = "| Date | Title |\n|---|---|"
    content = (
        f"{head}\n{rows[0]}\n\n\n{rows[1]}\n## Week 2\n{rows[2]}\n{head}\n{rows[3]}\n{rows[4]}\n"
    )
    papers, problems = read(content)
    assert [paper.id[-1] for paper in papers] == ["1", "2", "3", "4", "5"]
    assert problems == []


def test_a_table_of_something_else_is_passed_over(read: Read) -> None:
    other = "| Name | Speed |\n|---|---|\n| loom | 3 |\n\n"
    assert len(read(other + ENGLISH)[0]) == 2


def test_the_title_is_where_the_links_to_papers_are(read: Read, text: Text) -> None:
    content = "| A | B |\n|---|---|\n| fast | [A Loom](https://arxiv.org/abs/2413.00001) |\n"
    paper = read(content)[0][0]
    assert text(paper, "title") == "A Loom"


def test_a_title_in_two_links_is_joined_and_code_links_are_not(read: Read, text: Text) -> None:
    url = "https://arxiv.org/abs/2413.00001"
    cell = f"[A Loom:]({url}) [It Weaves]({url}) [code](https://code.example/loom)"
    paper = read(f"| Title | Year |\n|---|---|\n| {cell} | 2031 |\n")[0][0]
    assert text(paper, "title") == "A Loom: It Weaves"


def test_a_link_column_names_the_paper(read: Read, text: Text) -> None:
    content = (
        "| Title | Link |\n|---|---|\n| A Loom | https://arxiv.org/abs/2413.00001 |\n"
        "| Knots | [pdf](https://knots.example/k.pdf) |\n"
    )
    papers, _ = read(content)
    assert papers[0].id == "arxiv:2413.00001"
    assert papers[1].id.startswith("title:")
    assert papers[1].url == "https://knots.example/k.pdf"


def test_rows_with_too_few_or_too_many_cells_are_reported_and_kept(read: Read, text: Text) -> None:
    content = (
        "| Date | Title | Summary | Topics |\n|---|---|---|---|\n"
        "| 2031 | [A Loom](https://arxiv.org/abs/2413.00001) |\n"
        "| 2031 | [Knots](https://arxiv.org/abs/2413.00002) | p(a | b) is low. | Looms |\n"
    )
    papers, problems = read(content)
    assert [paper.id for paper in papers] == ["arxiv:2413.00001", "arxiv:2413.00002"]
    assert text(papers[1], "summary") == "p(a | b) is low."
    assert text(papers[1], "label") == "Looms"
    assert [problem.line for problem in problems] == [3, 4]


def test_an_escaped_pipe_is_part_of_its_cell(read: Read, text: Text) -> None:
    row = r"| 2031 | [A \| B](https://arxiv.org/abs/2413.00001) |"
    papers, problems = read(f"| Date | Title |\n|---|---|\n{row}\n")
    assert (text(papers[0], "title"), problems) == ("A | B", [])


def test_a_list_gives_a_paper_for_each_link_to_one(read: Read, text: Text) -> None:
    content = """# Reading list

- [A Loom](https://arxiv.org/abs/2413.00001), with [code](https://code.example/loom)
1. **Knots Untied** [[paper](https://arxiv.org/abs/2413.00002)] [[pdf](https://arxiv.org/pdf/2413.00002)]
* [Yarn](https://doi.org/10.99999/Yarn.1) and [Cloth](https://openreview.net/forum?id=x)
- [A shop](https://shop.example)
"""
    papers, problems = read(content)
    assert [text(paper, "title") for paper in papers] == ["A Loom", "Knots Untied", "Yarn", "Cloth"]
    assert papers[2].id == "doi:10.99999/yarn.1"
    assert problems == []


@pytest.mark.parametrize(
    "unit", ["[", "[a](b ", "|", "|-|\n", "*", "[[x]", "| a ", "](", "\\|", "<br"]
)
def test_hostile_runs_cost_little_time(read: Read, unit: str) -> None:
    start = time.perf_counter()
    read(ENGLISH + unit * (400_000 // len(unit)))
    assert time.perf_counter() - start < 5
