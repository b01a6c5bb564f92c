"""What arXiv's listings and hostile sources add to the fields of a paper, taken off."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from paperweft.extract.arxiv import ArxivId, arxiv_id

MAX_TITLE = 1_000
"""A longer title is cut, in code points."""

MAX_FIELD = 100_000
"""A longer summary or abstract is cut, in code points."""

# Controls, zero-width and bidi characters, tags, lone surrogates, non-characters. Whitespace among
# the controls is no matter: it is collapsed before.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_ID = r"(?P<id>\d{4}\.\d{4,5}(?:v\d{1,3})?|[a-z-]{2,15}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,3})?)"
_SUFFIX = re.compile(
    rf"[.。．]?\s?[(（][^()（）\[\]]{{0,12}}arxiv\s?[:：]\s?{_ID}"
    r"\s?(?:\[(?P<categories>[^\[\]]{1,80})\])?(?P<note>[^()（）\[\]]{0,20})[)）]",
    re.IGNORECASE,
)
_MARK = r"(?:当前|原文|原|當前)?(?:摘要|提要|抽象|文摘|概要|简介|簡介|abstract)\s?[:：]\s?"
_TYPE_KEY = (
    r"(?:[\u4e00-\u9fff]{0,3}[类類]型[\u4e00-\u9fff]{0,2}|(?:announce(?:ment)?\s)?type)\s?[:：]\s?"
)
_TYPE = (
    r"(?:replace-cross|replace|cross|new|交叉替[换換]|替[换換][-－]?(?:交叉|跨文档|跨)?版?"
    r"|跨(?:领域|領域|学科|學科|[界越域]|语言(?=[。.\s]))?|交叉(?:传播|学科)?|新(?:的|内容|研究|文章)?(?![型颖]))"
)
_PREFIX = re.compile(
    rf"[《\s]{{0,3}}arxiv\s?[:：]\s?{_ID}[》\s]{{0,3}}"
    rf"(?:{_TYPE_KEY}(?:(?P<long>[^:：。]{{0,12}}?)[》。.\s]{{0,4}}(?={_MARK})|(?P<short>{_TYPE}))?"
    rf"[》。.\s]{{0,4}})?(?:{_MARK})?",
    re.IGNORECASE,
)
# A translator's remark behind the suffix that holds the translated title.
_TRANSLATION = re.compile(r"(?:标题|題目|题目|翻译|译为)[^:：]{0,12}[:：]\s?(.{2,})")
_MARK_ALONE = re.compile(_MARK, re.IGNORECASE)
_ENDS = re.compile(r"[.!?。！？][\"'”’」』)\]）】]*$|https?://\S+$")
_TAIL = 300
_TIMES = 9


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing wrote around a title or an abstract."""

    id: ArxivId | None = None
    categories: tuple[str, ...] = ()
    announce_type: str | None = None


def clean(text: str) -> str:
    """Collapse whitespace and remove control, zero-width and bidi characters."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return " ".join(_HIDDEN.sub("", text).split()) if _HIDDEN.search(text) else text


def strip_title(title: str) -> tuple[str, Listing]:
    """Take ` (arXiv:2303.00800v2 [cs.LG] UPDATED)` off a cleaned title, with the dot before it."""
    return _strip(title, _strip_suffix) if "rxiv" in title.lower() else (title, Listing())


def strip_abstract(text: str) -> tuple[str, Listing]:
    """Take `arXiv:2402.14874v1 Announce Type: cross Abstract:` off, in English or in Chinese."""
    return _strip(text, _strip_prefix)


def _strip(text: str, once: Callable[[str], tuple[str, Listing]]) -> tuple[str, Listing]:
    """Take off what stands there several times; the first listing that says something counts."""
    first = Listing()
    for _ in range(_TIMES):
        shorter, listing = once(text)
        if shorter == text:
            break
        text, first = shorter, first if first.id else listing
    return text, first


def _strip_suffix(title: str) -> tuple[str, Listing]:
    match = _SUFFIX.search(title)
    if not match or not (match["categories"] or _ends_title(title, match)):
        return title, Listing()
    categories = tuple(re.findall(r"[\w.-]+", match["categories"] or ""))
    after = title[match.end() :].strip(" .。")
    note = _TRANSLATION.search(after)
    bare = note[1] if note else clean(title[: match.start()] + after)
    return bare, Listing(arxiv_id(match["id"]), categories, _title_type(match["note"]))


def _strip_prefix(text: str) -> tuple[str, Listing]:
    match = _PREFIX.match(text)
    if not match:
        alone = _MARK_ALONE.match(text)
        return (text[alone.end() :] if alone else text), Listing()
    kind = announce_type(match["long"] or match["short"] or "")
    return text[match.end() :].lstrip(), Listing(arxiv_id(match["id"]), (), kind)


def announce_type(text: str) -> str | None:
    """Give arXiv's word for an announcement, from English, a listing's note or Chinese."""
    text = text.lower()
    replaced = any(word in text for word in ("replace", "updated", "更新", "替换", "替換"))
    crossed = any(word in text for word in ("cross", "跨", "交叉"))
    if replaced:
        return "replace-cross" if crossed else "replace"
    if crossed:
        return "cross"
    return "new" if "new" in text or "新" in text else None


def is_truncated(abstract: str) -> bool:
    """Say whether a text stops in mid-sentence: no full stop, or three dots, and no link last."""
    if not abstract:
        return False
    return abstract.endswith(("...", "…")) or not _ENDS.search(abstract[-_TAIL:])


def fold_title(title: str) -> str:
    """Fold a title so that its spellings meet: letters and digits of NFKC, without case."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(c for c in folded if c.isalnum() or c in "+#") or folded.strip()


def title_id(title: str) -> str:
    """Give the id of a paper that is known by its title only."""
    digest = hashlib.sha256(fold_title(title).encode("utf-8", "replace")).hexdigest()
    return f"title:{digest[:16]}"


def _ends_title(title: str, match: re.Match[str]) -> bool:
    return not title[match.end() :].strip(" .。”\"'》」")


def _title_type(note: str) -> str | None:
    return announce_type(note) if note.strip(" ,，.。") else None
