"""Proposes what cues point at: 提出了一种名为 X 的方法, "on the X dataset", 在 X 数据集上."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from paperweft.extract.document import passages, propose
from paperweft.extract.folding import HAN
from paperweft.extract.schema import DATASET, MODEL, ConceptType

NAME = "cues"
# Bounded, and begun only where a word begins: else a long word would take time by its square.
_WORD = rf"(?:[^\W{HAN}]|[\-+./]){{0,60}}"
_LATIN = rf"(?<![A-Za-z0-9])[A-Za-z0-9]{_WORD}(?: [A-Z0-9]{_WORD}){{0,4}}"
_OFFER = r"(?:propose|introduce|present|develop|release)"
_UNPARTED = r"[^，。、；：（）()“”\"「」《》的]"
_CUES: tuple[tuple[re.Pattern[str], ConceptType | None], ...] = (
    (re.compile(rf"(?:called|named|termed|dubbed|namely|coined)\s+(?:the\s+)?({_LATIN})"), None),
    (re.compile(rf"(?:[Ww]e|paper|work)\s+{_OFFER}s?\s+({_LATIN})"), None),
    (re.compile(rf"(?:名为|称为|叫做|称作|命名为|被称为)\s*[“\"「《]?({_UNPARTED}{{2,20}})"), None),
    (re.compile(rf"({_LATIN}) (?:dataset|benchmark|corpus|data set|test set)s?\b"), DATASET),
    (re.compile(rf"(?:在|于)\s*({_LATIN})\s*(?:等)?(?:数据集|基准|语料库|數據集|基準)"), DATASET),
    (re.compile(rf"({_LATIN})\s*(?:数据集|语料库|數據集|語料庫)"), DATASET),
    (re.compile(r"[《「“]([^》」”]{2,30})[》」”]"), None),
    (re.compile(rf"({_LATIN})(?: language)? model\b"), MODEL),
)  # fmt: skip


@Language.component(f"paperweft_{NAME}")
def recognize(doc: Doc) -> Doc:
    """Add a mention for whatever stands where a cue points."""
    for start, passage in passages(doc):
        for pattern, concept_type in _CUES:
            for match in pattern.finditer(passage.text):
                name = match[1].rstrip(" .-/")
                begin = start + match.start(1)
                propose(doc, begin, begin + len(name), NAME, concept_type or "")
    return doc
