import gzip
import io
import lzma
from collections import deque
from functools import partial

import pytest

from paperweft.extract.errors import SourceError
from paperweft.extract.sources.unpack import unpacked

xz = partial(lzma.compress, preset=0)
TEXT = b"".join(b"line %d of a long cloth\n" % n for n in range(60_000))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, xz])
def test_a_source_is_unpacked_by_its_first_bytes(pack: type[bytes]) -> None:
    assert b"".join(unpacked(io.BytesIO(pack(TEXT)))) == TEXT


@pytest.mark.parametrize("pack", [gzip.compress, xz])
def test_packed_parts_behind_each_other_are_one_source(pack: type[bytes]) -> None:
    assert b"".join(unpacked(io.BytesIO(pack(b"one ") + pack(b"two")))) == b"one two"


@pytest.mark.parametrize("pack", [gzip.compress, xz])
def test_the_readable_part_of_a_cut_source_comes_before_the_error(pack: type[bytes]) -> None:
    read = bytearray()
    with pytest.raises(SourceError, match="too early"):
        deque(map(read.extend, unpacked(io.BytesIO(pack(TEXT)[:-20]))), maxlen=0)
    assert TEXT.startswith(bytes(read))
    assert len(read) > 1000


@pytest.mark.parametrize("pack", [gzip.compress, xz])
def test_damaged_data_is_an_error(pack: type[bytes]) -> None:
    data = bytearray(pack(TEXT))
    data[len(data) // 2 : len(data) // 2 + 64] = b"\xaa" * 64
    with pytest.raises(SourceError):
        list(unpacked(io.BytesIO(bytes(data))))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, xz])
def test_a_bomb_stops_at_the_limit(pack: type[bytes]) -> None:
    sizes: list[int] = []
    data = io.BytesIO(pack(b"a" * 5_000_000))
    with pytest.raises(SourceError, match="larger than 3,000,000 bytes"):
        sizes.extend(len(chunk) for chunk in unpacked(data, limit=3_000_000))
    assert sum(sizes) == 3_000_000
