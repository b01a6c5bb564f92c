import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import found, named

from paperweft.extract.records import Extraction, NameLink
from paperweft.extract.schema import DATASET, METHOD, METRIC, MODEL, TOPIC, ConceptType
from paperweft.graph.identity import identify, is_short, key_of


def concept_of(extractions: list[Extraction], name: str, kind: ConceptType = METHOD) -> str:
    return identify(extractions).sets.find(key_of(kind, name))[1]


def joined(extractions: list[Extraction], one: str, other: str) -> bool:
    return concept_of(extractions, one) == concept_of(extractions, other)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("GPT-3", "GPT-4", MODEL),
        ("GPT-3", "GPT-3.5", MODEL),
        ("GPT-4", "GPT-3.5", MODEL),
        ("Llama-2", "Llama-2-7B", MODEL),
        ("CIFAR-10", "CIFAR-100", DATASET),
        ("LoRA", "QLoRA", METHOD),
        ("C", "C++", METHOD),
        ("supervised learning", "unsupervised learning", METHOD),
        ("监督学习", "无监督学习", METHOD),
        ("監督學習", "无监督学习", METHOD),
    ],
)
def test_names_that_only_look_alike_are_two_concepts(
    one: str, other: str, kind: ConceptType
) -> None:
    papers = [
        found(1, named(one, kind=kind), named(other, kind=kind)),
        found(2, named(one, kind=kind)),
    ]
    assert concept_of(papers, one, kind) != concept_of(papers, other, kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RAG", "retrieval-augmented generation"),
        ("RAG", "检索增强生成"),
        ("检索增强生成", "檢索增強生成"),
        ("retrieval augmented generation", "檢索增強生成"),
        ("監督學習", "supervised learning"),
        ("weft attentions", "Weft-Attention"),
        ("ＷｅｆｔＮｅｔ", "WeftNet"),
    ],
)
def test_names_of_one_thing_in_two_papers_are_one_concept(one: str, other: str) -> None:
    assert joined([found(1, named(one)), found(2, named(other))], one, other)


def test_a_paper_that_gives_both_names_joins_them_for_all_papers() -> None:
    papers = [
        found(1, named("weft attention network", "纬线注意力网络", "WEAN")),
        found(2, named("WEAN")),
        found(3, named("纬线注意力网络")),
    ]
    assert joined(papers, "WEAN", "weft attention network")
    assert joined(papers, "纬线注意力网络", "weft attention network")


def test_an_acronym_with_two_meanings_joins_neither() -> None:
    papers = [
        found(1, named("weft fibre transform", "WFT")),
        found(2, named("woven fabric tensor", "WFT")),
        found(3, named("WFT")),
    ]
    names = ["weft fibre transform", "woven fabric tensor", "WFT"]
    assert len({concept_of(papers, name) for name in names}) == 3


def test_a_homonym_keeps_its_own_meaning_in_each_paper() -> None:
    papers = [
        found(1, named("weft fibre transform", "WFT")),
        found(2, named("woven fabric tensor", "WFT")),
    ]
    identity = identify(papers)
    one, other = (identity.of(paper.concepts[0])[1] for paper in papers)
    assert (one, other) == ("weftfibertransform", "wovenfabrictensor")


def test_a_chinese_name_with_two_translations_joins_neither() -> None:
    papers = [
        found(1, named("weft transform", "纬线变换")),
        found(2, named("latitude conversion", "纬线变换")),
    ]
    assert not joined(papers, "weft transform", "latitude conversion")
    assert concept_of(papers, "纬线变换") == "纬线变换"


def test_two_letters_join_no_papers() -> None:
    papers = [found(1, named("weft transform", "WT")), found(2, named("WT"))]
    assert not joined(papers, "weft transform", "WT")


def test_a_data_set_or_a_metric_of_the_same_name_is_another_thing() -> None:
    papers = [
        found(1, named("Loomwork", kind=MODEL)),
        found(2, named("Loomwork", kind=DATASET)),
        found(3, named("Loomwork", kind=METRIC)),
        found(4, named("Loomwork", kind=TOPIC)),
    ]
    keys = [identify(papers).of(paper.concepts[0]) for paper in papers]
    assert len(set(keys)) == 3
    assert keys[0] == keys[3]


def test_the_evidence_says_which_papers_joined_two_names() -> None:
    papers = [found(n, named("weft attention network", "WEAN")) for n in (2, 1)]
    evidence = identify(papers).evidence
    assert [one.paper_id for one in evidence] == ["arxiv:2413.00001", "arxiv:2413.00002"]
    assert {one.rule for one in evidence} == {"acronym"}
    assert {evidence[0].one[1], evidence[0].other[1]} == {"wean", "weftattentionnetwork"}


