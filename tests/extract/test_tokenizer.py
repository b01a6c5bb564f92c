import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from paperweft.extract.tokenizer import MixedTokenizer, split

WEIRD = st.sampled_from(
    [
        "🤖",
        "👩‍👩‍👧",
        "\x00",
        "\x1b[31m",
        "\u200b",
        "\ufeff",
        "檢索",
        "检索",
        "GraphSAGE",
        "3.5",
        "カナ",
        "한국",
        "é",
        "e\u0301",
        "  ",
        "\r\n",
        "\t",
        "\u3000",
        "_",
        "C++",
        "𝒳",
        "　",
        "א",
    ]
)
texts = st.lists(WEIRD | st.text(max_size=6)).map("".join)

_tokenizer = MixedTokenizer(spacy.blank("xx").vocab)


def tokens(text: str) -> list[str]:
    doc: Doc = _tokenizer(text)
    return [token.text for token in doc if not token.is_space]


@given(texts)
def test_the_document_of_any_text_is_that_text(text: str) -> None:
    assert _tokenizer(text).text == text
    assert "".join(split(text)) == text


def test_no_text_has_no_tokens() -> None:
    assert tokens("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用GraphSAGE在数据集上", ["用", "GraphSAGE", "在", "数", "据", "集", "上"]),
        ("GPT-3.5", ["GPT", "-", "3.5"]),
        ("GPT-3. Next", ["GPT", "-", "3", ".", "Next"]),
        ("1,024 weft2vec", ["1,024", "weft2vec"]),
        ("檢索增強", ["檢", "索", "增", "強"]),
        ("a_b", ["a", "_", "b"]),
        ("🤖ok", ["🤖", "ok"]),
    ],
)
def test_latin_words_numbers_and_single_han_characters_are_tokens(
    text: str, expected: list[str]
) -> None:
    assert tokens(text) == expected


@given(st.text(alphabet="GPT-345. 在的", max_size=12))
def test_blanks_of_any_number_are_kept(text: str) -> None:
    assert _tokenizer(f"  {text}   {text} ").text == f"  {text}   {text} "
