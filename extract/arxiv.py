"""arXiv identifiers and DOIs: found in ids, links and text, and written in one way."""

import re
from dataclasses import dataclass

_ID = r"(?P<id>\d{4}\.\d{4,5}|[a-z][a-z-]{1,14}(?:\.[A-Z]{2})?/\d{7})(?:[vV](?P<version>\d{1,3}))?"
_BARE = re.compile(rf"(?:arxiv\s?[:：]\s?)?{_ID}", re.IGNORECASE)
_HOSTS = r"arxiv\.org|alphaxiv\.org|huggingface\.co|hf\.co|scirate\.com|doi\.org"
_FOLDERS = r"abs|pdf|html|format|overview|resources|papers|arxiv|10\.48550/arxiv\."
_LINK = re.compile(rf"(?<![\w-])(?:{_HOSTS})/(?:{_FOLDERS})/?{_ID}(?!\d)", re.IGNORECASE)
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.{_ID}", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>|]{1,200}")
_FIRST_YEAR = 1991


@dataclass(frozen=True, slots=True)
class ArxivId:
    """An arXiv identifier such as `2402.14874` or `cs/0112017`, and its version where given."""

    id: str
    version: int | None = None


def arxiv_id(text: str) -> ArxivId | None:
    """Read an id that is all of the text: `2402.14874v1`, `arXiv:cs/0112017`, or an arXiv DOI."""
    text = text.strip()
    match = _BARE.fullmatch(text) or _ARXIV_DOI.fullmatch(text)
    return _from(match) if match else None


def arxiv_link(text: str) -> ArxivId | None:
    """Find the id in a link to arXiv or to a site that shows its papers."""
    match = _LINK.search(text)
    return _from(match) if match else None


def doi_in(text: str) -> str | None:
    """Find a DOI in a link or a text, in lower case."""
    match = _DOI.search(text)
    doi = match.group().rstrip(".,;:)]}'").lower() if match else ""
    return doi if doi and not doi.endswith("/") else None


def arxiv_month(identifier: str) -> str | None:
    """Give the month that an id was handed out in: `2024-02` for `2402.14874`."""
    digits = identifier.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    year += 1900 if year >= _FIRST_YEAR % 100 else 2000
    return f"{year}-{month:02}" if 1 <= month <= 12 else None


def arxiv_url(identifier: str) -> str:
    """Give the page of a paper without its version, so that all its sources agree."""
    return f"https://arxiv.org/abs/{identifier}"


def _from(match: re.Match[str]) -> ArxivId:
    version = match["version"]
    folder, slash, number = match["id"].partition("/")
    identifier = folder.partition(".")[0].lower() + slash + number if slash else folder
    return ArxivId(identifier, int(version) if version else None)
