import pytest

from paperweft.extract.folding import fold_name
from paperweft.extract.spelling import singular

ONE_NAME = [
    ("weft corpora", "weft corpus"),
    ("weave matrices", "weave matrix"),
    ("loom biases", "loom bias"),
    ("loom losses", "loom loss"),
    ("weave policies", "weave policy"),
    ("weft caches", "weft cache"),
    ("weft topics", "weft topic"),
    ("weave optimisation", "weave optimization"),
    ("Quantised looms", "quantized loom"),
    ("weft labelling", "weft labeling"),
    ("grey fibre colours", "gray fiber color"),
    ("loom dialogs", "loom dialogue"),
    ("Poincaré loom", "Poincare loom"),
    ("Mixweave 8×7B", "Mixweave 8x7B"),
    ("織機網路", "织机网络"),
    ("影像辨識", "图像识别"),
    ("監督式學習", "监督学习"),
]

TWO_NAMES = [
    ("bias", "bia"),
    ("loom analysis", "loom analysi"),
    ("corpus", "corpu"),
    ("news", "new"),
    ("weft physics", "weft physic"),
    ("Keras", "Kera"),
    ("UMLS", "UML"),
    ("noise", "noize"),
    ("precise weave", "precize weave"),
    ("supervised", "supervized"),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_word_have_one_fold(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_words_that_only_look_like_it_are_left_alone(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("plural", "expected"),
    [("LLMs", "LLM"), ("WeftNets", "WeftNet"), ("Loom Analyses", "Loom analysis")],
)
def test_the_rest_of_a_name_stays_as_written(plural: str, expected: str) -> None:
    assert singular(plural) == expected
