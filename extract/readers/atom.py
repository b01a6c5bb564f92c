"""Atom and RSS feeds, as arXiv gives them."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from paperweft.extract.drafts import Draft, finish
from paperweft.extract.passages import RawText
from paperweft.extract.records import Paper, Problem
from paperweft.extract.sources.text_source import TextSource

NAME = "Atom or RSS feed"

_HEAD = re.compile(r"<(?:feed|rss|rdf:RDF)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^<>?]{0,200}\?>")
_ENTRY = re.compile(r"<(?:entry|item)[\s>]", re.IGNORECASE)
_VERSION = re.compile(r"v(\d{1,3})$")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_NO_ABSTRACT = re.compile(r"</?p>", re.IGNORECASE)


def matches(head: str) -> bool:
    """Say whether this begins as XML with a feed as its root."""
    return head.lstrip("\ufeff \t\r\n").startswith("<") and _HEAD.search(head) is not None


def read(source: TextSource) -> Iterator[Paper | Problem]:
    """Yield a paper for each entry; feeds that declare entities are not read (XML bombs)."""
    import feedparser

    # What the declaration says of the encoding is no longer true: the text is decoded.
    text = _DECLARATION.sub("", source.text(), count=1)
    if problem := _unsafe(text, source.path):
        yield problem
        return
    try:
        feed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # on broken namespaces feedparser fails in its own code
        message = f"the feed cannot be read: {error}"
        yield Problem(source.path, None, message, "get the feed again")
        return
    lines = _entry_lines(text)
    for at, entry in enumerate(feed.entries):
        yield from finish(_draft(entry, source.path, lines[at] if at < len(lines) else 1))
    if feed.bozo:
        message = "the feed is not well-formed XML"
        yield Problem(source.path, _line(feed.bozo_exception), message, "get the feed again")


def _unsafe(text: str, path: str) -> Problem | None:
    """Let defusedxml look for entities and external parts before anything expands them."""
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    message = "the feed declares XML entities, which can be a bomb, and was not read"
    problem = Problem(path, None, message, "remove its <!DOCTYPE …>")
    try:
        parseString(text.encode("utf-8", "replace"), ContentHandler())
    except DefusedXmlException:
        return problem
    except (SAXException, ValueError, LookupError):
        # Broken XML, of which feedparser reads what it can: then by looking.
        return problem if "<!ENTITY" in text else None
    return None


def _entry_lines(text: str) -> list[int]:
    lines: list[int] = []
    line, counted = 1, 0
    for match in _ENTRY.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        lines.append(line)
    return lines


def _draft(entry: Mapping[str, Any], path: str, line: int) -> Draft:
    url = str(entry.get("link") or entry.get("id") or "")
    version = _VERSION.search(str(entry.get("id") or url))
    tags = [str(tag.get("term") or "") for tag in entry.get("tags") or ()]
    return Draft(
        path=path,
        line=line,
        id=str(entry.get("id") or "").removeprefix("oai:arXiv.org:"),
        url=url,
        doi=str(entry.get("arxiv_doi") or ""),
        texts=(
            RawText("title", str(entry.get("title") or "")),
            RawText("abstract", _NO_ABSTRACT.sub("", str(entry.get("summary") or ""))),
        ),
        date=str(entry.get("published") or entry.get("updated") or ""),
        authors=tuple(str(a.get("name") or "") for a in entry.get("authors") or ()),
        categories=tuple(tag for tag in tags if tag),
        version=int(version[1]) if version else None,
        announce_type=str(entry.get("arxiv_announce_type") or ""),
    )


def _line(error: object) -> int | None:
    get = getattr(error, "getLineNumber", None)
    number = get() if callable(get) else None
    return number if isinstance(number, int) else None
