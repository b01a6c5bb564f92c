"""Whose value a result is and what it was measured on, told by the sentence it stands in."""

import re
from collections.abc import Sequence

from paperweft.extract.records import PaperConcept
from paperweft.extract.schema import METHOD, MODEL, Role
from paperweft.extract.slots import D, F, Line, M, R, Slot, V, X

_ON = re.compile(
    rf"(?: [^{V}{F}{R}{D}{M};,。:()]{{0,40}}?)?"
    rf"\b(?:on|over|in|for)(?: the| both)?(?: [a-z0-9]+){{0,3}} {D}"
)
_TRAINED = re.compile(r"(?:train|tun|learn|built|based)\w*[^,;]{0,30} (?:on|from|using)[^,;]*$")
_TRAINED_AFTER = re.compile(r" ?(?:数据集|语料)?上?(?:进行)?(?:的)?(?:预训练|训练|微调)")
_AT = re.compile(
    r"(?:\b(?:on|over|in|for|to)(?: the| both)?(?: [a-z0-9]+){0,3} |在[^,。;]{0,12}|于|对)$"
)
_NEW_CLAUSE = re.compile(rf"[{V}{F}{R};]|, ?(?:且|并|同时|而|and |while )")
_LISTED = re.compile(rf"{X} ?(?:、|和|与|及|,|and |or |/)+ ?$")
_ABOVE = re.compile(
    r" ?(?:数据集|基准|基准测试|测试集|任务|评测|测试|benchmark|dataset)?(?:上|中|:)"
)
_RIVAL = re.compile(
    r"(?:outperform|surpass|exceed|beat|over|than|against|compar|versus|vs|relative to|baseline"
    r"|replac|using|based on|via|like|including|such as|through"
    r"|比|较|优于|超过|超越|基于|使用|利用|采用|相对|对比|胜过|领先|包括|如|通过|结合|配合|加上|仅为|约为|标准|传统)"
    r"[^,;。]{0,25}$"
    r"|(?:\b(?:on|with|by|for|of|in|to)(?: [^ ,;]+){0,3} |在[^,。;]{0,12})$"
)
_DOES = re.compile(
    r"[^,;。:()]{0,30}?(?:\b(?:achiev|reach|obtain|attain|improv|reduc|increas|boost"
    r"|enhanc|yield|deliver|scor|record|outperform|surpass|lower|decreas|gain|has|have|raises?"
    r"|lifts?|cuts?|exceed)\w*|达|取得|实现|获得|提升|提高|降低|减少|优于|超过|超越|将|使)"
    r"|(?:'s)? ?(?:在[^,。;]{0,20}[上中])?(?:[^,。;]{0,12}的)?(?:[a-z]+ ){0,2}$"
)
_DOING = re.compile(r" (?:achiev|reach|obtain|attain|scor|show|yield)ing")
_OURS = re.compile(
    r"\b(?:our|the proposed|this) (?:[a-z]+ ){0,3}?(?:method|model|approach|framework|system"
    r"|algorithm|architecture|pipeline|solution|technique|network|agent|strategy)"
    r"|(?:该|本|此|所提|我们的|提出的|本文的?)[^,。;]{0,6}(?:方法|模型|框架|系统|算法|架构|网络|方案|策略|技术)"
)


def dataset_of(line: Line, first: int, last: int) -> Slot | None:
    """Return the slot of what was measured on: between, after or before the two places given.

    Args:
        line: The sentence.
        first: Place of the metric or of the value, whichever is first.
        last: Place of the other.
    """
    places = dict(line.places(D))
    inner = [slot for place, slot in places.items() if first < place < last]
    if inner:
        return inner[-1]
    after = _ON.match(line.text, last + 1)
    if after and not _TRAINED.search(after[0]):
        return places[after.end() - 1]
    for place in sorted((place for place in places if place < first), reverse=True):
        if _LISTED.search(line.text[:place]):
            return None
        if _NEW_CLAUSE.search(line.text, place, first):
            return None
        before = line.text[max(0, place - 40) : place]
        if _TRAINED.search(before) or _TRAINED_AFTER.match(line.text, place + 1):
            continue
        if _AT.search(before) or _ABOVE.match(line.text, place + 1):
            return places[place]
    return None


def method_of(line: Line, first: int, last: int, concepts: Sequence[PaperConcept]) -> Slot | None:
    """Return the slot of the method or model whose value it is: the subject of the sentence."""
    places = {
        place: slot
        for place, slot in line.places(X)
        if place < last and all(_has_values(concepts[number]) for number in slot.concepts)
    }
    for place in sorted(places, reverse=True):
        between = line.text[place + 1 : max(place + 1, first)]
        if re.search(rf"[{V}{F}{R};]", between):
            break
        rival = _RIVAL.search(line.text[max(0, place - 40) : place])
        if _DOING.match(between) or (not rival and _DOES.match(between)):
            return places[place]
    return _own(line, first, concepts)


def _has_values(concept: PaperConcept) -> bool:
    """Say whether values are told of it: a method that is merely used is a part of what has."""
    return concept.type is MODEL or concept.role in (Role.PROPOSES, Role.COMPARES)


def _own(line: Line, first: int, concepts: Sequence[PaperConcept]) -> Slot | None:
    """Return the one method or model that the paper proposes, where it is spoken of as `ours`."""
    proposed = [
        number
        for number, concept in enumerate(concepts)
        if concept.role is Role.PROPOSES and concept.type in (METHOD, MODEL)
    ]
    if len(proposed) == 1 and _OURS.search(line.text[:first]):
        return Slot(0, 0, (proposed[0],))
    return None
