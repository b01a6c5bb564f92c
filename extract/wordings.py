"""The wordings that tie a value to a metric in one sentence, English and Chinese.

Rules look at a `Line`: at the words between a metric and the value next to it, and at those
before and after. What no wording fits is not read: a wrong value is worse than a missing one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paperweft.extract.changes import CHANGE, Trend, first_trend, last_trend
from paperweft.extract.numbers import PERCENTAGE_POINTS, POINTS, Quantity
from paperweft.extract.slots import D, F, Line, M, R, V, X

_FAR = 80  # characters that a verb may stand before its value


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric and a value that a wording ties together.

    Attributes:
        metric: Place of the metric in the line.
        value: Place of the value in the line.
        rule: Name of the wording.
        trend: None if it is the value itself, else what the metric does by that much.
        continued: The metric stands with an earlier value: "an F1 of 71 on A and 68 on B".
    """

    metric: int
    value: int
    rule: str
    trend: Trend | None = None
    continued: bool = False

    @property
    def first(self) -> int:
        """Where its own words begin."""
        return self.value if self.continued else min(self.metric, self.value)

    @property
    def last(self) -> int:
        """Where its own words end."""
        return self.value if self.continued else max(self.metric, self.value)


_TAIL = (
    r"(?:@\d+)?(?: ?(?:scores?|rates?|values?|performance|results?|levels?|metrics?|ratios?))?"
    r"(?:得分|分数|评分|值|率|指标|水平|表现|成绩|结果|数值|性能)?"
)
_ON = (
    r"(?: (?:on|for|in|over|across|of|with|from) (?:the |a |an |our )?(?:[a-z0-9]+ ){0,2}"
    rf"[{D}{X}](?: (?:dataset|benchmark|test set|task|suite|set|corpus|split|model)s?)?)*"
)
_IS = (
    r"(?:of|at|is|was|are|were|to|equals?|(?:reach|achiev|attain|obtain|scor|hitt?|total)\w*"
    r"|remain(?:s|ed|ing)? at|stands? at|as)"
)
_GAIN = (
    r"(?:improvement|gain|increase|boost|reduction|decrease|drop|decline|degradation|loss|saving"
    r"|speed ?up|advantage|uplift|increment)s?(?![a-z])"
)
_ADJECTIVES = (
    r"(?:(?:average|mean|overall|total|top 1|test|testing|validation|training|train|inference"
    r"|classification|prediction|detection|recognition|segmentation|retrieval|macro|micro"
    r"|weighted|balanced|exact|final|peak|maximum|minimum|zero shot|few shot|end to end|relative"
    r"|absolute|pass|task|cross validation|state of the art|median|clean|robust|high|strong"
    r"|impressive|remarkable|competitive|downstream|human|system|model|decoding|generation"
    r"|question answering|per token|gpu|peak gpu|compute) )*"
)
_MORE = r"(?:(?:relative|absolute|average|overall|mean|performance|significant|additional) )*"
_COMPARATIVE = (
    r"(?:higher|lower|better|faster|slower|less|more|greater|smaller|larger|shorter|longer|fewer"
    r"|reduced|increased|improved|worse)"
)
_WORDS = r"[^,;:()。]"
_ZH_IS = r"(?:达到|达|为|是|至|到|有|可达|取得|获得|仅有|只有|保持在|维持在|稳定在)了?"
_ZH_MORE = r"(?:了|幅度|率|约|达到?|为|最多|近|超过|平均|可|多)*"
_ZH_GAIN = "提升|提高|增益|改进|改善|增长|增加|下降|降低|减少|损失|加速"

# Between a metric and the value after it.
_IS_AFTER = re.compile(
    rf"{_TAIL}{_ON},? ?(?:(?:that|which) )?{_IS} ?(?:only |just |merely )?(?:at )?"
    rf"|{_TAIL} ?{_WORDS}{{0,30}}{_ZH_IS} ?|{_TAIL}{_WORDS}{{0,20}}, ?(?:达到?|高达|仅?为)了? ?"
)
_BESIDE = re.compile(rf"{_TAIL}{_ON} ?[:=(]? ?")
_TO = re.compile(rf"{_WORDS}{{0,60}}(?:(?:{CHANGE}) to|降至|降到|升至|升到|至|(?<![达得])到) ?")
_BY = re.compile(
    rf"{_TAIL}{_ON}(?: (?:on|for|in|over|across|of|under|against|compared (?:to|with)|relative to)"
    rf" (?:(?! and ){_WORDS}){{1,40}}?)?(?: (?:is|are|was|were|has been|can be))?"
    rf"(?: [a-z]+ly)?(?: (?:{CHANGE}))?(?: [a-z]+ly| further)? by "
)
_GAIN_OF = re.compile(rf"{_TAIL} ?{_GAIN}{_ON} ?(?:of|by|at|is|was|reaching|from|:|\()? ?")
_VERB = re.compile(
    rf"{_TAIL}(?:(?!不变|情况下|前提下|条件下|同时){_WORDS}){{0,40}}?"
    rf"(?:{CHANGE})(?: ?{_ZH_MORE})? ?"
)
_OF_ANOTHER = re.compile(rf" ?的(?!相对|绝对|水平|平均|{_ZH_GAIN})")
# Before a metric whose value follows at once: 降低推理延迟40%, "reduces latency 40%".
_CHANGES_IT = re.compile(
    rf"(?:{CHANGE})了?(?:其|模型|系统|的|推理|整体|平均|端到端|训练|相对|绝对)*$"
    r"|(?<![a-z])(?:increas|improv|reduc|decreas|boost|rais|lower|enhanc|cut)(?:e?s|e|ing|ed) "
    r"(?:the |its |average )*$"
)
_AT_ONCE = re.compile(r"(?:了|约|高?达|近|为)*")

