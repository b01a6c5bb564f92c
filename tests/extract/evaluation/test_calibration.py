import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperweft.extract.evaluation.calibration import Bin, calibrate


def test_the_error_is_the_mean_difference_of_the_bins_by_their_counts() -> None:
    judged = [(0.95, True), (0.91, False), (0.35, True), (0.0, False)]
    found = calibrate(judged)
    assert found is not None
    assert found.count == 4
    assert [part.count for part in found.bins] == [1, 0, 0, 1, 0, 0, 0, 0, 0, 2]
    assert found.bins[9] == Bin(0.9, 1.0, 2, pytest.approx(0.93), 0.5)
    assert found.bins[1] == Bin(0.1, 0.2, 0, 0.0, 0.0)
    assert found.error == pytest.approx((2 * 0.43 + 1 * 0.65 + 1 * 0.0) / 4)


@pytest.mark.parametrize(
    ("confidence", "number"),
    [(0.0, 0), (0.1, 0), (0.3, 2), (0.6, 5), (0.7, 6), (0.70001, 7), (1.0, 9)],
)
def test_the_upper_bound_belongs_to_a_bin(confidence: float, number: int) -> None:
    found = calibrate([(confidence, True)])
    assert found is not None
    assert found.bins[number].count == 1


def test_of_nothing_there_is_no_calibration() -> None:
    assert calibrate([]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1), st.randoms())
def test_the_error_is_a_share_and_order_does_not_matter(judged, random) -> None:
    found = calibrate(judged)
    assert found is not None
    assert 0 <= found.error <= 1
    assert sum(part.count for part in found.bins) == len(judged)
    random.shuffle(judged)
    assert calibrate(judged) == found
