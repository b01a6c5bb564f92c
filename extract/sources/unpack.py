"""The bytes of a source, unpacked if it is gzip or xz, as a stream."""

import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from paperweft.extract.errors import SourceError

MAX_BYTES = 2 << 30
"""Reading stops after so many unpacked bytes: no digest is larger, a decompression bomb is."""

_CHUNK = 1 << 20
_MAGICS = {b"\x1f\x8b": "gzip", b"\xfd7zXZ\x00": "xz"}
_XZ_MEMORY = 512 << 20


class _Unpacker(Protocol):
    """What `zlib` and `lzma` have in common once wrapped."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def step(self, data: bytes) -> tuple[bytes, bool]:
        """Unpack at most a chunk; says also whether the unpacker holds more."""


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def step(self, data: bytes) -> tuple[bytes, bool]:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, _CHUNK)
        return out, bool(self._inner.unconsumed_tail) or len(out) == _CHUNK


class _Xz:
    def __init__(self) -> None:
        self._inner = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def step(self, data: bytes) -> tuple[bytes, bool]:
        out = self._inner.decompress(data, _CHUNK)
        return out, not (self._inner.eof or self._inner.needs_input)


_UNPACKERS: dict[str, Callable[[], _Unpacker]] = {"gzip": _Gzip, "xz": _Xz}


def unpacked(stream: BinaryIO, *, limit: int = MAX_BYTES) -> Iterator[bytes]:
    """Yield the bytes of a stream in chunks, unpacked by its first bytes.

    Raises:
        SourceError: After the readable part, where the rest is damaged, missing or over the limit.
    """
    head = stream.read(_CHUNK)
    kind = next((kind for magic, kind in _MAGICS.items() if head.startswith(magic)), None)
    chunks = _plain(stream, head) if kind is None else _unpack(stream, head, kind)
    left = limit
    for chunk in chunks:
        yield chunk[:left]
        left -= len(chunk)
        if left < 0:
            raise SourceError(f"the source is larger than {limit:,} bytes")


def _plain(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    while head:
        yield head
        head = stream.read(_CHUNK)


def _unpack(stream: BinaryIO, data: bytes, kind: str) -> Iterator[bytes]:
    unpacker = _UNPACKERS[kind]()
    while data:
        try:
            out, more = unpacker.step(data)
            while more:
                yield out
                out, more = unpacker.step(b"")
        except (zlib.error, lzma.LZMAError) as error:
            raise SourceError(f"the {kind} data is damaged") from error
        yield out
        data = (unpacker.unused_data if unpacker.eof else b"") or stream.read(_CHUNK)
        if unpacker.eof:
            data = data.lstrip(b"\x00")
            if not data:
                return
            unpacker = _UNPACKERS[kind]()
    raise SourceError(f"the {kind} data ends too early")