# Between a value and the metric after it, and around the two.
_NAME = re.compile(
    rf" {_MORE}(?:{_COMPARATIVE} )?{_ADJECTIVES}| ?(?:左右|以上)? ?的?"
    r"(?:更[低高快]的?)?(?:平均|总体|整体|相对|绝对|推理|分类|测试|综合|端到端|训练)*的? ?"
)
_GAIN_IN = re.compile(
    rf" {_MORE}(?:error )?{_GAIN} (?:in|of|on|to|for)(?: the| its)? {_ADJECTIVES}"
)
_IN = re.compile(rf" (?:in|in terms of|on)(?: the)? {_ADJECTIVES}")
_GAIN_AFTER = re.compile(rf" {_MORE}{_GAIN}|(?:上?的)?(?:绝对|相对)?(?:{_ZH_GAIN})")
_CHANGE_AFTER = re.compile(rf" {_MORE}(?:{_GAIN}|{_COMPARATIVE}(?![a-z]))")
_CHANGED_BY = re.compile(rf"(?:{CHANGE})(?: of| by)? ?{_ZH_MORE} ?$")
_RIVAL = re.compile(r"(?:(?:outperform|surpass|exceed|beat)\w*|超越|优于|超过) ?$")
_REACHES = re.compile(
    r"(?:achiev|reach|obtain|attain|scor|record|yield|deliver|get|gets|with|of|at|to|is)\w*"
    r"(?: an?)? ?$"
)
_LISTED = re.compile(r"的?[^,。;]{0,15}?(?:、|和|以及|与|及|并) ?$")

# What makes a number no value: a setting, a share of something, a count.
_SETTING = re.compile(r"\b(?:at|under|given|fixed|target)(?: an?| the)? ?$")
_SETTING_AFTER = re.compile(r"(?:的?(?:情况|条件|设置|设定|约束|预算)下|时|下(?!降))")
_KEPT = re.compile(r"(?:preserv|retain|recover)\w*[^,;。]{0,60}$|(?:保留|恢复)了?[^,;。]{0,30}$")
_WITHIN = re.compile(r"(?:within|per|every|each|top|前|每) ?$")
_NEXT = re.compile(
    rf" ?(?:$|[.,;:!?)(。、\]\"'”*${M}{D}{X}]|(?:on|in|for|with|and|at|over|compared|when|under"
    r"|while|to|from|by|across|respectively|vs|versus|than|after|before|as|which|but|or|without"
    r"|against|where|is|are|was|were|even|via|between|among|during|out|[a-z]+(?:ing|ed))(?![a-z])"
    r"|[\u4e00-\u9fff](?<![个种项类篇条张名位步次轮层维年月天人款段组行例帧]))"
)
_CONTINUES = re.compile(
    rf" (?:on|for|in) (?:the )?{D}(?: (?:dataset|benchmark))?(?:, and|,| and) (?:of |by )?"
    rf"|[,、;和]? ?(?:在)? ?{D} ?(?:数据集)?(?:上|中)?(?:{CHANGE}|为|达到?|取得)?了? ?"
)


def readings(line: Line) -> Iterator[Reading]:
    """Yield what the wordings of a line tie together, in the order of its values."""
    places = [place for place, _ in line.places(M + V + F + R)]
    slots = dict(line.places(V + F))
    last: Reading | None = None
    for before, place, after in zip([-1, *places], places, [*places[1:], -1], strict=False):
        if place not in slots or _WITHIN.search(line.text[:place]):
            continue
        taken = last is not None and last.metric == before  # as in 用0.01%参数达到83.8%准确率
        found = _reading(line, -1 if taken else before, place, after)
        if found is None and last and before == last.value:
            found = _continued(line, last, place)
        if found and not all(_is_sound(found, value, line.text) for value in slots[place].values):
            found = None
        if found:
            yield found
        last = found


def _reading(line: Line, before: int, value: int, after: int) -> Reading | None:
    """Return the reading of a value with the slot before or after it, if that is a metric."""
    found = None
    if before >= 0 and line.text[before] == M:
        found = _metric_first(line, before, value)
    if found is None and after >= 0 and line.text[after] == M:
        found = _value_first(line, value, after)
    return found


def _continued(line: Line, last: Reading, value: int) -> Reading | None:
    """Return the reading of a value on a further dataset, of the metric of the value before."""
    slots = dict(line.places(V + F))
    alike = slots[last.value].values[-1].unit == slots[value].values[-1].unit
    if alike and line.text[value] == V and _CONTINUES.fullmatch(line.text, last.value + 1, value):
        return Reading(last.metric, value, last.rule, last.trend, continued=True)
    return None


