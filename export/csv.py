"""One zip of CSV files, a table each, for spreadsheets and data frames.

UTF-8 with a byte order mark, without which Excel garbles Chinese; lists are joined with ` | `;
a cell that starts like a formula gets an apostrophe in front.
"""

import csv
import io
import zipfile
from typing import Any, BinaryIO

import pyarrow as pa

from paperweft.export.flat import SEPARATOR
from paperweft.export.text import cell
from paperweft.graph.model import KnowledgeGraph

NAME = "csv"
SUFFIX = ".zip"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say
_TABLES = ("papers", "concepts", "aliases", "paper_edges", "concept_edges", "results", "related")


def export(graph: KnowledgeGraph, target: BinaryIO) -> None:
    """Write the graph's tables as CSV files in one zip."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in _TABLES:
            entry = zipfile.ZipInfo(f"{name}.csv", date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same bytes on Windows
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as file:
                _write(graph.tables[name], file)


def _write(table: pa.Table, file: Any) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    flat = table.flatten()  # each part of a struct is a column: `evidence.sentence`
    writer.writerow(flat.column_names)
    for batch in flat.to_batches(max_chunksize=1_000):
        for row in batch.to_pylist():
            writer.writerow(_cell(value) for value in row.values())
    text.flush()
    text.detach()


def _cell(value: Any) -> str | int | float | None:
    if isinstance(value, list):
        return cell(SEPARATOR.join(_plain(item) for item in value))
    if isinstance(value, float):
        return round(value, 6)
    return cell(value) if isinstance(value, str) else value


def _plain(item: Any) -> str:
    """Return the text of a passage or of evidence, `path:line` of an origin, a name as it is."""
    if isinstance(item, str):
        return item
    if "path" in item:
        return f"{item['path']}:{item['line']}"
    return str(item.get("sentence", item.get("text")))
