import pytest

from paperweft.extract.sources.encodings import detect

SIMPLIFIED = "我们提出了一种新的织布方法，并在三个数据集上做了实验。"
TRADITIONAL = "我們提出了一種新的織布方法，並在三個資料集上做了實驗。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_simplified_text_is_read_in_each_encoding(encoding: str) -> None:
    data = SIMPLIFIED.encode(encoding)
    assert data.decode(detect(data) or "") == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "big5", "gb18030"])
def test_traditional_text_is_read_in_each_encoding(encoding: str) -> None:
    data = TRADITIONAL.encode(encoding)
    assert data.decode(detect(data) or "") == TRADITIONAL


@pytest.mark.parametrize("text", ["| 日期 | 標題 |", "摘要", "標題,作者", "這個模型"])
def test_a_short_text_in_big5_is_told_from_gb18030(text: str) -> None:
    data = text.encode("big5")
    assert data.decode(detect(data) or "") == text


@pytest.mark.parametrize("text", ["| 日期 | 标题 |", "摘要：", "标题,作者", "这个模型"])
def test_a_short_text_in_gb18030_is_told_from_big5(text: str) -> None:
    data = text.encode("gb18030")
    assert data.decode(detect(data) or "") == text


def test_western_text_is_not_taken_for_chinese() -> None:
    data = "@article{a, author = {Zoë Müller and José Peña}}".encode("cp1252")
    assert detect(data) == "cp1252"


def test_utf8_with_a_bad_byte_stays_utf8() -> None:
    assert detect(SIMPLIFIED.encode() * 9 + b"\xff" + SIMPLIFIED.encode()) == "utf-8"


def test_utf8_cut_within_a_character_stays_utf8() -> None:
    assert detect(SIMPLIFIED.encode()[:-1]) == "utf-8"


@pytest.mark.parametrize("data", [b"\x00\x01\x02", bytes(range(1, 32)) * 20, b"%PDF-1.7\x00\x9f"])
def test_binary_data_is_no_text(data: bytes) -> None:
    assert detect(data) is None