def _metric_first(line: Line, metric: int, value: int) -> Reading | None:
    gap = line.text[metric + 1 : value]
    if line.text[value] == F:
        plain = re.fullmatch(rf"{_WORDS}{{0,60}}", gap)
        return Reading(metric, value, "from to") if plain else None
    if _TO.fullmatch(gap):
        return Reading(metric, value, "to")
    found = _difference(gap, line.text[:metric]) or _plain(line, gap, metric, value)
    if found is None:
        return None
    rule, trend = found
    if trend is None:
        change = _CHANGE_AFTER.match(line.text, value + 1)
        trend = first_trend(change[0]) if change else _signed(line, value)
    return Reading(metric, value, rule, trend)


def _difference(gap: str, before: str) -> tuple[str, Trend | None] | None:
    """Return the wording that makes the value after a metric a difference, and its trend."""
    trend = None
    if _BY.fullmatch(gap):
        rule, trend = "by", last_trend(gap) or last_trend(before[-2 * _FAR :])
    elif _GAIN_OF.fullmatch(gap):
        rule, trend = "gain", first_trend(gap)
    elif (_AT_ONCE.fullmatch(gap) or gap == " ") and _CHANGES_IT.search(before):
        rule, trend = "verb", last_trend(before)
    return (rule, trend) if trend else None


def _plain(line: Line, gap: str, metric: int, value: int) -> tuple[str, Trend | None] | None:
    """Return the wording that gives a metric the value after it."""
    if _is_setting(line.text, metric, value):
        return None
    if _IS_AFTER.fullmatch(gap):
        return "is", None if "," in gap else last_trend(gap)
    if _BESIDE.fullmatch(gap):
        return "beside", None
    of_another = _OF_ANOTHER.match(line.text, value + 1)
    return ("verb", last_trend(gap)) if _VERB.fullmatch(gap) and not of_another else None


def _value_first(line: Line, value: int, metric: int) -> Reading | None:
    gap, left = line.text[value + 1 : metric], _left(line.text, value)
    if _GAIN_IN.fullmatch(gap):
        found: tuple[str, Trend | None] | None = ("gain", first_trend(gap))
    elif _IN.fullmatch(gap):
        trend = _told_before(line.text[:value])
        found = ("in", trend) if trend or _REACHES.search(left) else None
    elif not _NAME.fullmatch(gap) or _RIVAL.search(left):
        found = None
    elif gain := _GAIN_AFTER.match(line.text, metric + 1):
        # "6x less latency increase" is neither less latency nor an increase.
        found = None if first_trend(gap) else ("gain", first_trend(gain[0]))
    else:
        found = _named(line, value, metric)
    if found is None:
        return None
    rule, trend = found
    return Reading(metric, value, rule, None if line.text[value] == F else trend)


def _named(line: Line, value: int, metric: int) -> tuple[str, Trend | None] | None:
    """Return the wording of a value right before its metric, unless it is a setting."""
    trend = first_trend(line.text[value + 1 : metric])
    trend = trend or _told_before(line.text[:value]) or _signed(line, value)
    if trend is None and _is_setting(line.text, value, metric):
        return None
    return "name", trend


def _is_setting(text: str, first: int, last: int) -> bool:
    """Say whether the words around tell a condition, or a share of somebody else's value."""
    before = text[max(0, first - _FAR) : first]
    return bool(
        _SETTING.search(before) or _KEPT.search(before) or _SETTING_AFTER.match(text, last + 1)
    )


def _told_before(text: str) -> Trend | None:
    """Return what the words right before a value say that it does, if it is a difference."""
    left = _left(text, len(text))
    if _CHANGED_BY.search(left):
        return last_trend(left)
    if left.endswith("by "):
        return last_trend(text[-2 * _FAR :])
    earlier = max(text.rfind(V), text.rfind(F))
    if earlier >= 0 and _LISTED.fullmatch(text, earlier + 1):  # 减少31%的A、72%的B
        return _told_before(text[:earlier])
    return None


def _signed(line: Line, value: int) -> Trend | None:
    sign = dict(line.places(V + F))[value].values[0].sign
    return {1: Trend.UP, -1: Trend.DOWN}.get(sign)


def _left(text: str, place: int) -> str:
    """Return what stands before a place, back to the last value or the last semicolon."""
    return re.split(rf"[{V}{F}{R};。]", text[max(0, place - _FAR) : place])[-1]


def _is_sound(reading: Reading, value: Quantity, text: str) -> bool:
    """Say whether the unit fits, and whether a number without one is more than a count."""
    metric_first = reading.metric < reading.value
    if reading.trend is None and value.unit in (POINTS, PERCENTAGE_POINTS):
        return value.unit == POINTS and metric_first
    if value.unit is not None:
        return True
    if value.whole and (not metric_first or reading.rule == "beside"):
        return False
    return not metric_first or bool(_NEXT.match(text, reading.value + 1))
