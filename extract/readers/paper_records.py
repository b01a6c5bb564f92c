"""Paper records: JSON objects with `id`, `title`, `abstract_zh` …, read and written.

The keys `title`, `summary`, `abstract` hold English (or whatever the text is in), `title_zh` … hold
Chinese of either script, `labels` a list. Where a text would not be read back in its language,
keys such as `title_zh_hant` say it. `sources` and `record_ids` keep where a paper came from.
"""

import re
from collections.abc import Iterator

from paperweft.extract.drafts import Draft, finish
from paperweft.extract.passages import Hint, RawText
from paperweft.extract.readers.json_objects import objects
from paperweft.extract.readers.values import integer, names, string, strings
from paperweft.extract.records import Field, Language, Origin, Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "paper records"

_HEAD = re.compile(r"[\s\ufeff]*(?:\[\s*)?\{")
_KEYS = re.compile(r'"(?:title|summary|abstract)(?:_zh)?"\s*:')
_TEXT_FIELDS: tuple[Field, ...] = ("title", "summary", "abstract")
_HINTS: dict[str, Hint] = {
    "": "en", "_zh": "zh", "_en": "en!", "_zh_hans": "zh-Hans!", "_zh_hant": "zh-Hant!",
}  # fmt: skip
_EXACT: dict[Language, str] = {"en": "_en", "zh-Hans": "_zh_hans", "zh-Hant": "_zh_hant"}


def matches(head: str) -> bool:
    """Say whether a JSON object or an array of them begins here, with a text of a paper."""
    return _HEAD.match(head) is not None and _KEYS.search(head) is not None


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield the papers of JSON Lines or of a JSON array."""
    for found in objects(source):
        if isinstance(found, Problem):
            yield found
        else:
            yield from from_record(found[1], source.path, found[0])


def from_record(record: dict[str, object], path: str, line: int) -> Iterator[Paper | Problem]:
    """Read one paper record; yields its problems and at most one paper."""
    own_id = string(record.get("id"))
    given_ids = record.get("record_ids")
    record_ids = strings(given_ids) if isinstance(given_ids, list) else (own_id,) if own_id else ()
    truncated = record.get("truncated")
    yield from finish(
        Draft(
            path=path,
            line=line,
            texts=tuple(_texts(record)),
            labels=tuple(_labels(record)),
            id=own_id,
            url=string(record.get("url")),
            doi=string(record.get("doi")),
            date=string(record.get("date")),
            authors=_names(record.get("authors")),
            categories=_words(record.get("categories")),
            version=integer(record.get("version")),
            announce_type=string(record.get("announce_type")),
            truncated=truncated if isinstance(truncated, bool) else None,
            record_ids=tuple(sorted(set(record_ids))),
            origins=tuple(sorted(set(_origins(record.get("sources"))))),
        )
    )


def to_record(paper: Paper) -> dict[str, object]:
    """Give the paper record of a paper; `from_record` makes the same paper of it again."""
    record = _record(paper, exact=False)
    if list(from_record(record, "", 0)) != [paper]:
        record = _record(paper, exact=True)
    return record


def _texts(record: dict[str, object]) -> Iterator[RawText]:
    for field in _TEXT_FIELDS:
        for suffix, hint in _HINTS.items():
            if text := string(record.get(field + suffix)):
                yield RawText(field, text, hint)


def _labels(record: dict[str, object]) -> Iterator[RawText]:
    for suffix, hint in _HINTS.items():
        for label in strings(record.get("labels" + suffix)):
            yield RawText("label", label, hint if suffix else "")


def _names(value: object) -> tuple[str, ...]:
    return names(value) if isinstance(value, str) else strings(value)


def _words(value: object) -> tuple[str, ...]:
    return tuple(value.split()) if isinstance(value, str) else strings(value)


def _origins(value: object) -> Iterator[Origin]:
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and (path := string(item.get("path"))):
            yield Origin(path, integer(item.get("line")) or 1)


def _record(paper: Paper, *, exact: bool) -> dict[str, object]:
    record: dict[str, object] = {"id": paper.id, **_passages(paper, exact=exact)}
    record |= {
        "date": paper.date,
        "categories": list(paper.categories),
        "authors": list(paper.authors),
        "url": paper.url,
        "version": paper.version,
        "announce_type": paper.announce_type,
        "truncated": paper.truncated,
        "sources": [{"path": origin.path, "line": origin.line} for origin in paper.origins],
    }
    kept = {key: value for key, value in record.items() if value not in (None, "", [])}
    return {**kept, "record_ids": list(paper.record_ids)}


def _passages(paper: Paper, *, exact: bool) -> dict[str, object]:
    texts: dict[str, object] = {}
    labels: dict[str, list[str]] = {}
    for passage in paper.passages:
        suffix = _EXACT[passage.language]
        if passage.field == "label":
            labels.setdefault("labels" + (suffix if exact else ""), []).append(passage.text)
        else:
            plain = "" if passage.language == "en" else "_zh"
            texts[passage.field + (suffix if exact else plain)] = passage.text
    return {**texts, **labels}
