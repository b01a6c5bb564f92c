import pytest
from papers import extractor, paper

from paperweft.extract.decide import KEPT
from paperweft.extract.trace import Trace, trace

TOLD = paper(
    1,
    "WeftNet: question answering with GPT-4",
    abstract="We propose weft attention (WA), a part of WeftNet. On CIFAR-10 it beats GPT-4.",
    abstract_zh="我们在知识图谱上使用WeftNet。",
    labels=["问答"],
)


@pytest.fixture(scope="module")
def traced() -> Trace:
    return trace(extractor(), TOLD)


def test_a_trace_ends_in_what_the_extractor_finds(traced: Trace) -> None:
    assert traced.extraction == extractor()(TOLD)
    concepts = [verdict.concept for verdict in traced.verdicts if verdict.concept]
    assert sorted(concepts, key=repr) == sorted(traced.extraction.concepts, key=repr)


def test_every_place_has_the_text_it_says(traced: Trace) -> None:
    places = [p.place for p in traced.proposals]
    places += [place for verdict in traced.verdicts for place in verdict.places]
    assert places
    for place in places:
        passage = TOLD.passages[place.passage]
        assert passage.text[place.start : place.end] == place.text


def test_the_proposals_name_the_recognizer_and_the_type_it_believes_in(traced: Trace) -> None:
    found = {(p.place.text, p.rule, p.type) for p in traced.proposals}
    assert ("问答", "labels", "Topic") in found
    assert ("GPT-4", "lexicon", "Model") in found
    assert ("WA", "acronyms", None) in found
    assert ("WeftNet", "titles", None) in found


def test_a_candidate_of_several_names_says_what_joined_them(traced: Trace) -> None:
    (joined,) = [v for v in traced.verdicts if "WA" in v.names]
    assert set(joined.names) == {"weft attention", "WA"}
    assert [(link.name, link.other, link.rule) for link in joined.links] == [
        ("WA", "weft attention", "acronym")
    ]


def test_every_candidate_has_a_verdict_with_its_reasons(traced: Trace) -> None:
    assert any(v.concept for v in traced.verdicts)
    assert not all(v.concept for v in traced.verdicts)
    for verdict in traced.verdicts:
        assert (verdict.why == KEPT) == (verdict.concept is not None)
        assert verdict.reasons
        assert verdict.rules
    chances = [verdict.chance for verdict in traced.verdicts]
    assert chances == sorted(chances, reverse=True)
    least = traced.thresholds.told_twice
    assert all(verdict.chance >= least for verdict in traced.verdicts if verdict.concept)


def test_a_paper_of_nothing_has_an_empty_trace() -> None:
    found = trace(extractor(), paper(1, "。"))
    assert (found.proposals, found.verdicts) == ((), ())
    assert found.extraction.concepts == ()


def test_places_are_in_reading_order(traced: Trace) -> None:
    for verdict in traced.verdicts:
        assert list(verdict.places) == sorted(verdict.places)
