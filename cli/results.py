"""Query results and the query library, printed."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from shlex import quote

from rich.table import Table

from paperweft.console import err, out, safe
from paperweft.export.text import cell
from paperweft.extract.errors import UsageError
from paperweft.graph.store import QueryResult, Value
from paperweft.queries import get, library
from paperweft.queries.describe import Described

_WHOLE = 24  # characters of a cell that is not wrapped


def parameters_of(given: Iterable[str], *, typed: bool = False) -> dict[str, Value]:
    """Return the parameters given as KEY=VALUE.

    Args:
        given: As on the command line.
        typed: Values that are JSON numbers, lists, objects, true, false or null are those; else
            all values are text.

    Raises:
        UsageError: One has no equals sign.
    """
    found: dict[str, Value] = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"-p {item!r} is no parameter; write -p key=value")
        found[key.strip()] = _json_value(value) if typed else value
    return found


def _json_value(text: str) -> Value:
    try:
        value: Value = json.loads(text, parse_constant=str)
    except (ValueError, RecursionError):
        return text
    return value


def print_schema(described: Iterable[Described], form: str) -> None:
    """Print what a store holds: labels, types, properties, counts and one example each."""
    if form != "table":
        columns = ("name", "pattern", "count", "properties", "example")
        rows: list[tuple[Value, ...]] = [
            (d.name, d.pattern, d.count, [*d.properties], d.example) for d in described
        ]
        print_result(QueryResult(columns, tuple(rows)), form)
        return
    for one in described:
        out.print(f"[bold]{safe(one.pattern)}[/]  {one.count:,}")
        if one.properties:
            out.print(f"    {safe(', '.join(one.properties))}")
        if one.example:
            out.print(f"    [dim]{safe(json.dumps(one.example, ensure_ascii=False))}[/]")


def print_library(form: str) -> None:
    """Print the named queries, grouped, or as rows of `json` or `csv`."""
    if form != "table":
        columns = ("name", "group", "title", "answers", "how", "parameters", "example")
        rows: list[tuple[Value, ...]] = [
            (q.name, q.group, q.title, q.answers, q.how, [*map(str, q.parameters)], [*q.example])
            for q in library()
        ]
        print_result(QueryResult(columns, tuple(rows)), form)
        return
    group = ""
    for query in library():
        if query.group != group:
            out.print(f"\n[bold cyan]{safe(query.group)}[/]")
            group = query.group
        out.print(f"  [bold]{safe(query.name)}[/]  {safe(query.answers)}")
        example = " ".join(f"-p {quote(part)}" for part in query.example)
        out.print(f"    [dim]paperweft query {safe(query.name)} {safe(example)}[/]")


def print_result(result: QueryResult, form: str) -> None:
    """Print rows as `table`, `json` (a list of objects) or `csv`."""
    if form == "json":
        rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
        out.print_json(data=rows, ensure_ascii=out.is_terminal)
    elif form == "csv":
        text = _csv(result) if result.columns else ""
        shown = "".join(
            c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text
        )
        print(shown if out.is_terminal else text, end="", file=out.file)
    elif result.rows:
        out.print(_table(result))


def _table(result: QueryResult) -> Table:
    """Return the rows as a table that cuts nothing: words wrap, ids stay in one piece."""
    table = Table(box=None, header_style="bold")
    rows = [[_cell(value) for value in row] for row in result.rows]
    for name, cells in zip(result.columns, zip(*rows, strict=True), strict=True):
        whole = all(len(cell) <= _WHOLE and " " not in cell and cell.isascii() for cell in cells)
        table.add_column(safe(name), no_wrap=whole, overflow="fold")
    for row in rows:
        table.add_row(*map(safe, row))
    return table


def tell_limit(
    result: QueryResult, name: str | None, given: Mapping[str, Value], limit: int
) -> None:
    """Say that there may be more rows, where a limit has cut them."""
    own = _own_limit(name, given) if name else None
    if own is not None and len(result.rows) >= own:
        _tell_cut(own)
    elif result.truncated:
        _tell_cut(limit)
    elif not result.rows:
        err.print("nothing found; `paperweft query --schema` tells what there is")


def _tell_cut(rows: int) -> None:
    err.print(
        f"the first {rows} rows; -n asks for more" if rows > 1 else "one row; -n asks for more"
    )


def _own_limit(name: str, given: Mapping[str, Value]) -> int | None:
    """Return the limit that a named query was given, or has by itself."""
    default = next((p.default for p in get(name).parameters if p.name == "limit"), None)
    chosen = str(given.get("limit", default))
    return int(chosen) if chosen.isdecimal() and int(chosen) else None


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _csv(result: QueryResult) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in result.rows)
    return text.getvalue()


def _csv_cell(value: Value) -> str:
    if isinstance(value, str):
        return cell(value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)
