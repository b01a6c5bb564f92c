"""Which paragraph of a digest's block is what, by place and language."""

import re
from dataclasses import dataclass, replace

from paperweft.extract.languages import has_han, is_chinese
from paperweft.extract.passages import RawText
from paperweft.extract.readers.markup import bare_url, links
from paperweft.extract.records import Field

_LINK_LINE = re.compile(r"\[?<?https?://\S+$")
_ABSTRACT = re.compile(r"arxiv\s?[:：]\s?\S{5,20}\s|abstract\s?[:：]", re.IGNORECASE)
# The label that a digest's maker left between a Chinese summary and an English one.
_TLDR = re.compile(r" ?\ben_tl?dlr\s?[:：] ?", re.IGNORECASE | re.ASCII)
_GAP = 3
"""So many blank lines stand where the English summary is left empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block as it stands: its number, first line, and lines (the first without `[^1]:`)."""

    number: int
    line: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Content:
    """What a block says; the texts are summaries and abstracts."""

    titles: tuple[RawText, ...]
    url: str
    texts: tuple[RawText, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    gap: int
    """Blank lines before it."""


def block_content(block: Block) -> Content:
    """Tell the paragraphs of a block apart: titles before the link, the rest after it."""
    paragraphs = _paragraphs(block.lines)
    at = next((i for i, p in enumerate(paragraphs) if _LINK_LINE.match(p.text)), None)
    if at is None:
        return Content(_titles(paragraphs[:2]), "", _body(paragraphs[2:]))
    found = links(paragraphs[at].text)
    url = found[0].url if found else bare_url(paragraphs[at].text)
    return Content(_titles(paragraphs[:at]), url, _body(paragraphs[at + 1 :]))


def _paragraphs(lines: list[str]) -> list[_Paragraph]:
    """Split at blank lines; lines that follow each other are one paragraph."""
    found: list[_Paragraph] = []
    gap = 0
    for line in lines:
        text = line.strip()
        if not text:
            gap += 1
        elif gap or not found:
            found.append(_Paragraph(text, gap))
            gap = 0
        else:
            found[-1] = _Paragraph(f"{found[-1].text} {text}", found[-1].gap)
    return found


def _titles(paragraphs: list[_Paragraph]) -> tuple[RawText, ...]:
    """The Chinese title stands before the English one; one alone is what it is."""
    texts = [p.text for p in paragraphs]
    if len(texts) == 1:
        return (RawText("title", texts[0]),)
    if len(texts) > 1 and has_han(texts[1]) and not has_han(texts[0]):
        texts[:2] = [texts[1], texts[0]]
    hinted = zip(texts, ("zh", "en"), strict=False)
    return tuple(RawText("title", text, "zh" if hint == "zh" else "en") for text, hint in hinted)


def _body(paragraphs: list[_Paragraph]) -> tuple[RawText, ...]:
    """Summaries, then abstracts: told apart by the gap between, or else by turns of language."""
    end = _summary_end(paragraphs)
    split = [replace(p, text=t) for p in paragraphs[:end] for t in _TLDR.split(p.text) if t]
    summaries = [_text("summary", text) for text in _by_language(split)]
    return (*summaries, *_abstracts(paragraphs[end:]))


def _summary_end(paragraphs: list[_Paragraph]) -> int:
    """Count the paragraphs that are summaries."""
    gap = next((i for i, p in enumerate(paragraphs) if p.gap >= _GAP), None)
    if gap is not None:
        return gap
    chinese = [is_chinese(p.text) for p in paragraphs]
    if chinese[:4] == [True, False, True, False]:
        return 2
    return min(len(paragraphs), 1)


def _by_language(paragraphs: list[_Paragraph]) -> list[str]:
    """Join the paragraphs of each language."""
    chinese = [p.text for p in paragraphs if is_chinese(p.text)]
    english = [p.text for p in paragraphs if not is_chinese(p.text)]
    return [" ".join(texts) for texts in (chinese, english) if texts]


def _abstracts(paragraphs: list[_Paragraph]) -> list[RawText]:
    """The Chinese abstract, then the English one, each of one paragraph or more.

    What stands before a second English abstract is in the Chinese one's place, left untranslated.
    """
    english = [i for i, p in enumerate(paragraphs) if not is_chinese(p.text)]
    start = next((i for i in english if _ABSTRACT.match(paragraphs[i].text)), 0)
    if len(english) == len(paragraphs) and start > 0:
        first = " ".join(p.text for p in paragraphs[:start])
        last = " ".join(p.text for p in paragraphs[start:])
        return [RawText("abstract", first, "zh"), RawText("abstract", last, "en")]
    return [_text("abstract", text) for text in _by_language(paragraphs)]


def _text(field: Field, text: str) -> RawText:
    return RawText(field, text, "zh" if is_chinese(text) else "en")
