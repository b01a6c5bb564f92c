"""Function characters that stick to the ends of a Chinese name: 推荐系统中, 由编码器, 诸如时间差.

Chinese parts no words, so a stretch between breaks may begin or end with one.
"""

import re

from paperweft.extract.folding import fold_name
from paperweft.extract.vocabulary import Vocabulary

_FIRST = re.compile(
    r"(?:诸如|例如|即(?![时插兴使])|如(?![何实])|由(?!来)|当(?![前地代事])|为(?![何什])|提供|确保|聚焦于"
    r"|抵御|于|从(?![头众])|到(?!达)|的(?!士)|使用|应用(?!程序)|虽然|约?\d+[个种项类]|\s)+"
)
# Not behind what makes a word of them: 集中, 实时, 未来, 均等, 离线上 is not one but 数据集上 is.
_LAST = re.compile(
    r"(?:的|(?<![集命其空水手途适居折])中|(?<![实延小及同随准超计定限历临暂多平顿耗工课学零短长有何])时"
    r"|(?<![未以由原外到本带])来|(?<![均平相中高初同不对优次劣])等|(?<=[集务准像题])上|\s)+$"
)
_LEAST = 2  # characters that stay


def inner(folded: str, start: int, end: int, known: Vocabulary) -> tuple[int, int]:
    """Return the range of a Chinese name without the function characters at its ends.

    A name that is known stays as it is.

    Args:
        folded: Folded text (`fold_text`).
        start: First code point of the name.
        end: One past the last.
        known: The names known beforehand.
    """
    first = _FIRST.match(folded, start, end)
    last = _LAST.search(folded, start, end)
    new_start, new_end = first.end() if first else start, last.start() if last else end
    if new_end - new_start < _LEAST or (new_start, new_end) == (start, end):
        return start, end
    whole = known.knows(fold_name(folded[start:end]))
    return (start, end) if whole else (new_start, new_end)
