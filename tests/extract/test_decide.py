from collections import Counter

import pytest
from command import EXAMPLES
from papers import english, paper, read

from paperweft.extract.candidates import assemble
from paperweft.extract.chinese_names import PROJECTED
from paperweft.extract.decide import KEPT, UNLIKELY, Decision, Judgement, decide, judge, thresholds
from paperweft.extract.features import candidate_columns
from paperweft.extract.languages import has_han
from paperweft.extract.reading import read_papers
from paperweft.extract.reasons import reasons
from paperweft.extract.records import Paper
from paperweft.extract.roles import choose_role
from paperweft.extract.schema import DATASET, METRIC, MODEL, TOPIC, ConceptType, Role, role_fits

TOLD = paper(
    1,
    "WeftNet: question answering with GPT-4",
    abstract="We propose WeftNet. On the CIFAR-10 dataset it outperforms GPT-4 in accuracy.",
)


def decisions(told: Paper) -> dict[str, Decision]:
    doc = read(told)
    return {d.candidate.folds[0]: d for d in decide(doc, assemble(doc))}


@pytest.mark.parametrize(
    ("fold", "kind"),
    [("gpt4", MODEL), ("cifar10", DATASET), ("accuracy", METRIC), ("questionanswering", TOPIC)],
)
def test_well_known_names_get_their_type(fold: str, kind: ConceptType) -> None:
    assert decisions(TOLD)[fold].type == kind


def test_the_name_that_the_paper_proposes_is_proposed() -> None:
    assert decisions(TOLD)["weftnet"].role == Role.PROPOSES


def test_common_words_are_no_concepts() -> None:
    assert not {"propose", "outperforms", "on", "we"} & set(decisions(TOLD))


def test_nothing_in_nothing_out() -> None:
    doc = read(english(""))
    assert decide(doc, []) == []
    assert candidate_columns(doc, []) == []


@pytest.mark.parametrize("kind", list(ConceptType))
def test_a_role_always_fits_the_type(kind: ConceptType) -> None:
    doc = read(TOLD)
    for row in candidate_columns(doc, assemble(doc)):
        assert role_fits(choose_role(kind, row), kind)


def test_a_topic_is_always_addressed() -> None:
    assert choose_role(TOPIC, [1]) == Role.ADDRESSES


def judgements(told: Paper) -> list[Judgement]:
    doc = read(told)
    return judge(doc, assemble(doc))


def test_every_candidate_is_judged_and_the_kept_ones_are_the_decisions() -> None:
    doc = read(TOLD)
    candidates = assemble(doc)
    judged = judge(doc, candidates)
    assert [judgement.candidate for judgement in judged] == candidates
    kept = {(j.candidate, j.type, j.confidence) for j in judged if j.kept}
    assert kept == {(d.candidate, d.type, d.confidence) for d in decide(doc, candidates)}
    assert 0 < len(kept) < len(candidates)


def test_the_chances_of_a_candidate_are_those_of_every_type_the_likeliest_first() -> None:
    for judgement in judgements(TOLD):
        chances = [chance for _, chance in judgement.chances]
        assert {kind for kind, _ in judgement.chances} == set(ConceptType)
        assert chances == sorted(chances, reverse=True)
        assert 0 < sum(chances) <= 1.0001
        assert judgement.why


def test_a_reason_is_a_feature_and_the_strongest_is_first() -> None:
    doc = read(TOLD)
    judged = judge(doc, assemble(doc))
    (known,) = [i for i, j in enumerate(judged) if "gpt4" in j.candidate.folds]
    found = reasons(doc, judged)
    assert len(found) == len(judged)
    assert "entry=GPT-4" in {reason.feature for reason in found[known]}
    weights = [abs(reason.weight) for reason in found[known]]
    assert weights == sorted(weights, reverse=True)


def test_names_in_english_alone_need_more_where_there_is_a_chinese_text() -> None:
    bars: Counter[float] = Counter()
    for told in read_papers([EXAMPLES]):
        assert isinstance(told, Paper)
        doc = read(told)
        usual = thresholds(doc)
        bilingual = len({passage.language[:2] for passage in told.passages}) == 2
        for judged in judge(doc, assemble(doc)):
            projected = any(link.rule == PROJECTED for link in judged.candidate.links)
            english = not any(map(has_han, judged.candidate.folds))
            least = usual.told_once if bilingual and english else usual.usual
            least = usual.told_twice if projected else least
            if judged.why in {KEPT, UNLIKELY}:
                assert (judged.chance >= least) is judged.kept
            bars[least] += judged.kept
    assert usual.told_twice < usual.usual < usual.told_once
    assert sorted(bars) == [usual.told_twice, usual.usual, usual.told_once]
    assert min(bars.values()) > 1
