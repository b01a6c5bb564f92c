import gzip
import io
import lzma

import pytest

from paperweft.extract.errors import SourceError
from paperweft.extract.sources.unpack import unpacked

TEXT = b"".join(b"line %d of a long cloth\n" % n for n in range(200_000))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_a_source_is_unpacked_by_its_first_bytes(pack: type[bytes]) -> None:
    assert b"".join(unpacked(io.BytesIO(pack(TEXT)))) == TEXT


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_packed_parts_behind_each_other_are_one_source(pack: type[bytes]) -> None:
    assert b"".join(unpacked(io.BytesIO(pack(b"one ") + pack(b"two")))) == b"one two"


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_the_readable_part_of_a_cut_source_comes_before_the_error(pack: type[bytes]) -> None:
    chunks = unpacked(io.BytesIO(pack(TEXT)[:-20]))
    read = b""
    with pytest.raises(SourceError, match="too early"):
        for chunk in chunks:
            read += chunk
    assert TEXT.startswith(read)
    assert len(read) > 1000


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_damaged_data_is_an_error(pack: type[bytes]) -> None:
    data = bytearray(pack(TEXT))
    data[len(data) // 2 : len(data) // 2 + 64] = b"\xaa" * 64
    with pytest.raises(SourceError):
        list(unpacked(io.BytesIO(bytes(data))))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_a_bomb_stops_at_the_limit(pack: type[bytes]) -> None:
    chunks = unpacked(io.BytesIO(pack(b"a" * 5_000_000)), limit=3_000_000)
    read = 0
    with pytest.raises(SourceError, match="larger than 3,000,000 bytes"):
        for chunk in chunks:
            read += len(chunk)
    assert read == 3_000_000
