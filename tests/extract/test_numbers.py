import pytest

from paperweft.extract.numbers import quantities


def read(text: str) -> list[tuple[float, str | None]]:
    return [(found.value, found.unit) for found in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("reaches 92.1% here", 92.1, "%"),
        (r"reaches 92.1\% here", 92.1, "%"),
        ("达到92.1％。", 92.1, "%"),
        ("by 5.2 percentage points", 5.2, "percentage points"),
        ("by 5.2 pp over", 5.2, "percentage points"),
        ("提升5.2个百分点", 5.2, "percentage points"),
        ("提升5.2個百分點", 5.2, "percentage points"),
        ("by 1.5 points", 1.5, "points"),
        ("提高了1.5分，", 1.5, "points"),
        ("3.2x faster", 3.2, "×"),
        (r"a $12.4\times$ gain", 12.4, "×"),
        ("a 3-fold gain", 3, "×"),
        ("加速3倍", 3, "×"),
        ("in 15 ms", 15, "ms"),
        ("耗时1.3秒", 1.3, "s"),
        ("4 minutes of", 4, "min"),
        ("训练5分钟", 5, "min"),
        ("1,200 tokens/s", 1200, "tokens/s"),
        ("31.5 dB PSNR", 31.5, "dB"),
        ("an F1 of 0.87", 0.87, None),
        ("88.2 ± 0.3% here", 88.2, "%"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str | None) -> None:
    assert read(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 and Llama2 weave",
        "a 7B model",
        "version v1.5 of it",
        "top-5 and Recall@10",
        "in 2024 and since 1998,",
        "2.5D looms",
        "gains of 5-10%",
        "12–47x lower",
        "4--15% of it",
        "3 million threads",
        "15万张图",
        "it costs $12 a day",
        "CIFAR-100-LT",
        "a 3D loom",
    ],
)
def test_numbers_of_names_years_ranges_and_large_counts_are_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to 12%", "at most"),
        ("less than 5%", "at most"),
        ("高达12%", "at most"),
        ("不超过12%", "at most"),
        ("over 90%", "at least"),
        ("SPR超过60%", "at least"),
        ("至少为82%", "at least"),
        ("不低于82%", "at least"),
        ("20%以上", "at least"),
        ("0.8 or higher", "at least"),
        ("约20%", None),
        ("about 20%", None),
        ("Tea 20%", None),
    ],
)
def test_words_before_and_after_a_number_bound_it(text: str, bound: str | None) -> None:
    (found,) = quantities(text)
    assert found.bound == bound
    assert "%" in text[found.start : found.end] or "0.8" in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "sign"), [("+5.2%", 1), ("-5.2%", -1), ("−5.2%", -1), ("5.2%", 0)]
)
def test_a_sign_is_told_apart_from_a_hyphen(text: str, sign: int) -> None:
    (found,) = quantities(text)
    assert (found.value, found.sign) == (5.2, sign)
