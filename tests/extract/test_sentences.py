import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperweft.extract.sentences import sentence_at, sentence_bounds

texts = st.text(alphabet="ab Z.e.g!?。！；\n\t”）我们 3\u3000🤖") | st.text()


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text)]


@given(texts)
def test_sentences_cover_every_character_that_is_no_blank_in_order(text: str) -> None:
    bounds = sentence_bounds(text)
    covered = [i for start, end in bounds for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


@given(texts)
def test_no_sentence_is_empty_or_has_blanks_around_it(text: str) -> None:
    assert all(s and s == s.strip() for s in sentences(text))


@given(texts)
def test_every_character_that_is_no_blank_lies_in_its_own_sentence(text: str) -> None:
    for position, character in enumerate(text):
        if not character.isspace():
            start, end = sentence_at(text, position)
            assert start <= position < end
            assert (start, end) in sentence_bounds(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We weave. It holds! Does it?", ["We weave.", "It holds!", "Does it?"]),
        ("我们织布。很好！真的？", ["我们织布。", "很好！", "真的？"]),
        ("他说“好。”然后走了。", ["他说“好。”", "然后走了。"]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("Looms, e.g. Jacquard, weave.", ["Looms, e.g. Jacquard, weave."]),
        ("Li et al. weave on GPT-3.5 daily.", ["Li et al. weave on GPT-3.5 daily."]),
        ("Version 2.5 is out", ["Version 2.5 is out"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_blank_text_has_no_sentence_and_a_position_in_it_is_in_the_whole() -> None:
    assert sentence_bounds(" \n ") == ()
    assert sentence_at(" \n ", 1) == (0, 3)
