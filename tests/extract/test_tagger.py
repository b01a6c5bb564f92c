from io import BytesIO

import numpy as np
import pytest
from papers import english, paper, read

from paperweft.extract.candidates import assemble
from paperweft.extract.decide import class_chances
from paperweft.extract.document import layout
from paperweft.extract.features import NONE, candidate_columns
from paperweft.extract.measures import measures
from paperweft.extract.models import load_model, load_tagger
from paperweft.extract.records import Paper
from paperweft.extract.schema import ConceptType, Role
from paperweft.extract.tagger import Floats, Opinion, Spans, Tagger
from paperweft.extract.tokens import read_spans, read_tokens

TOLD = paper(
    1,
    "WeftNet: question answering with GPT-4",
    title_zh="WeftNet：用 GPT-4 回答问题",
    abstract="We propose WeftNet. On CIFAR-10 it outperforms GPT-4 in accuracy.",
)


def measured(told: Paper) -> Floats:
    doc = read(told)
    candidates, model = assemble(doc), load_model("concepts")
    chances = model.probabilities(candidate_columns(doc, candidates))
    return measures(layout(doc), candidates, chances, model.classes.index(NONE))


def opinion(told: Paper, tagger: Tagger) -> Opinion:
    doc = read(told)
    tokens = read_tokens(layout(doc))
    return tagger.judge(tokens, read_spans(tokens, assemble(doc)), measured(told))


def test_the_tagger_that_ships_knows_the_schema() -> None:
    tagger = load_tagger()
    assert set(tagger.classes) == {NONE, *ConceptType}
    assert set(tagger.roles) == set(Role)
    assert tagger.classes == load_model("concepts").classes


def test_every_candidate_has_a_chance_of_each_class_and_a_score_of_each_role() -> None:
    found = opinion(TOLD, load_tagger())
    count = len(assemble(read(TOLD)))
    assert found.chances.shape == (count, len(load_tagger().classes))
    assert found.roles.shape == (count, len(load_tagger().classes), len(Role))
    assert found.chances.sum(axis=1) == pytest.approx(np.ones(count), abs=1e-5)


def test_what_is_saved_is_read_again() -> None:
    file = BytesIO()
    load_tagger().save(file)
    file.seek(0)
    again, before = opinion(TOLD, Tagger.load(file)), opinion(TOLD, load_tagger())
    assert np.array_equal(again.chances, before.chances)
    assert np.array_equal(again.roles, before.roles)


def test_a_candidate_beyond_the_last_token_is_judged_without_its_places() -> None:
    doc, tagger = read(TOLD), load_tagger()
    tokens, seen = read_tokens(layout(doc)), measured(TOLD)
    nowhere = np.zeros(0, np.int64)
    found = tagger.judge(tokens, Spans(nowhere, nowhere, nowhere), seen)
    assert np.isfinite(found.chances).all()
    assert len(found.chances) == len(seen)


def test_the_context_of_a_name_matters() -> None:
    def chance(text: str, kind: ConceptType) -> float:
        doc = read(english(text))
        candidates = assemble(doc)
        number = next(n for n, one in enumerate(candidates) if one.folds == ("loomset",))
        return float(class_chances(doc, candidates)[number][load_tagger().classes.index(kind)])

    dataset = "We evaluate on the LoomSet dataset of woven images."
    model = "We fine-tune LoomSet, a language model with 7B parameters."
    assert chance(dataset, ConceptType.DATASET) > chance(model, ConceptType.DATASET)


def test_measures_are_small_numbers_of_one_width() -> None:
    papers = (TOLD, english("weft"), paper(2, "", title_zh="织布机"), english("GPT-4 " * 500))
    widths = {measured(told).shape[1] for told in papers}
    assert len(widths) == 1
    for told in papers:
        assert np.isfinite(measured(told)).all()
        assert np.abs(measured(told)).max() < 20


def test_what_is_measured_tells_a_title_from_an_abstract() -> None:
    in_title, in_abstract = paper(1, "GPT-4"), paper(1, "", abstract="GPT-4")
    assert not np.array_equal(measured(in_title), measured(in_abstract))
