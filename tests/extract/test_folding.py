import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperweft.extract.folding import fold_name, fold_text

SAME = [
    ("GPT-4", "gpt 4"),
    ("GPT-4", "ＧＰＴ－４"),
    ("GPT-4", "GPT‑4"),
    ("LLM", "LLMs"),
    ("WeftNet", "WeftNets"),
    ("Bias", "bias"),
    ("knowledge graph", "Knowledge Graphs"),
    ("data set", "dataset"),
    ("檢索增強生成", "检索增强生成"),
    ("思维链", "“思维链”"),
    ("Weft_Net", "WeftNet"),
    ("K-means", "K means"),
    ("Llama 2 7B", "Llama-2-7B"),
]

DIFFERENT = [
    ("GPT-3", "GPT-4"),
    ("GPT-3", "GPT-3.5"),
    ("GPT-3.5", "GPT-35"),
    ("Llama-2", "Llama-2-7B"),
    ("Llama-2-7B", "Llama-27B"),
    ("CIFAR-10", "CIFAR-100"),
    ("LoRA", "QLoRA"),
    ("C", "C++"),
    ("C", "C#"),
    ("A*", "A"),
    ("supervised learning", "unsupervised learning"),
    ("监督学习", "无监督学习"),
    ("UMLS", "UML"),
    ("F1", "F10"),
]


@given(st.text())
def test_folding_a_text_keeps_its_length(text: str) -> None:
    assert len(fold_text(text)) == len(text)


@given(st.text(), st.text())
def test_folding_a_text_keeps_its_offsets(before: str, after: str) -> None:
    assert fold_text(before + after) == fold_text(before) + fold_text(after)


@given(st.text())
def test_line_breaks_stay_and_other_blanks_are_spaces(text: str) -> None:
    folded = fold_text(text)
    assert [i for i, c in enumerate(folded) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]
    assert all(c in " \n" for c in folded if c.isspace())


@given(st.text())
def test_folding_a_text_twice_changes_nothing_more(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text())
def test_blanks_around_a_name_fall_away(name: str) -> None:
    assert fold_name(f" {name}\t") == fold_name(name)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_have_one_fold(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_have_different_folds(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_a_name_of_symbols_alone_folds_to_nothing() -> None:
    assert fold_name("🤖 … ！") == ""