def test_what_the_lexicon_joins_needs_no_paper() -> None:
    papers = [found(1, named("knowledge graph")), found(2, named("知识图谱"))]
    (evidence,) = identify(papers).evidence
    assert (evidence.rule, evidence.paper_id) == ("lexicon", None)


@pytest.mark.parametrize(
    ("full", "bare", "kind"),
    [
        ("ImageNet dataset", "ImageNet", DATASET),
        ("CIFAR-10 数据集", "CIFAR10", DATASET),
        ("GPT-4 模型", "GPT-4", MODEL),
        ("weftset数据集", "Weftset", DATASET),
    ],
)
def test_a_data_set_or_a_known_model_goes_without_its_head(
    full: str, bare: str, kind: ConceptType
) -> None:
    papers = [found(1, named(full, kind=kind)), found(2, named(bare, kind=kind))]
    assert concept_of(papers, full, kind) == concept_of(papers, bare, kind)


@pytest.mark.parametrize(
    ("full", "bare"), [("diffusion model", "diffusion"), ("weftnet model", "weftnet")]
)
def test_the_head_of_another_name_is_a_part_of_it(full: str, bare: str) -> None:
    assert not joined([found(1, named(full)), found(2, named(bare))], full, bare)


def test_a_paper_never_joins_two_things_that_the_lexicon_knows() -> None:
    papers = [found(1, named("language model", "大语言模型")), found(2, named("大语言模型"))]
    assert not joined(papers, "language model", "大语言模型")
    assert joined([*papers, found(3, named("LLM"))], "LLM", "大语言模型")


def test_what_links_a_name_that_the_concept_does_not_have_is_passed_over() -> None:
    paper = found(1, named("weft attention network", "WEAN"))
    (concept,) = paper.concepts
    stray = NameLink("WEAN", "loom engine", "acronym")
    linked = replace(paper, concepts=(replace(concept, links=(*concept.links, stray)),))
    assert not joined([linked, found(2, named("loom engine"))], "WEAN", "loom engine")


def test_no_extractions_have_no_names() -> None:
    assert identify([]).sets.groups() == {}


@pytest.mark.parametrize(("fold", "short"), [("wft", True), ("织机", False), ("weftnet", False)])
def test_a_short_latin_name_may_be_an_acronym(fold: str, short: bool) -> None:
    assert is_short(fold) is short


NAMES = [
    "WFT",
    "weft transform",
    "woven tensor",
    "纬线变换",
    "緯線變換",
    "RAG",
    "检索增强生成",
    "GPT-4",
]
EXTRACTIONS = st.lists(
    st.lists(
        st.builds(
            lambda names, kind: named(*names, kind=kind),
            st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
            st.sampled_from([METHOD, MODEL, DATASET]),
        ),
        max_size=3,
    ),
    max_size=5,
).map(lambda papers: [found(number, *concepts) for number, concepts in enumerate(papers)])


@given(EXTRACTIONS, st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(
    papers: list[Extraction], shuffler: random.Random
) -> None:
    shuffled = list(papers)
    shuffler.shuffle(shuffled)
    one, other = identify(papers), identify(shuffled)
    assert one.sets.groups() == other.sets.groups()
    assert one.evidence == other.evidence


@given(EXTRACTIONS)
def test_names_that_share_a_concept_are_connected_by_evidence(papers: list[Extraction]) -> None:
    identity = identify(papers)
    for evidence in identity.evidence:
        assert identity.sets.find(evidence.one) == identity.sets.find(evidence.other)
    groups = identity.sets.groups().values()
    assert sum(len(group) - 1 for group in groups) <= len(identity.evidence)


def test_a_corpus_joins_a_chinese_name_to_the_one_english_name_it_translates() -> None:
    papers = [found(1, named("heart rate")), found(2, named("心率"))]
    assert joined(papers, "heart rate", "心率")
    (evidence,) = identify(papers).evidence
    assert (evidence.rule, evidence.paper_id) == ("pairs", None)


def test_a_chinese_name_that_a_corpus_translates_in_two_ways_joins_neither() -> None:
    papers = [
        found(1, named("zero-shot inference")),
        found(2, named("zero-shot reasoning")),
        found(3, named("零样本推理")),
    ]
    assert identify(papers).evidence == ()


def test_what_a_paper_says_goes_before_what_a_corpus_says() -> None:
    papers = [
        found(1, named("pulse of the loom", "心率")),
        found(2, named("heart rate")),
    ]
    assert not joined(papers, "heart rate", "心率")


def test_a_corpus_joins_names_of_one_kind_only() -> None:
    papers = [
        found(1, named("heart rate", kind=METHOD)),
        found(2, named("心率", kind=METRIC)),
    ]
    assert identify(papers).evidence == ()
