import gzip
import io
import lzma
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from paperweft.extract.reading import read_papers
from paperweft.extract.records import Paper, Problem

Read = Callable[..., tuple[list[Paper], list[Problem]]]

RECORDS = "".join(f'{{"id": "2413.{n:05}", "title": "Loom {n}"}}\n' for n in range(2_000)).encode()
TABLE = (
    "| 日期 | 標題 | 摘要 |\n|---|---|---|\n| 2031年6月8日 | 這個織機 | 它很快，我們用它織布。 |\n"
)


def test_papers_come_in_the_order_of_sorted_paths_with_their_origins(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl"):
        (tmp_path / name).write_text(f'{{"title": "{name}"}}\n')
    papers = [item for item in read_papers([tmp_path]) if isinstance(item, Paper)]
    assert [paper.title for paper in papers] == ["a.jsonl", "b.jsonl"]
    assert papers[0].origins[0].path == str(tmp_path / "a.jsonl")


def test_standard_input_is_a_source() -> None:
    items = list(read_papers(["-"], stdin=io.BytesIO(b'{"title": "A Loom"}')))
    assert [item.origins[0].path for item in items if isinstance(item, Paper)] == ["-"]


def test_progress_is_told_before_each_source(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"title": "A"}\n')
    told: list[tuple[str, int, int]] = []
    list(read_papers([tmp_path], on_source=lambda *args: told.append(args)))
    assert told == [(str(tmp_path / "a.jsonl"), 1, 2), (str(tmp_path / "b.jsonl"), 2, 2)]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_packed_sources_are_read_whatever_their_name(read: Read, pack: type[bytes]) -> None:
    assert len(read(pack(RECORDS), "no-ending")[0]) == 2_000


def test_the_good_part_of_a_cut_archive_is_read_and_the_rest_reported(read: Read) -> None:
    papers, problems = read(gzip.compress(RECORDS)[:-1_000])
    assert 0 < len(papers) < 2_000
    assert any("ends too early; only the part before was read" in p.message for p in problems)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5", "gb18030"])
def test_tables_in_each_encoding_give_the_same_paper(read: Read, encoding: str) -> None:
    assert read(TABLE.encode(encoding)) == read(TABLE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the source is empty"),
        (b"\n \n", "the source is empty"),
        (b"\x89PNG\x00\x00", "the source is binary, not text"),
        (b"Dear diary,\ntoday I wove.\n", "no known format of papers"),
        (gzip.compress(b"", mtime=0), "the source is empty"),
        (
            gzip.compress(RECORDS, mtime=0)[:8],
            "the gzip data ends too early; only the part before was read",
        ),
    ],
)
def test_what_holds_no_papers_is_one_problem_with_a_fix(
    read: Read, content: bytes, message: str
) -> None:
    papers, problems = read(content)
    assert papers == []
    assert [problem.message for problem in problems] == [message]
    assert problems[0].fix


def test_a_missing_file_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "A"}\n')
    items = list(read_papers([tmp_path / "no.md", tmp_path / "a.jsonl"]))
    assert [type(item) for item in items] == [Problem, Paper]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert [type(item) for item in read_papers([loop])] == [Problem]


def test_an_endless_line_is_reported_and_the_rest_read(read: Read) -> None:
    start = time.perf_counter()
    papers, problems = read(RECORDS + b'{"title": "' + b"x" * 50_000_000 + b'"}\n' + RECORDS)
    assert len(papers) == 4_000
    assert [problem.line for problem in problems] == [2_001]
    assert time.perf_counter() - start < 10


def test_a_paper_without_an_abstract_is_no_problem(read: Read) -> None:
    papers, problems = read('{"title": "A Loom"}')
    assert (len(papers), problems) == (1, [])


def test_a_stray_file_in_a_folder_of_papers_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_bytes(RECORDS)
    (tmp_path / "notes.txt").write_text("today I wove")
    (stray,) = [item for item in read_papers([tmp_path]) if isinstance(item, Problem)]
    assert stray.path.endswith("notes.txt")
    assert stray.aside


def test_a_folder_without_any_papers_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("today I wove")
    serious = [
        item for item in read_papers([tmp_path]) if isinstance(item, Problem) if not item.aside
    ]
    assert [problem.message for problem in serious] == ["no file in the folder holds papers"]
