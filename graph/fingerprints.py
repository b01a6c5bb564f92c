"""A fingerprint for each row of a table: rows with the same fingerprint have the same content."""

from hashlib import blake2b
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

LAYOUT = "4"
"""Raised when the same row would be stored otherwise; every fingerprint is then another one."""

_BYTES = 8  # a whole number of 64 bits: two of a million rows are alike once in 37 million graphs
_CHUNK = 10_000
_ABSENT = "-"  # nothing else is written so


def fingerprints(table: pa.Table) -> pa.Int64Array:
    """Return a signed 64-bit number for every row, from the content of all its columns.

    The columns become text all at once in Arrow, which takes a tenth of the time of rows made
    into Python's objects; the text is then hashed with BLAKE2b (RFC 7693).
    """
    found: list[int] = []
    salt = LAYOUT.encode()
    for batch in table.to_batches(max_chunksize=_CHUNK):
        for text in _texts(batch.to_struct_array()).cast(pa.binary()).to_pylist():
            digest = blake2b(text, digest_size=_BYTES, salt=salt).digest()
            found.append(int.from_bytes(digest, signed=True))
    return pa.array(found, pa.int64())


def _texts(array: Any) -> Any:
    """Return each value as text, of texts and lists with their length: no two have the same."""
    kind = array.type
    if pa.types.is_struct(kind):
        parts = [_texts(part) for part in array.flatten()]
        text: Any = pc.binary_join_element_wise(*parts, ",")
    elif pa.types.is_list(kind):
        items = pa.ListArray.from_arrays(array.offsets, _texts(array.values))
        text = _counted(pc.list_value_length(array), pc.binary_join(items, ","))
    elif pa.types.is_string(kind):
        text = _counted(pc.binary_length(array), array)
    else:
        text = array.cast(pa.string())
    return pc.if_else(array.is_valid(), text, _ABSENT)


def _counted(lengths: Any, texts: Any) -> Any:
    return pc.binary_join_element_wise(lengths.cast(pa.string()), texts, ":")
