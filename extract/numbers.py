"""Quantities in mixed Chinese and English text: a number with its unit, sign and bound.

Numbers that belong to a name (GPT-4, v1.5, 7B, top-5, Recall@10), years and ranges are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paperweft.extract.records import Bound

PERCENT, POINTS, PERCENTAGE_POINTS, TIMES = "%", "points", "percentage points", "×"

_UNITS: tuple[tuple[str, str], ...] = (
    (
        PERCENTAGE_POINTS,
        r"(?:percentage[ -]|percent[ -]|%[ -]|\\%[ -])points?|pp(?![A-Za-z])|p\.p\.",
    ),
    (PERCENTAGE_POINTS, r"(?:个|個)?百分[点點]"),
    (PERCENT, r"\\?%|％|percent(?![A-Za-z])"),
    (
        POINTS,
        r"分(?![钟鐘之类布别別成为數数])|points?(?![A-Za-z])|pts?(?![A-Za-z])|[个個][点點]",
    ),
    (
        TIMES,
        r"[x×✕](?![A-Za-z0-9-])|\$?\\times(?![A-Za-z])|-?fold(?![A-Za-z])|times(?![A-Za-z])|倍",
    ),
    ("ms", r"ms(?![A-Za-z])|milliseconds?(?![A-Za-z])|毫秒"),
    ("min", r"minutes?(?![A-Za-z])|mins?(?![A-Za-z])|分[钟鐘]"),
    ("h", r"hours?(?![A-Za-z])|小[时時]"),
    ("s", r"s(?![A-Za-z])|secs?(?![A-Za-z])|seconds?(?![A-Za-z])|秒"),
    ("GB", r"Gi?B(?![A-Za-z])"),
    ("MB", r"Mi?B(?![A-Za-z])"),
    ("dB", r"dB(?![A-Za-z])|分[贝貝]"),
    ("FPS", r"FPS(?![A-Za-z])|fps(?![A-Za-z])|frames per second|[帧幀][/每]秒"),
    ("tokens/s", r"tok(?:en)?s?(?:/s(?:ec(?:ond)?)?| per second)(?![A-Za-z])"),
    ("mm", r"mm(?![A-Za-z])|毫米"),
    ("cm", r"cm(?![A-Za-z])|厘米"),
    ("m", r"m(?![A-Za-z])|米|meters?(?![A-Za-z])|metres?(?![A-Za-z])"),
)
UNITS = tuple(sorted({unit for unit, _ in _UNITS}))
"""All units that a quantity may have."""

# What words before a number say of it: in English, and what no blank need part from it.
_AT_MOST = (
    r"a maximum of|up to|at most|no more than|as (?:high|much|large|low) as"
    r"|(?:less|lower|smaller) than|under|below"
)
_AT_MOST_ZH = (
    r"高[达達]|多[达達]|最[高多大]|至多|不[到足]|不超[过過]|不[高大多][于於]|(?<!不)低[于於]"
    r"|(?<!不)小[于於]|[<≤]|\\leq?"
)
_AT_LEAST = r"at least|(?<!no )more than|over|above|exceeding|(?:greater|higher|better|larger) than"
_AT_LEAST_ZH = (
    r"(?<!不)超[过過]?|逾|至少|最少|不[低小少][于於]|(?<!不)大[于於]|(?<!不)高[于於]|[>≥]|\\geq?"
)
_ABOUT = (
    "around|about|approximately|roughly|nearly|almost|close to|only|just|merely|even"
    "|an average(?: of)?|on average|average|an additional|a further|another|a|an|the"
)
_ABOUT_ZH = r"[约約近仅僅]|接近|大[约約]|[将將]近|只有|平均|[~～≈]|\\sim|\\approx"
_BOUNDS: dict[Bound, re.Pattern[str]] = {
    "at most": re.compile(f"{_AT_MOST}|{_AT_MOST_ZH}"),
    "at least": re.compile(f"{_AT_LEAST}|{_AT_LEAST_ZH}"),
}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PREFIX = re.compile(
    rf"(?:(?:(?<![A-Za-z])(?:{_AT_MOST}|{_AT_LEAST}|{_ABOUT})"
    rf"|{_AT_MOST_ZH}|{_AT_LEAST_ZH}|{_ABOUT_ZH})[\s$]*)+[为為]?$"
)
_QUANTITY = re.compile(
    rf"(?:(?P<sign>[+＋\-−])\s?)?(?P<number>{_NUMBER})(?P<spread>\s?(?:±|\\pm)\s?{_NUMBER})?"
    rf"(?P<unit>\$?[ -]?(?:{'|'.join(pattern for _, pattern in _UNITS)}))?"
)
_RANGE = re.compile(
    rf"(?:{_NUMBER})\s?(?:\\?[%％x×倍])?\s?[-–—~～−]{{1,3}}\s?(?:{_NUMBER})"
    rf"(?:{'|'.join(pattern for _, pattern in _UNITS)})?"
)
_NAMED_BEFORE = re.compile(r"[A-Za-z0-9_@#/\\.^]$|[A-Za-z0-9][-–−+]$")
_NAMED_AFTER = re.compile(
    r"[A-Za-z0-9_@^]|-(?=[A-Za-z])|\.\d|/\d|\s?(?:million|billion|thousand|trillion|[万萬亿億千])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MORE = re.compile(
    r"\s?(?:以上|\+| ?(?:or|and) (?:higher|more|above|greater)(?![A-Za-z])|或更[高多])"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text has it, `text[start:end]`, words such as `up to` included.

    Attributes:
        start: First code point.
        end: One past the last.
        value: The number, without its sign.
        unit: One of the units of this module, or None.
        sign: 1 or -1 where one is written, else 0.
        bound: What words before it say of the value.
        whole: It is written without a decimal point.
    """

    start: int
    end: int
    value: float
    unit: str | None
    sign: int
    bound: Bound | None
    whole: bool


