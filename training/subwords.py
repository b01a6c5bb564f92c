"""A subword vocabulary for Chinese and English, by Hugging Face's `tokenizers`.

Words and punctuation are parted first, and every Han character stands alone, so that no subword
crosses the edge of a name; Latin words are then cut into pieces (WordPiece, as in BERT).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Regex, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import NFKC
from tokenizers.pre_tokenizers import BertPreTokenizer, Sequence, Split
from tokenizers.trainers import WordPieceTrainer

PAD, MASK, END, UNKNOWN = range(4)
"""Filling, a hidden token, the end of a passage, a word with characters never seen."""

SIZE = 16_384  # fits uint16
_SPECIAL = ["[PAD]", "[MASK]", "[END]", "[UNK]"]
_ALPHABET = 6_000  # characters; the Han ones of the corpus and the rest that occurs
_RAREST = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage, or a Han character or a sign: where it stands, and its subwords."""

    start: int
    end: int
    pieces: tuple[int, ...]


def train_vocabulary(texts: Iterable[str], size: int = SIZE) -> Tokenizer:
    """Return a vocabulary of at most this many subwords."""
    tokenizer = Tokenizer(WordPiece(unk_token=_SPECIAL[UNKNOWN]))
    tokenizer.normalizer = NFKC()
    tokenizer.pre_tokenizer = Sequence([Split(Regex(r"\p{Han}"), "isolated"), BertPreTokenizer()])
    trainer = WordPieceTrainer(
        vocab_size=size,
        min_frequency=_RAREST,
        limit_alphabet=_ALPHABET,
        special_tokens=_SPECIAL,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def load_vocabulary(path: Path) -> Tokenizer:
    """Return a vocabulary that `training/pack.py` wrote."""
    return Tokenizer.from_file(str(path))


def words_of(tokenizer: Tokenizer, text: str) -> Iterator[Word]:
    """Yield the words of a passage; offsets are code points of the text as written."""
    encoding = tokenizer.encode(text)
    pieces: list[int] = []
    start = end = 0
    number = None
    for piece, own, (first, last) in zip(
        encoding.ids, encoding.word_ids, encoding.offsets, strict=True
    ):
        if own != number and pieces:
            yield Word(start, end, tuple(pieces))
            pieces = []
        if not pieces:
            start = first
        pieces.append(piece)
        number, end = own, last
    if pieces:
        yield Word(start, end, tuple(pieces))
