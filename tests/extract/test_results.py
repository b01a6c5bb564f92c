"""What sentences say of values; the concepts are given, so no weights decide these tests."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import chinese, english, extractor, language_of, paper

from paperweft.extract.records import (
    Mention,
    Paper,
    PaperConcept,
    PaperResult,
    SurfaceForm,
)
from paperweft.extract.results import find_results
from paperweft.extract.schema import (
    DATASET,
    DEFAULT_ROLE,
    METHOD,
    METRIC,
    MODEL,
    Change,
    ConceptType,
    Role,
)

NAMES: dict[tuple[str, ...], ConceptType] = {
    ("accuracy", "准确率", "準確率"): METRIC,
    ("F1", "F1 score", "F1得分"): METRIC,
    ("BLEU",): METRIC,
    ("WER", "word error rate", "词错误率"): METRIC,
    ("latency", "延迟", "延遲"): METRIC,
    ("inference speed", "推理速度"): METRIC,
    ("speedup", "加速比"): METRIC,
    ("Recall@10",): METRIC,
    ("confidence interval", "CI"): METRIC,
    ("ImageNet",): DATASET,
    ("GSM8K",): DATASET,
    ("LibriSpeech",): DATASET,
    ("WeftNet", "织网"): METHOD,
    ("LoomNet",): MODEL,
    ("GPT-4",): MODEL,
}


def concepts_of(told: Paper) -> list[PaperConcept]:
    """The concepts of `NAMES` at all their places in the paper; WeftNet is what it proposes."""
    made = []
    for names, kind in NAMES.items():
        mentions = [
            Mention(number, at, at + len(name), kind, "lexicon", 0.9)
            for number, passage in enumerate(told.passages)
            for name in names
            for at in range(len(passage.text))
            if passage.text.startswith(name, at)
        ]
        if mentions:
            role = Role.PROPOSES if names[0] == "WeftNet" else DEFAULT_ROLE[kind]
            forms = tuple(SurfaceForm(name, language_of(name)) for name in names)
            made.append(
                PaperConcept(
                    type=kind, names=forms, role=role, confidence=0.9, mentions=tuple(mentions)
                )
            )
    return made


def results(told: Paper) -> list[tuple[PaperResult, list[str | None]]]:
    """The results, each with the first names of its metric, dataset and method."""
    concepts = concepts_of(told)
    return [
        (
            found,
            [
                None if number is None else concepts[number].names[0].text
                for number in (found.metric, found.dataset, found.method)
            ],
        )
        for found in find_results(told, concepts)
    ]


def said(text: str) -> list[str]:
    """Each result in a few words: `accuracy 92.1% ImageNet WeftNet`, `latency -40%`."""
    told = (english if text.isascii() else chinese)(text)
    words = []
    for found, (metric, dataset, method) in results(told):
        sign = {Change.INCREASE: "+", Change.DECREASE: "-", None: ""}[found.change]
        before = "" if found.baseline is None else f"{found.baseline:g}>"
        bound = {"at most": "<=", "at least": ">=", None: ""}[found.bound]
        value = f"{bound}{sign}{before}{found.value:g}{found.unit or ''}"
        words.append(" ".join(word for word in (metric, value, dataset, method) if word))
    return words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the value itself
        ("WeftNet achieves 92.1% accuracy on ImageNet.", "accuracy 92.1% ImageNet WeftNet"),
        ("WeftNet reaches an accuracy of 92.1% on ImageNet.", "accuracy 92.1% ImageNet WeftNet"),
        ("On ImageNet, WeftNet attains a BLEU of 34.2.", "BLEU 34.2 ImageNet WeftNet"),
        ("The F1 score is 0.87.", "F1 0.87"),
        ("We obtain an F1 score of 0.87 in this setting.", "F1 0.87"),
        ("The accuracy on GSM8K is over 90%.", "accuracy >=90% GSM8K"),
        ("It answers well (accuracy: 92.1%).", "accuracy 92.1%"),
        ("It answers with latency under 15 ms.", "latency <=15ms"),
        (
            "Our method reaches a Recall@10 of 0.85, where WeftNet is fast.",
            "Recall@10 0.85 WeftNet",
        ),
        ("WeftNet brings a 2.8x speedup.", "speedup 2.8× WeftNet"),
        ("F1得分为 0.87。", "F1 0.87"),
        ("WeftNet在ImageNet上的准确率达到92.1%。", "accuracy 92.1% ImageNet WeftNet"),
        ("在ImageNet数据集上取得了 92.1% 的准确率。", "accuracy 92.1% ImageNet"),
        ("模型準確率僅73.7%。", "accuracy 73.7%"),
        ("准确率至少为82％。", "accuracy >=82%"),
        # from one value to another
        (
            "WeftNet reduces WER from 7.3% to 5.1% on LibriSpeech.",
            "WER 7.3>5.1% LibriSpeech WeftNet",
        ),
        ("该方法将词错误率从7.3%降至5.1%。", "WER 7.3>5.1%"),
        ("Accuracy: accuracy drops to 45.5% then.", "accuracy 45.5%"),
        ("准确率提升至71.4%。", "accuracy 71.4%"),
        # differences
        ("在 GSM8K 上准确率提升了 5.2 个百分点。", "accuracy +5.2percentage points GSM8K"),
        ("WeftNet improves accuracy by up to 12%.", "accuracy <=+12% WeftNet"),
        ("WeftNet improves WER by 12% on LibriSpeech.", "WER -12% LibriSpeech WeftNet"),
        ("将延迟降低 40%。", "latency -40%"),
        ("降低推理延遲40%。", "latency -40%"),
        ("在减少延迟的同时提升了 12.7% 的准确率。", "accuracy +12.7%"),
        ("It runs at 3.2x faster inference speed.", "inference speed +3.2×"),
        ("WeftNet has 40% lower latency than GPT-4.", "latency -40% WeftNet"),
        ("A 15.2% reduction in word error rate follows.", "WER -15.2%"),
        ("On GSM8K it outperforms GPT-4 by 5.3 points in F1.", "F1 +5.3points GSM8K"),
        ("WeftNet yields +6.87 F1 here.", "F1 +6.87 WeftNet"),
        ("推理速度比GPT-4快3.2倍。", "inference speed +3.2×"),
        ("准确率比GPT-4高出3.2个百分点。", "accuracy +3.2percentage points"),
        ("WeftNet实现了12.4%的准确率提升。", "accuracy +12.4% WeftNet"),
        ("Accuracy aside, latency is reduced by 40%.", "latency -40%"),
    ],
)
def test_a_result_is_read_from_a_sentence(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WeftNet reaches F1 and accuracy of 92.1 and 88.3 respectively.",
            ["F1 92.1 WeftNet", "accuracy 88.3 WeftNet"],
        ),
        (
            "The accuracy is 92.1% on ImageNet and 88.3% on GSM8K.",
            ["accuracy 92.1% ImageNet", "accuracy 88.3% GSM8K"],
        ),
        (
            "在ImageNet和GSM8K上准确率分别提高12.4%和18.9%。",
            ["accuracy +12.4% ImageNet", "accuracy +18.9% GSM8K"],
        ),
        ("It has 92.1% accuracy and 0.88 F1.", ["accuracy 92.1%", "F1 0.88"]),
        ("以40%的延迟达到83.8%的准确率。", ["latency 40%", "accuracy 83.8%"]),
        ("分别降低相对词错误率 30.2%和53.8%。", ["WER -30.2%", "WER -53.8%"]),
        ("准确率和F1得分均达到了94%。", ["accuracy 94%", "F1 94%"]),
        (
            "实验减少了31%的延迟和12%的词错误率。",
            ["latency -31%", "WER -12%"],
        ),
    ],
)
def test_values_of_a_list_find_their_own_metrics_and_datasets(
    text: str, expected: list[str]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "WeftNet reaches 92.1% on ImageNet.",  # of what?
        "Accuracy matters; we train on 10% of the data.",
        "We measure accuracy and F1 on 3 datasets.",
        "In 2024 accuracy was all that counted.",
        "The accuracy of a 7B model falls behind.",
        "accuracy improves with GPT-4 and 12 threads.",
        "accuracy gains of 5-10% are common.",
        "accuracy ranging from 75.9% to 84.2% is seen.",
        "accuracy within 1% accuracy of GPT-4 is kept.",
        "A 95% confidence interval is given.",
        "The student preserves nearly all of the teacher's accuracy (98.7%).",
        "WeftNet is fast, at 90% accuracy.",
        "We report top-5 accuracy, see page 12.",
        "accuracy of 3 annotators was checked.",
        "WeftNet retains 98% accuracy.",
        "当准确率为90%时，模型停止训练。",
        "在准确率不变的情况下可再节省1.9 GB显存。",
        "我们在3个数据集上评测准确率。",
        "准确率很重要，训练只用了10%的数据。",
        "准确率提升5%-10%。",
        "It improves accuracy and cuts the number of threads by 40%.",
        "12.5% more accuracy loss is no gain.",
        "WeftNet needs 3x accuracy.",
    ],
)
def test_other_numbers_are_no_results(text: str) -> None:
    assert said(text) == []


def test_a_rival_is_not_the_one_whose_value_it_is() -> None:
    assert said("LoomNet reaches 71.5% accuracy, outperforming GPT-4.") == [
        "accuracy 71.5% LoomNet"
    ]
    assert said("Compared with GPT-4, accuracy of 71.5% is reached.") == ["accuracy 71.5%"]


def test_what_was_trained_on_is_not_what_was_measured_on() -> None:
    assert said("LoomNet, trained on ImageNet, reaches 71.5% accuracy.") == ["accuracy 71.5%"]
    assert said("模型在ImageNet上微调后，准确率达到71.5%。") == ["accuracy 71.5%"]
    assert said("微调GPT-4时，WeftNet在GSM8K上的准确率为71.5%。") == [
        "accuracy 71.5% GSM8K WeftNet"
    ]


def test_our_method_is_the_one_that_the_paper_proposes() -> None:
    text = "WeftNet weaves. Our method reaches 92.1% accuracy."
    assert said(text) == ["accuracy 92.1% WeftNet"]
    assert said("Our method reaches 92.1% accuracy.") == ["accuracy 92.1%"]


def test_a_result_that_both_languages_state_is_one_the_fullest() -> None:
    told = paper(
        1,
        abstract="It reaches 92.1% accuracy.",
        abstract_zh="WeftNet在ImageNet上的准确率达到92.1%。",
    )
    ((found, names),) = results(told)
    assert names == ["accuracy", "ImageNet", "WeftNet"]
    assert told.passages[found.sentence.passage].language == "zh-Hans"


def test_the_sentence_is_told_in_its_passage() -> None:
    told = paper(1, "A title", abstract="First. The F1 score is 0.87. Last.")
    ((found, _),) = results(told)
    where = found.sentence
    text = told.passages[where.passage].text[where.start : where.end]
    assert text == "The F1 score is 0.87."


def test_a_value_without_a_metric_concept_is_no_result() -> None:
    told = english("WeftNet achieves 92.1% accuracy.")
    others = [concept for concept in concepts_of(told) if concept.type is not METRIC]
    assert find_results(told, others) == ()


def test_the_extractor_gives_results_of_its_own_concepts() -> None:
    told = english("We propose WeftNet. WeftNet achieves 92.1% accuracy on ImageNet.")
    found = extractor()(told)
    assert found.results == find_results(told, found.concepts)
    assert [(r.value, r.unit) for r in found.results] == [(92.1, "%")]


PIECES = st.sampled_from(
    ["accuracy", "准确率", "F1", "ImageNet", "WeftNet", "92.1%", "0.87", "3x", "5-10%", "from ",
     " to ", "从", "提升至", "，", ", ", " and ", "和", " of ", "\ue000", "\ue003", "(", ")", "。",
     ". ", "+", "-", " by ", "\n", r"\%", "{", "$", "的", "了", "分别", " 7B ", "2024"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=16).map("".join))
def test_any_text_gives_results_that_its_sentences_hold(text: str) -> None:
    told = replace(chinese("x"), passages=(replace(chinese("x").passages[0], text=text),))
    concepts = concepts_of(told)
    for found in find_results(told, concepts):
        assert concepts[found.metric].type is METRIC
        assert found.dataset is None or concepts[found.dataset].type is DATASET
        assert found.method is None or concepts[found.method].type in (METHOD, MODEL)
        sentence = text[found.sentence.start : found.sentence.end]
        assert f"{found.value:g}" in sentence
        assert 0 < found.confidence <= 1