def ranges(text: str) -> list[tuple[int, int]]:
    """Return where a text has ranges such as 5-10%, of which no end is a value."""
    return [match.span() for match in _RANGE.finditer(text)]


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a text in order; ends of ranges are left out."""
    taken = ranges(text)
    for match in _QUANTITY.finditer(text):
        at = match.start("number")
        if not any(start <= at < end for start, end in taken) and not _is_name(text, match):
            yield _quantity(text, match)


def _is_name(text: str, match: "re.Match[str]") -> bool:
    before, after = text[: match.start("number")], text[match.end() :]
    if match["sign"] in ("-", "−") and re.search(r"\w$", text[: match.start()]):
        return True
    if not match["sign"] and _NAMED_BEFORE.search(before[-2:]):
        return True
    if before.endswith("$") and not after.startswith("$") and "times" not in (match["unit"] or ""):
        return True
    bare = match["unit"] is None
    return bare and bool(_NAMED_AFTER.match(after) or _YEAR.fullmatch(match["number"]))


def _quantity(text: str, match: "re.Match[str]") -> Quantity:
    prefix = _PREFIX.search(text[max(0, match.start() - 30) : match.start()])
    start = match.start() - (len(prefix[0]) if prefix else 0)
    end, bound = match.end(), _bound_of(prefix[0]) if prefix else None
    if more := _MORE.match(text, end):
        end, bound = more.end(), "at least"
    return Quantity(
        start,
        end,
        float(match["number"].replace(",", "")),
        _unit_of(match["unit"]),
        {"+": 1, "＋": 1, "-": -1, "−": -1}.get(match["sign"], 0),
        bound,
        "." not in match["number"],
    )


def _unit_of(written: str | None) -> str | None:
    if written is None:
        return None
    plain = written.lstrip("$ -")
    return next(unit for unit, pattern in _UNITS if re.match(pattern, plain))


def _bound_of(prefix: str) -> Bound | None:
    found = (bound for bound, pattern in _BOUNDS.items() if pattern.search(prefix))
    return next(found, None)
