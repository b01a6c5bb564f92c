"""Words of change in both languages: what rises, falls, gets better or worse."""

import re
from collections.abc import Iterable
from enum import Enum

from paperweft.extract.schema import Change


class Trend(Enum):
    """What a word of change says; better and worse depend on the metric."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"


_ENGLISH = {
    Trend.BETTER: r"(?:improv|enhanc|boost|outperform|surpass|exceed|accelerat|gain|uplift)\w*"
    r"|beat(?:s|ing)?|better|faster|speed(?:s|ed|ing)? ?ups?|lift(?:s|ed|ing)?|advantages?"
    r"|superior|ahead",
    Trend.UP: r"(?:increas|rais|grow)\w*|grew|ris(?:es?|ing)|rose|higher|more|greater|larger"
    r"|longer",
    Trend.DOWN: r"(?:reduc|decreas|lower|drop|declin|shrink|shorten|diminish|sav)\w*"
    r"|cut(?:s|ting)?|fall(?:s|ing)?|fell|less|fewer|smaller|shorter|cheaper",
    Trend.WORSE: r"(?:degrad|worsen|deteriorat)\w*|worse|slower|loss(?:es)?|los(?:es?|ing)",
}
_CHINESE = {  # 最低 and 至少 change nothing, 高效 neither
    Trend.BETTER: "提升|提高|改善|改进|优化|增强|优于|领先|超越|超过|超出|胜过|加速|更好|更快"
    "|(?<!最)快|增益|收益|优势",
    Trend.UP: "增加|增长|上升|增大|升高|更高|更多|高出|(?<!最)高(?![达效质精性度])",
    Trend.DOWN: "降低|下降|降幅|减少|减小|减轻|缩短|缩减|缩小|削减|节省|节约|压缩|更低|更少"
    "|(?<!最)低|降|减|(?<![至最])少",
    Trend.WORSE: "恶化|退化|变差|损失|更差|更慢|(?<!最)慢",
}
_PATTERNS = {
    trend: rf"(?<![a-z])(?:{_ENGLISH[trend]})(?![a-z])|{_CHINESE[trend]}" for trend in Trend
}

CHANGE = "|".join(f"(?:{pattern})" for pattern in _PATTERNS.values())
"""Matches any word of change in folded text."""

_BY_TREND = [(trend, re.compile(pattern)) for trend, pattern in _PATTERNS.items()]
_CHANGE = re.compile(CHANGE)
_LESS_IS_BETTER = re.compile(
    r"error|loss|latency|delay|perplexity|\btime|runtime|cost|memory|overhead|consumption|usage"
    r"|footprint|flops|parameter|regret|distance|divergence|deviation|toxicity|forgetting"
    r"|hallucination rate|false positive|false negative|\b(?:s?crps|ppl|[wcempt]er|f[iv]d|kid"
    r"|n?rmse|mse|mae|mase|mape|lpips|eer|ece|ade|fde|tvd|epe|mpjpe|absrel|nll|bpc)\b"
    r"|误差|错误|誤差|錯誤|损失|損失|延迟|延遲|时延|困惑度|时间|時間|耗时|成本|开销|開銷|内存|显存"
    r"|能耗|占用|距离|遗忘|幻觉率|参数",
    re.IGNORECASE,
)
_FACTOR = re.compile(
    r"speed|accelerat|throughput|compress|ratio|factor|gain|improvement|加速|速度|压缩|吞吐|倍|比$",
    re.IGNORECASE,
)


def last_trend(text: str) -> Trend | None:
    """Return what the last word of change in folded text says."""
    found = [match[0] for match in _CHANGE.finditer(text)]
    return _trend_of(found[-1]) if found else None


def first_trend(text: str) -> Trend | None:
    """Return what the first word of change in folded text says."""
    match = _CHANGE.search(text)
    return _trend_of(match[0]) if match else None


def _trend_of(word: str) -> Trend:
    return next(trend for trend, pattern in _BY_TREND if pattern.fullmatch(word))


def change_of(trend: Trend, metric_names: Iterable[str]) -> Change:
    """Return whether a metric of these names rises or falls with this trend."""
    if trend in (Trend.BETTER, Trend.WORSE):
        falls = any(_LESS_IS_BETTER.search(name) for name in metric_names)
        return Change.DECREASE if falls is (trend is Trend.BETTER) else Change.INCREASE
    return Change.INCREASE if trend is Trend.UP else Change.DECREASE


def may_be_factor(metric_names: Iterable[str]) -> bool:
    """Say whether a value such as 3× is one of the metric itself: a speedup, a ratio."""
    return any(_FACTOR.search(name) for name in metric_names)
