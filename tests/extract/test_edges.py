import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperweft.extract.edges import inner
from paperweft.extract.vocabulary import lexicon


@pytest.mark.parametrize(
    ("stretch", "name"),
    [
        ("织机系统中", "织机系统"),
        ("由经纬编织器", "经纬编织器"),
        ("诸如纬线变换", "纬线变换"),
        ("纬线数据集上", "纬线数据集"),
        ("为织机预测时", "织机预测"),
        ("的纬线学习来", "纬线学习"),
        ("约400个织机模型", "织机模型"),
    ],
)
def test_function_characters_at_the_ends_fall_away(stretch: str, name: str) -> None:
    assert stretch[slice(*inner(stretch, 0, len(stretch), lexicon()))] == name


@pytest.mark.parametrize("name", ["织机实时", "纬线集中", "向未来", "从头训练", "中", "的"])
def test_characters_that_make_a_word_stay(name: str) -> None:
    assert inner(name, 0, len(name), lexicon()) == (0, len(name))


def test_a_name_of_the_lexicon_stays_whole() -> None:
    assert inner("从头训练与到达时间", 0, 4, lexicon()) == (0, 4)
    assert inner("由上下文学习", 1, 6, lexicon()) == (1, 6)


@given(st.text("的中时由诸如织机 abc上集", max_size=12), st.integers(0, 3))
def test_the_inner_range_lies_within(text: str, start: int) -> None:
    if start < len(text):
        begin, end = inner(text, start, len(text), lexicon())
        assert start <= begin < end <= len(text)
