"""From the raw fields that a reader found to a `Paper`: one way for all formats."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from paperweft.extract.arxiv import ArxivId, arxiv_id, arxiv_link, arxiv_month, arxiv_url, doi_in
from paperweft.extract.dates import iso_date
from paperweft.extract.fields import (
    MAX_FIELD,
    MAX_TITLE,
    Listing,
    clean,
    is_truncated,
    strip_abstract,
    strip_title,
    title_id,
)
from paperweft.extract.passages import RawText, to_passages
from paperweft.extract.records import Origin, Paper, Passage, Problem

_TITLE_ID = re.compile(r"title:[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A paper as a reader found it, nothing cleaned yet; empty means unknown.

    Attributes:
        path: The source as the user named it.
        line: Where the paper begins, from 1.
        texts: Titles, summaries and abstracts, each with the language that its place hints at.
        id: The source's own id of the paper, which may be an arXiv id or none.
        truncated: What the source says; None to tell it from the abstracts.
        origins: Earlier origins, where the source is a file that paperweft wrote.
    """

    path: str
    line: int
    texts: tuple[RawText, ...] = ()
    labels: tuple[RawText, ...] = ()
    id: str = ""
    url: str = ""
    doi: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    version: int | None = None
    announce_type: str = ""
    truncated: bool | None = None
    record_ids: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()


def finish(draft: Draft) -> Iterator[Paper | Problem]:
    """Clean a draft and name it; yields its problems and at most one paper."""
    draft = replace(draft, id=clean(draft.id), url=clean(draft.url), doi=clean(draft.doi))
    texts: list[RawText] = []
    listings: list[Listing] = []
    for raw in draft.texts:
        stripped, listing, problem = _strip(raw, draft)
        if problem:
            yield problem
        if stripped.text:
            texts.append(stripped)
        listings.append(listing)
    labels = [replace(raw, text=clean(raw.text)[:MAX_TITLE].rstrip()) for raw in draft.labels]
    paper = _paper(draft, to_passages(texts, labels), listings)
    if paper:
        yield paper
    else:
        yield Problem(
            draft.path,
            draft.line,
            "this paper has neither a title nor an arXiv id or DOI",
            "add a title or a link to the paper",
        )


def _strip(raw: RawText, draft: Draft) -> tuple[RawText, Listing, Problem | None]:
    limit = MAX_TITLE if raw.field == "title" else MAX_FIELD
    # Ten times the limit leaves room for what cleaning takes off and bounds the work.
    text = clean(raw.text[: limit * 10])
    strip = strip_title if raw.field == "title" else strip_abstract
    listing = Listing()
    if raw.field != "summary":
        text, listing = strip(text)
    if len(text) <= limit and len(raw.text) <= limit * 10:
        return replace(raw, text=text), listing, None
    problem = Problem(
        draft.path,
        draft.line,
        f"the {raw.field} is longer than {limit:,} characters and was cut",
        f"check that the {raw.field} did not run into what follows it",
    )
    return replace(raw, text=text[:limit].rstrip()), listing, problem


def _paper(draft: Draft, passages: tuple[Passage, ...], listings: list[Listing]) -> Paper | None:
    found = _arxiv_ids(draft, listings)
    identifier = _identifier(draft, found, passages)
    if identifier is None:
        return None
    versions = [a.version for a in found if a.version and f"arxiv:{a.id}" == identifier]
    kinds = [x.announce_type for x in listings if x.announce_type]
    categories = draft.categories or next((x.categories for x in listings if x.categories), ())
    return Paper(
        id=identifier,
        passages=passages,
        origins=draft.origins or (Origin(draft.path, draft.line),),
        version=draft.version or max(versions, default=None),
        date=_date(draft, identifier),
        url=_url(draft, identifier),
        authors=_cleaned(draft.authors),
        categories=_cleaned(categories),
        announce_type=clean(draft.announce_type) or (kinds[0] if kinds else None),
        truncated=_truncated(draft, passages),
        record_ids=draft.record_ids,
    )


def _arxiv_ids(draft: Draft, listings: list[Listing]) -> list[ArxivId]:
    """All ids that name the paper, the surest first: its own id, link, DOI, listings."""
    found = [arxiv_id(draft.id), arxiv_link(draft.url)]
    found += [arxiv_id(draft.doi), arxiv_link(draft.doi), arxiv_link(draft.id)]
    found += [listing.id for listing in listings]
    return [a for a in found if a]


def _identifier(draft: Draft, found: list[ArxivId], passages: tuple[Passage, ...]) -> str | None:
    if found:
        return f"arxiv:{found[0].id}"
    doi = doi_in(draft.doi) or doi_in(draft.id) or doi_in(draft.url)
    if doi:
        return f"doi:{doi}"
    if _TITLE_ID.fullmatch(draft.id):
        return draft.id
    titles = [p.text for p in passages if p.field == "title"]
    return title_id(titles[0]) if titles else None


def _date(draft: Draft, identifier: str) -> str | None:
    """The date as written; else the month that an arXiv id tells."""
    written = iso_date(draft.date)
    if written or not identifier.startswith("arxiv:"):
        return written
    return arxiv_month(identifier.removeprefix("arxiv:"))


def _url(draft: Draft, identifier: str) -> str | None:
    kind, _, name = identifier.partition(":")
    if kind == "arxiv":
        return arxiv_url(name)
    url = draft.url
    if url.lower().startswith(("http://", "https://")):
        return url
    return f"https://doi.org/{name}" if kind == "doi" else None


def _truncated(draft: Draft, passages: tuple[Passage, ...]) -> bool:
    if draft.truncated is not None:
        return draft.truncated
    return any(is_truncated(p.text) for p in passages if p.field == "abstract")


def _cleaned(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for c in (clean(v)[:MAX_TITLE].rstrip() for v in values) if c))
