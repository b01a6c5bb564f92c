"""The little Markdown that papers come in: cells of a row, links, emphasis.

Every expression here takes time in proportion to the text, whatever the text is.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

_TEXT = r"(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,500}\]){0,3000}"
_URL = r"<?(?P<url>[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500}){0,5})>?"
_LINK = re.compile(rf"!?\[(?P<text>{_TEXT})\]\(\s{{0,9}}{_URL}(?:\s[^()\n]{{0,300}})?\)")
_BARE_URL = re.compile(r"https?://[^\s<>|\"'）】]{1,2000}")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*([^*\n]{1,2000})\*\*")
_WRAPS = ("**", "__", "*", "_", "`")
_DELIMITER = frozenset("|:- \t")


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link: `[text](url)`."""

    text: str
    url: str
    start: int
    end: int


def links(text: str) -> list[Link]:
    """Find the links of a text, in order; pictures are none."""
    found = _LINK.finditer(text) if "](" in text else ()
    return [
        Link(plain(m["text"]), unescape(m["url"]), m.start(), m.end())
        for m in found
        if not m.group().startswith("!")
    ]


def bare_url(text: str) -> str:
    """Find a link that is written out; empty if there is none."""
    match = _BARE_URL.search(text)
    return match.group().rstrip(".,;)") if match else ""


def is_delimiter(line: str) -> bool:
    """Say whether this is the row of dashes below a table's head."""
    return "-" in line and "|" in line and _DELIMITER.issuperset(line)


def cells(line: str, count: int = 0) -> list[str]:
    """Split a row into cells; where that is not `count`, `|` inside a link's text splits none."""
    line = line.strip()
    pipes = [match.start() for match in _PIPE.finditer(line)]
    split = _split(line, pipes)
    if len(split) > count > 0 and (spans := [(k.start, k.end) for k in links(line)]):
        split = _split(line, _outside(pipes, spans))
    return split


def plain(text: str) -> str:
    """Take bold, line breaks and the escapes of `|` off; links give their text."""
    if "](" in text:
        text = _LINK.sub(lambda match: match["text"], text)
    if "<" in text:
        text = _BREAK.sub(" ", text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    text = unescape(text).strip()
    for wrap in _WRAPS:
        if len(text) > 2 * len(wrap) and text.startswith(wrap) and text.endswith(wrap):
            inner = text[len(wrap) : -len(wrap)]
            text = text if wrap in inner else inner
    return text


def unescape(text: str) -> str:
    r"""Read `\|` as `|`. Other escapes stay: in papers they are LaTeX more often than Markdown."""
    return text.replace("\\|", "|") if "\\" in text else text


def _outside(pipes: list[int], spans: list[tuple[int, int]]) -> list[int]:
    """Keep the pipes that are in no span; both are sorted."""
    kept: list[int] = []
    at = 0
    for pipe in pipes:
        while at < len(spans) and spans[at][1] <= pipe:
            at += 1
        if at == len(spans) or pipe < spans[at][0]:
            kept.append(pipe)
    return kept


def _split(line: str, pipes: list[int]) -> list[str]:
    ends = [-1, *pipes, len(line)]
    split = [line[a + 1 : b].strip() for a, b in pairwise(ends)]
    if pipes and pipes[0] == 0:
        del split[0]
    if pipes and pipes[-1] == len(line) - 1:
        del split[-1]
    return split
