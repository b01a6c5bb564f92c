"""Lists of links to papers, in Markdown."""

import re
from collections.abc import Iterable, Iterator

from paperweft.extract.arxiv import arxiv_link
from paperweft.extract.drafts import Draft, finish
from paperweft.extract.passages import RawText
from paperweft.extract.readers.markup import Link, links, plain
from paperweft.extract.records import Paper, Problem

_SITES = re.compile(
    r"https?://(?:[\w-]{1,60}\.){0,3}(?:doi\.org/10\.|openreview\.net/(?:forum|pdf)"
    r"|aclanthology\.org/|aclweb\.org/anthology|proceedings\.mlr\.press/v"
    r"|proceedings\.neurips\.cc/paper"
    r"|papers\.nips\.cc/paper|openaccess\.thecvf\.com/content|jmlr\.org/papers"
    r"|biorxiv\.org/content|dl\.acm\.org/doi|ieeexplore\.ieee\.org/(?:abstract/)?document"
    r"|semanticscholar\.org/paper)",
    re.IGNORECASE,
)
_NO_TITLES = frozenset({
    "", "paper", "papers", "arxiv", "pdf", "arxivpdf", "link", "links", "url", "abs", "abstract",
    "html", "doi", "preprint", "project", "page", "projectpage", "code", "here", "openreview", "v",
    "arxivlink", "paperlink", "論文", "论文", "連結", "链接", "鏈接", "原文", "全文",
    "下載", "下载", "论文链接", "論文連結",
})  # fmt: skip
_NO_LETTERS = re.compile(r"[\W\d_]+")
_ITEM = re.compile(r"^[\s>|#*+-]*(?:\d{1,4}[.)]\s)?[\s*+-]*")
_LOOSE = " \t-–—:：,，.。|*_`()[]（）【】"


def is_paper_url(url: str) -> bool:
    """Say whether a link leads to a paper's page."""
    return arxiv_link(url) is not None or _SITES.match(url) is not None


def is_title(text: str) -> bool:
    """Say whether a link's text names the paper, unlike "PDF", "[link]" or an arXiv id."""
    return _NO_LETTERS.sub("", text).casefold() not in _NO_TITLES


def papers_in_links(lines: Iterable[tuple[int, str]], path: str) -> Iterator[Paper | Problem]:
    """Yield a paper for each paper that a line links to; the link's text is the title.

    Where that is only "paper" or "PDF", the title is what stands before the line's first link.
    """
    for number, line in lines:
        seen: set[str] = set()
        found = links(line) if "](" in line else []
        for link in found:
            paper = arxiv_link(link.url)
            key = paper.id if paper else link.url
            if is_paper_url(link.url) and key not in seen:
                seen.add(key)
                title = RawText("title", _title(link, line, found[0]))
                yield from finish(Draft(path=path, line=number, texts=(title,), url=link.url))


def _title(link: Link, line: str, first: Link) -> str:
    if is_title(link.text):
        return link.text
    before = plain(_ITEM.sub("", line[: first.start])).strip(_LOOSE)
    if before:
        return before
    return first.text if is_title(first.text) else ""
