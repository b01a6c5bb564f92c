import pytest
from papers import found, named

from paperweft.graph.build import build_graph
from paperweft.graph.same import compare

GRAPH = build_graph(
    [
        found(1, named("weft fibre transform", "WFT"), named("GPT-4")),
        found(2, named("woven fabric tensor", "WFT")),
        found(3, named("weft attention network", "WEAN", "纬线注意力网络")),
        found(4, named("WEAN"), named("检索增强生成")),
        found(5, named("GPT-3.5"), named("RAG")),
    ]
)

DIFFERENT = [
    ("GPT-3", "GPT-4"),
    ("GPT-3", "GPT-3.5"),
    ("GPT-3.5", "GPT-4"),
    ("Llama-2", "Llama-2-7B"),
    ("CIFAR-10", "CIFAR-100"),
    ("LoRA", "QLoRA"),
    ("C", "C++"),
    ("supervised learning", "unsupervised learning"),
    ("监督学习", "无监督学习"),
    ("監督學習", "無監督學習"),
    ("🤖", "🔥"),
    ("weft", ""),
]

SAME = [
    ("RAG", "retrieval-augmented generation"),
    ("RAG", "检索增强生成"),
    ("retrieval augmented generation", "檢索增強生成"),
    ("检索增强生成", "檢索增強生成"),
    ("large language models", "Large-Language Model"),
    ("ＧＰＴ－４", "gpt 4"),
    ("supervised learning", "監督學習"),
]


@pytest.mark.parametrize("graph", [None, GRAPH], ids=["lexicon", "graph"])
@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_things_are_told_apart_with_reasons(one: str, other: str, graph: object) -> None:
    for pair in ((one, other), (other, one)):
        verdict = compare(*pair, graph)
        assert not verdict.same
        assert len(verdict.why) == 2
        assert all(verdict.why)


@pytest.mark.parametrize("graph", [None, GRAPH], ids=["lexicon", "graph"])
@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_thing_are_the_same_with_a_reason(one: str, other: str, graph: object) -> None:
    for pair in ((one, other), (other, one)):
        verdict = compare(*pair, graph)
        assert verdict.same
        assert verdict.why[0]


def test_the_reason_of_one_fold_is_the_spelling() -> None:
    assert "'gpt4'" in compare("GPT-4", "gpt 4").why[0]


def test_the_reason_of_the_lexicon_names_the_entry() -> None:
    assert "knowledge graph" in compare("knowledge graphs", "知識圖譜").why[0]


def test_unknown_names_are_said_to_be_unknown() -> None:
    assert compare("weftnet", "loomnet").why == (
        "weftnet is not in the lexicon",
        "loomnet is not in the lexicon",
    )


def test_an_ambiguous_acronym_is_not_the_same_without_a_paper_that_says_so() -> None:
    verdict = compare("MAE", "mean absolute error")
    assert not verdict.same
    assert "also for other things" in verdict.why[0]


def test_what_a_paper_spelled_out_is_the_same_with_the_paper_as_reason() -> None:
    assert not compare("WEAN", "weft attention network").same
    verdict = compare("WEAN", "weft attention network", GRAPH)
    assert verdict.same
    assert "method:weft-attention-network" in verdict.why[0]
    assert any("spelled out" in line and "arxiv:2413.00003" in line for line in verdict.why[1:])


def test_a_translation_is_the_same_with_the_paper_as_reason() -> None:
    verdict = compare("WEAN", "緯線注意力網絡", GRAPH)
    assert verdict.same
    assert any("named in both languages" in line for line in verdict.why)


def test_the_two_meanings_of_an_acronym_are_two_things() -> None:
    verdict = compare("weft fibre transform", "woven fabric tensor", GRAPH)
    assert not verdict.same
    assert verdict.why[0] == (
        "weft fibre transform is weft fibre transform (method:weft-fibre-transform)"
    )


def test_an_acronym_of_two_meanings_is_a_name_of_both() -> None:
    assert compare("WFT", "weft fibre transform", GRAPH).same
    assert compare("WFT", "woven fabric tensor", GRAPH).same


def test_the_other_meaning_of_a_name_is_told_too() -> None:
    verdict = compare("WFT", "weft fibre transform", GRAPH)
    assert "WFT is also a name of woven fabric tensor (method:woven-fabric-tensor)" in verdict.why


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MATH", "math", False),
        ("math", "MATH", False),
        ("BERT", "bert", True),
        ("REASONING", "reasoning", True),
        ("ImageNet dataset", "ImageNet", True),
        ("GPT-4 模型", "GPT4", True),
        ("optimisation", "Optimization", True),
    ],
)
def test_names_alone_tell(one: str, other: str, same: bool) -> None:
    assert compare(one, other).same == same


def test_a_name_that_the_graph_lacks_is_looked_up_in_the_lexicon() -> None:
    assert compare("knowledge graph", "知识图谱", GRAPH).same


def test_what_a_corpus_translates_is_the_same_with_its_papers_as_reason() -> None:
    for pair in (("心率", "heart rate"), ("Heart rates", "心率")):
        verdict = compare(*pair)
        assert verdict.same
        assert "heart rate in" in verdict.why[0]
        assert "papers of the corpus" in verdict.why[0]


def test_an_ambiguous_translation_is_not_the_same() -> None:
    assert not compare("零样本推理", "zero-shot reasoning").same
