"""The scripts that mine a corpus, on corpora of a few sentences."""

from collections import Counter

import pytest
from papers import paper


@pytest.fixture(autouse=True)
def _scripts(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(pytestconfig.rootpath / "training"))


FIBRES = [("wool", "羊毛"), ("silk", "丝绸"), ("hemp", "大麻"), ("jute", "黄麻"), ("flax", "亚麻")]
TEXTS = [
    *((f"we use fall detection for {word}.", f"我们为{zh}进行跌倒检测。") for word, zh in FIBRES),
    *((f"{word} with reinforcement learning.", f"{zh}使用强化学习。") for word, zh in FIBRES),
]


def test_names_that_keep_together_are_pairs_with_their_boundaries() -> None:
    from pairs import mine

    assert set(mine(TEXTS).rows) == {
        ("fall detection", "跌倒检测", 5),
        ("reinforcement learning", "强化学习", 5),
    }


def test_names_in_too_few_papers_are_no_pairs() -> None:
    from pairs import mine

    assert mine(TEXTS[:2]).rows == ()


def test_an_n_gram_is_free_beside_punctuation_and_function_words() -> None:
    from grams import grams_of

    grams = grams_of("使用纬线变换器。")
    before, after = grams.free()
    free = {
        "".join(grams.tokens_of(row)) for row in range(len(before)) if before[row] and after[row]
    }
    assert "纬线变换器" in free
    assert "纬线变换" not in free
    assert "线变换器" not in free


def test_a_text_of_one_character_has_no_n_grams() -> None:
    from grams import grams_of

    assert len(grams_of("织").keys) == 0
    assert len(grams_of("").keys) == 0


def test_long_forms_count_once_a_paper() -> None:
    from acronyms import count

    told = "The weft fiber transform (WFT) is fast. A weft fiber transform (WFT) is good."
    found = count([paper(1, "WFT", abstract=told), paper(2, "WFT", abstract=told)])
    assert found["wft"] == {"weftfibertransform": Counter({"weft fiber transform": 2})}


def test_papers_vote_where_a_chinese_long_form_begins() -> None:
    from acronyms import vote

    forms = {
        "纬线变换": Counter({"纬线变换": 5}),
        "快速纬线变换": Counter({"快速纬线变换": 3}),
        "纬线图": Counter({"纬线图": 3}),
        "经线": Counter({"经线": 2}),
        "wefttransform": Counter({"weft transforms": 1, "weft transform": 1}),
    }
    assert set(vote(forms)) == {("纬线变换", 5), ("纬线图", 3), ("weft transform", 2)}
