"""arXiv's metadata snapshot: JSON Lines with `id`, `authors`, `categories`, `versions`."""

import re
from collections.abc import Iterator

from paperweft.extract.drafts import Draft, finish
from paperweft.extract.passages import RawText
from paperweft.extract.readers.json_objects import objects
from paperweft.extract.readers.values import integer, names, string
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "arXiv metadata snapshot"

_HEAD = re.compile(r"[\s\ufeff]*(?:\[\s*)?\{")
_KEYS = re.compile(r'"(?:versions|authors_parsed|update_date|journal-ref)"\s*:')


def matches(head: str) -> bool:
    """Say whether JSON begins here with keys that only the snapshot has."""
    return _HEAD.match(head) is not None and _KEYS.search(head) is not None


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each object; the date is that of the first version."""
    for found in objects(source):
        if isinstance(found, Problem):
            yield found
        else:
            yield from finish(_draft(found[1], source.path, found[0]))


def _draft(record: dict[str, object], path: str, line: int) -> Draft:
    versions = [v for v in _list(record.get("versions")) if isinstance(v, dict)]
    own_id = string(record.get("id"))
    return Draft(
        path=path,
        line=line,
        id=own_id,
        texts=(
            RawText("title", string(record.get("title")), "en"),
            RawText("abstract", string(record.get("abstract")), "en"),
        ),
        doi=string(record.get("doi")),
        date=string(versions[0].get("created") if versions else record.get("update_date")),
        authors=_authors(record),
        categories=tuple(string(record.get("categories")).split()),
        version=_version(versions),
        record_ids=(own_id,) if own_id else (),
    )


def _authors(record: dict[str, object]) -> tuple[str, ...]:
    """First name before last, as in the other sources."""
    parsed = [part for part in _list(record.get("authors_parsed")) if isinstance(part, list)]
    if not parsed:
        return names(string(record.get("authors")))
    return tuple(
        " ".join(part for part in (*map(string, name[1:2]), *map(string, name[:1])) if part)
        for name in parsed
    )


def _version(versions: list[dict[str, object]]) -> int | None:
    last = string(versions[-1].get("version")) if versions else ""
    return integer(int(last[1:])) if re.fullmatch(r"v[0-9]{1,3}", last) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
