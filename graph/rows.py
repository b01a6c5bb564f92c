"""Records and extractions as Parquet, the truth of a workspace.

Papers as read are typed columns, open to any reader of Parquet. An extraction is one column of
JSON: nested columns of it take twice as long to read and write, and nobody queries them, since
the tables of the graph hold the same in better form.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from paperweft.extract.records import Extraction, Paper
from paperweft.graph.keys import content
from paperweft.graph.tables import PAPERS

RECORDS = pa.schema([field for field in PAPERS if field.name != "title"])

_COLUMNS: dict[str, pa.DataType] = {
    "key": pa.string(),  # of the merged paper's content and the extractor version
    "paper_id": pa.string(),
    "extractor": pa.string(),
    "extraction": pa.binary(),  # JSON of an Extraction
}
EXTRACTIONS = pa.schema(_COLUMNS)

_BATCH = 1_000


def write_table(table: pa.Table, file: BinaryIO) -> None:
    """Write a table as Parquet, the same bytes for the same rows."""
    pq.write_table(
        table.combine_chunks(), file, compression="zstd", row_group_size=65_536, version="2.6"
    )


def unite_records(papers: Iterable[Paper]) -> list[Paper]:
    """Keep one record for each content, with the origins of all, in the order of ids."""
    united: dict[bytes, Paper] = {}
    for paper in papers:
        key = content(paper)
        known = united.get(key)
        origins = {*paper.origins, *(known.origins if known else ())}
        united[key] = replace(paper, origins=tuple(sorted(origins)))
    return [paper for _, paper in sorted(united.items(), key=lambda item: (item[1].id, item[0]))]


def records_table(papers: Iterable[Paper]) -> pa.Table:
    """Return papers as read as a table, one row a distinct record."""
    rows = [msgspec.to_builtins(paper) for paper in unite_records(papers)]
    return pa.Table.from_pylist(rows, schema=RECORDS)


def read_records(path: Path) -> tuple[Paper, ...]:
    """Read the papers of a file that `records_table` filled."""
    rows = pq.read_table(path, schema=RECORDS).to_pylist()
    return tuple(msgspec.convert(rows, list[Paper], strict=False))


def extractions_table(extractions: Mapping[str, Extraction]) -> pa.Table:
    """Return extractions as a table, one row a key, in the order of keys."""
    keys = sorted(extractions)
    found = [extractions[key] for key in keys]
    columns: list[Sequence[str | bytes]] = [
        keys,
        [extraction.paper.id for extraction in found],
        [extraction.extractor for extraction in found],
        [msgspec.json.encode(extraction) for extraction in found],
    ]
    return pa.table(dict(zip(EXTRACTIONS.names, columns, strict=True)), schema=EXTRACTIONS)


def read_extractions(path: Path) -> dict[str, Extraction]:
    """Read the extractions of a file that `extractions_table` filled, by key."""
    table = pq.read_table(path, schema=EXTRACTIONS)
    decoder = msgspec.json.Decoder(Extraction)
    found: dict[str, Extraction] = {}
    for batch in table.to_batches(max_chunksize=_BATCH):
        keys, rows = batch.column("key"), batch.column("extraction")
        for key, row in zip(keys, rows, strict=True):
            found[key.as_py()] = decoder.decode(row.as_buffer())
    return found
