"""A source as text: its beginning, its lines, or all of it, read once and as a stream."""

import codecs
import io
from collections.abc import Iterable, Iterator
from typing import TypeVar

from paperweft.extract.errors import SourceError
from paperweft.extract.records import Problem
from paperweft.extract.sources.encodings import detect

MAX_LINE = 1 << 20
"""A longer line, in code points, is left out and reported."""

MAX_TEXT = 256 << 20
"""What is read whole (XML, a JSON array) is cut after so many code points."""

_HEAD = 1 << 16
_Chunk = TypeVar("_Chunk", str, bytes)


class TextSource:
    """The text of one source; what could not be read of it gathers in `problems`.

    Attributes:
        path: The source as the user named it.
        head: The first code points, for telling the format.
        problems: What went wrong while reading; complete once all was read.
    """

    def __init__(
        self, path: str, chunks: Iterable[str], problems: list[Problem] | None = None
    ) -> None:
        self.path = path
        self.problems = [] if problems is None else problems
        self._chunks = iter(chunks)
        self._start = "".join(_take(self._chunks, _HEAD))
        self.head = self._start[:_HEAD]

    @classmethod
    def from_bytes(cls, path: str, chunks: Iterable[bytes]) -> "TextSource":
        """Decode bytes; the encoding is told from their beginning.

        Raises:
            SourceError: There are no bytes, or they are no text.
        """
        problems: list[Problem] = []
        guarded = _guarded(path, iter(chunks), problems)
        head = b"".join(_take(guarded, _HEAD))
        if not head.strip():
            raise SourceError(problems[0].message if problems else "the source is empty")
        encoding = detect(head[:_HEAD])
        if encoding is None:
            raise SourceError("the source is binary, not text")
        return cls(path, _decoded(head, guarded, encoding), problems)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield line numbers, from 1, and lines without their ends; lines too long are empty."""
        bad = False
        for number, line in enumerate(_split(self._all()), 1):
            if line is None:
                message = f"the line is longer than {MAX_LINE:,} characters and was left out"
                self._report(number, message, "break it into lines or remove it")
            elif "\ufffd" in line and not bad:
                bad = True
                message = "here are bytes that are not in the encoding of the rest"
                self._report(number, message, "save the file as UTF-8; they were read as \ufffd")
            yield number, line or ""

    def text(self) -> str:
        """Give all of the text, up to `MAX_TEXT` code points, however long its lines are."""
        text = "".join(_take(self._all(), MAX_TEXT + 1))
        if len(text) > MAX_TEXT:
            message = f"the text is longer than {MAX_TEXT:,} characters; the rest was left out"
            self._report(None, message, "split the file")
        return text[:MAX_TEXT]

    def _all(self) -> Iterator[str]:
        start, self._start = self._start, ""
        yield start
        yield from self._chunks

    def _report(self, line: int | None, message: str, fix: str) -> None:
        self.problems.append(Problem(self.path, line, message, fix))


def _guarded(path: str, chunks: Iterator[bytes], problems: list[Problem]) -> Iterator[bytes]:
    """Keep the readable part of a damaged source."""
    try:
        yield from chunks
    except (SourceError, OSError) as error:
        message = f"{error}; only the part before was read"
        problems.append(Problem(path, None, message, "get the file again"))


def _decoded(head: bytes, rest: Iterator[bytes], encoding: str) -> Iterator[str]:
    decoder = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder(encoding)("replace"), translate=True
    )
    yield decoder.decode(head)
    for chunk in rest:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _take(chunks: Iterator[_Chunk], enough: int) -> Iterator[_Chunk]:
    """Yield chunks until they hold enough."""
    length = 0
    while length < enough and (chunk := next(chunks, None)) is not None:
        length += len(chunk)
        yield chunk


def _split(chunks: Iterator[str]) -> Iterator[str | None]:
    """Split into lines; a line over the limit is None and is not held in memory."""
    parts: list[str] = []
    length = 0
    for chunk in chunks:
        *lines, last = chunk.split("\n")
        for line in lines:
            length += len(line)
            yield "".join([*parts, line]) if length <= MAX_LINE else None
            parts, length = [], 0
        length += len(last)
        parts = [*parts, last] if length <= MAX_LINE else []
    if length:
        yield "".join(parts) if length <= MAX_LINE else None
