import pytest

from paperweft.extract.errors import SourceError
from paperweft.extract.sources.text_source import MAX_LINE, TextSource


def source(*chunks: bytes) -> TextSource:
    return TextSource.from_bytes("s.md", chunks)


def test_lines_end_with_any_line_end_and_chunks_may_cut_anywhere() -> None:
    data = "一\r\n二\r三\n\n四".encode()
    text = source(*(data[i : i + 1] for i in range(len(data))))
    assert list(text.lines()) == [(1, "一"), (2, "二"), (3, "三"), (4, ""), (5, "四")]


def test_other_separators_of_unicode_end_no_line() -> None:
    assert list(source("a\u2028b\x0bc".encode()).lines()) == [(1, "a\u2028b\x0bc")]


def test_a_line_over_the_limit_is_left_out_and_reported() -> None:
    text = source(b"first\n", *[b"x" * 1_000_000] * 3, b"\nlast")
    assert [line for _, line in text.lines()] == ["first", "", "last"]
    assert [(p.line, p.fix) for p in text.problems] == [(2, "break it into lines or remove it")]


def test_a_line_of_the_limit_is_kept() -> None:
    assert len(next(source(b"x" * MAX_LINE).lines())[1]) == MAX_LINE


def test_bytes_in_another_encoding_are_reported_once_with_their_line() -> None:
    text = source("好的。\n".encode() * 90 + b"\xff\n\xff\n")
    assert len(list(text.lines())) == 92
    assert [problem.line for problem in text.problems] == [91]


@pytest.mark.parametrize("data", [b"", b" \n\t"])
def test_an_empty_source_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="empty"):
        source(data)


def test_a_binary_source_is_an_error() -> None:
    with pytest.raises(SourceError, match="binary"):
        source(b"\x00\x01\x02\x03")
