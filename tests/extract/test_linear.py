import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperweft.extract.linear import BITS, LinearModel, columns

some_columns = st.integers(0, (1 << BITS) - 1)


def model() -> LinearModel:
    weights = np.zeros((1 << BITS, 3), np.float32)
    weights[columns(["weft", "loom", "yarn"])] = [[1, -2, 0.5], [0, 3, -1], [0.25, 0, 8]]
    return LinearModel(("a", "b", "none"), weights, np.array([0.5, 0, -0.5], np.float32))


@given(st.lists(st.text()))
def test_every_feature_has_its_column(features: list[str]) -> None:
    found = columns(features)
    assert found == columns(features)
    assert all(0 <= column < 1 << BITS for column in found)


@given(st.lists(st.lists(some_columns, min_size=1), max_size=5))
def test_the_probabilities_of_a_row_add_up_to_one(rows: list[list[int]]) -> None:
    chances = model().probabilities(rows)
    assert chances.shape == (len(rows), 3)
    assert np.all(chances >= 0)
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)


def test_no_rows_have_no_probabilities() -> None:
    assert model().probabilities([]).shape == (0, 3)


def test_the_features_that_hold_decide() -> None:
    rows = [columns(["weft"]), columns(["loom"]), columns(["yarn", "weft"])]
    assert model().probabilities(rows).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    rows = [columns(["weft"]), columns(["loom", "yarn"])]
    together = model().probabilities(rows)
    alone = [model().probabilities([row])[0] for row in rows]
    assert np.array_equal(together, np.array(alone))


def test_very_large_weights_give_probabilities_too() -> None:
    huge = LinearModel(
        ("a", "b"), np.full((1 << BITS, 2), 1e30, np.float32), np.zeros(2, np.float32)
    )
    assert huge.probabilities([[1]])[0].tolist() == [0.5, 0.5]


def test_what_was_saved_is_loaded() -> None:
    file = io.BytesIO()
    model().save(file)
    file.seek(0)
    again = LinearModel.load(file)
    assert again.classes == ("a", "b", "none")
    assert np.array_equal(again.weights, model().weights)
    assert np.array_equal(again.bias, model().bias)


def test_saving_twice_gives_the_same_bytes() -> None:
    files = io.BytesIO(), io.BytesIO()
    for file in files:
        model().save(file)
    assert files[0].getvalue() == files[1].getvalue()


@pytest.mark.parametrize("feature", ["bias", "name=织布", "left2=🤖 \x00"])
def test_a_feature_is_any_text(feature: str) -> None:
    assert len(columns([feature])) == 1
