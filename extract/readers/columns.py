"""Columns of tables, told from their headings in English and in Chinese of both scripts."""

import re
from collections.abc import Mapping, Sequence

from paperweft.extract.drafts import Draft
from paperweft.extract.passages import Hint, RawText
from paperweft.extract.readers.markup import plain
from paperweft.extract.readers.values import names
from paperweft.extract.records import Field

_HEADINGS: dict[str, str] = {
    "title": (
        "title|titles|name|paper|papers|paper title|paper name|article|標題|标题|題目|"
        "题目|名稱|名称|論文|论文|研究名稱|研究名称|論文名稱|论文名称|論文標題|论文标题|"
        "論文題目|论文题目|文章|文章標題|文章标题|篇名|英文標題|英文标题|title en|"
        "english title"
    ),
    "title_zh": (
        "title zh|chinese title|title (chinese)|中文標題|中文标题|中文名|中文名稱|"
        "中文名称|中文題目|中文题目|译名|譯名"
    ),
    "summary": (
        "summary|summaries|tldr|tl;dr|overview|description|highlights|key idea|摘要|"
        "概要|總結|总结|簡介|简介|概述|要點|要点|重點|重点|說明|说明|描述|summary en"
    ),
    "summary_zh": "summary zh|chinese summary|中文概要|中文總結|中文总结|中文簡介|中文简介",
    "abstract": (
        "abstract|abstracts|論文摘要|论文摘要|原文摘要|英文摘要|abstract en|english abstract"
    ),
    "abstract_zh": "abstract zh|chinese abstract|中文摘要",
    "date": (
        "date|dates|published|publication date|date published|release date|submitted|"
        "year|month|日期|時間|时间|年份|年月|發布日期|发布日期|發佈日期|發表日期|"
        "发表日期|發布時間|发布时间|發表時間|发表时间|提交日期"
    ),
    "labels": (
        "topics|topic|tags|tag|keywords|keyword|labels|label|area|field|themes|theme|"
        "主題|主题|標籤|标签|關鍵詞|关键词|關鍵字|关键字|類別|类别|分類|分类|領域|领域|"
        "方向|研究方向|研究領域|研究领域|话题|話題"
    ),
    "categories": "categories|category|subjects|arxiv category|primary category|arxiv categories",
    "authors": "authors|author|author s|creators|作者|作者們|作者们",
    "url": (
        "link|links|url|urls|paper link|paper url|arxiv|arxiv link|arxiv url|pdf|連結|"
        "链接|鏈接|連接|網址|网址|地址|論文連結|论文链接|論文鏈接|source|來源|来源"
    ),
    "id": "id|arxiv id|arxivid|paper id|編號|编号",
    "doi": "doi",
}
_KEYS = {heading: key for key, row in _HEADINGS.items() for heading in row.split("|")}
_LIKELY = frozenset(_HEADINGS) - {"title", "id"}
_NO_LETTERS = re.compile(r"[\s_*`#:：]+")
_LABELS = re.compile(r"<br\s{0,9}/?>|[、，,;；|/／\n•·]", re.IGNORECASE)
_CATEGORY = re.compile(r"[a-z-]{2,10}(?:\.[A-Za-z-]{2,10})?")
_TEXTS: tuple[tuple[str, Field, Hint], ...] = (
    ("title", "title", ""), ("title_zh", "title", "zh"),
    ("summary", "summary", ""), ("summary_zh", "summary", "zh"),
    ("abstract", "abstract", ""), ("abstract_zh", "abstract", "zh"),
)  # fmt: skip


def columns(headings: Sequence[str]) -> list[str]:
    """Name each column by the key of a paper record, empty where it is none or comes again.

    A column `摘要` beside another summary is the abstract.
    """
    folded = [_NO_LETTERS.sub(" ", heading).strip().casefold() for heading in headings]
    keys = [_KEYS.get(heading, "") for heading in folded]
    if keys.count("summary") > 1 and "摘要" in folded and "abstract" not in keys:
        keys[folded.index("摘要")] = "abstract"
    return [key if key not in keys[:at] else "" for at, key in enumerate(keys)]


def is_paper_table(keys: Sequence[str]) -> bool:
    """Say whether such columns are those of papers: a title and something that papers have."""
    return ("title" in keys or "title_zh" in keys) and not _LIKELY.isdisjoint(keys)


def row_draft(row: Mapping[str, str], *, path: str, line: int) -> Draft:
    """Make a draft of a row whose cells are named by the keys of a paper record."""
    categories = row.get("categories", "").replace(",", " ").replace(";", " ").split()
    arxiv = bool(categories) and all(_CATEGORY.fullmatch(c) for c in categories)
    labels = split_labels(row.get("labels", "") if arxiv else _joined(row, "labels", "categories"))
    own_id = row.get("id", "").strip()
    return Draft(
        path=path,
        line=line,
        texts=tuple(RawText(f, row[key], hint) for key, f, hint in _TEXTS if row.get(key)),
        labels=tuple(RawText("label", label) for label in labels),
        id=own_id,
        url=row.get("url", ""),
        doi=row.get("doi", ""),
        date=row.get("date", ""),
        authors=names(row.get("authors", "")),
        categories=tuple(categories) if arxiv else (),
        record_ids=(own_id,) if own_id else (),
    )


def split_labels(text: str) -> tuple[str, ...]:
    """Split a cell of topics at commas, semicolons, slashes and line breaks."""
    parts = (plain(part) for part in _LABELS.split(text))
    return tuple(part for part in parts if part)


def _joined(row: Mapping[str, str], *keys: str) -> str:
    return ";".join(row[key] for key in keys if row.get(key))
