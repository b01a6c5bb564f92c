"""The tokenizer for mixed Chinese and English text.

Latin words and numbers are tokens, and so is every single Han character: spaCy's own Chinese
segmenters split `GraphSAGE` into letters or glue 数据集上. A name is matched on whole tokens.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from paperweft.extract.folding import HAN

_KANA = "\u3040-\u30ff"
# A dot or comma between digits belongs to the number: 3.5 is one token, GPT-3 no part of GPT-3.5.
_TOKEN = re.compile(
    rf"[^\W_{HAN}{_KANA}]+(?:(?<=\d)[.,](?=\d)[^\W_{HAN}{_KANA}]+)*|\s+|.",
    re.DOTALL,
)


def split(text: str) -> Iterator[str]:
    """Yield the tokens and the stretches of white space between them; joined, they are the text."""
    return (match[0] for match in _TOKEN.finditer(text))


class MixedTokenizer:
    """A spaCy tokenizer: text in, `Doc` out, `doc.text == text` always.

    Args:
        vocab: The vocabulary of the spaCy pipeline.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize; a single blank belongs to the token before it, as spaCy has it."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in split(text):
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **__: object) -> "MixedTokenizer":
        """Return itself: the tokenizer has no state."""
        return self

    def to_disk(self, _path: str, **__: object) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, _path: str, **__: object) -> "MixedTokenizer":
        """Return itself: the tokenizer has no state."""
        return self
