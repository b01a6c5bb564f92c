"""What translates what in a paper, and the table that says so."""

from io import BytesIO

import numpy as np
import pytest
from papers import paper, read

from paperweft.extract.alignment import Alignment
from paperweft.extract.bitext import read_bitext
from paperweft.extract.document import layout
from paperweft.extract.models import load_alignment
from paperweft.extract.projector import Projector

SCORES = {("织", "loom"): 0.5, ("织机", "loom"): 0.75, ("织", "weav"): 0.25, ("线", "thread"): 1.0}


def test_a_table_comes_back_as_it_was_saved() -> None:
    file = BytesIO()
    Alignment.of(SCORES).save(file)
    file.seek(0)
    found = Alignment.load(file).look_up(["织", "织机", "布"], ["loom", "weav", "cloth"])
    rows = zip(found.units.tolist(), found.words.tolist(), found.scores.tolist(), strict=True)
    assert {(u, w): pytest.approx(s, abs=0.01) for u, w, s in rows} == {
        (0, 0): 0.5,
        (0, 1): 0.25,
        (1, 0): 0.75,
    }
    assert found.known.tolist() == pytest.approx([0.5, 0.75, 0], abs=0.01)


def test_a_word_that_the_table_lacks_translates_nothing() -> None:
    found = Alignment.of(SCORES).look_up(["织", "线"], ["cloth"])
    assert not len(found.units)
    assert found.known.tolist() == pytest.approx([0.5, 1], abs=0.01)


def test_the_shipped_table_knows_the_field() -> None:
    found = load_alignment().look_up(["网络", "多"], ["network", "multi"])
    assert set(zip(found.units.tolist(), found.words.tolist(), strict=True)) == {(0, 0), (1, 1)}


def test_places_are_the_documents_and_latin_words_translate_themselves() -> None:
    told = paper(1, "Multi networks of Weftnet", title_zh="Weftnet的多网络")
    plan = layout(read(told))
    bitext = read_bitext(plan)
    found = {
        word: {plan.text[s:e] for s, e, _ in bitext.hits(word)} for word in ("weftnet", "multi")
    }
    assert found["weftnet"] == {"Weftnet"}
    assert "多" in found["multi"]
    assert bitext.explained[plan.text.rindex("Weftnet")] == 1
    assert bitext.explained[plan.text.index("的多")] < 1
    assert bitext.hits("warp") == []


def test_a_projector_comes_back_as_it_was_saved() -> None:
    rng = np.random.default_rng(3)
    parts = [rng.normal(size=size).astype(np.float32) for size in (4, 4, (4, 3), 3, 3, 1)]
    parts[1] = np.abs(parts[1]) + 1
    file = BytesIO()
    Projector(*parts).save(file)
    file.seek(0)
    features = rng.normal(size=(5, 4))
    odds = Projector(*parts).odds(features)
    assert (odds > 0).all()
    assert np.array_equal(Projector.load(file).odds(features), odds)
