import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import extractor, paper, paper_of
from spacy.tokens import Doc

from paperweft.extract import pipeline
from paperweft.extract.candidates import Candidate, assemble
from paperweft.extract.errors import PaperweftError, UsageError
from paperweft.extract.folding import fold_name
from paperweft.extract.pipeline import Extractor, extract_papers
from paperweft.extract.records import Extraction, Origin, Paper, Problem
from paperweft.extract.schema import Relation, Role, relation_fits, role_fits
from paperweft.extract.sentences import sentence_bounds
from paperweft.extract.settings import Settings
from paperweft.graph.build import build_graph

SNIPPETS = st.sampled_from(
    [
        "GPT-4",
        "GPT-3.5",
        "CIFAR-10",
        "CIFAR-100数据集",
        "retrieval-augmented generation (RAG)",
        "检索增强生成（RAG）",
        "檢索增強生成",
        "我们提出名为WeftNet的方法，",
        "在",
        "优于",
        "知识图谱",
        "We propose WeftNet, ",
        " outperforms ",
        "large language models",
        ". ",
        "。",
        "\n",
        ": ",
        "🤖",
        "\x00",
        "\x1b[31m",
        "\u200b",
        "\u2028",
        "ﬁ",
        "İ",
        "ß",
        "（",
        ")",
        "《织机》",
        "\t",
        " ",
        "ＧＰＴ－４",
        "e\u0301",
        "accuracy",
        "准确率",
        "F1",
        "_",
        "C++",
        "LLM",
        "LLMs",
        "a",
        "网",
    ]
)
TEXTS = st.lists(SNIPPETS | st.text(max_size=5), max_size=14).map("".join)
PASSAGES = st.tuples(
    st.sampled_from(["title", "summary", "abstract", "label"]),
    st.sampled_from(["en", "zh-Hans", "zh-Hant"]),
    TEXTS,
)
PAPERS = st.builds(
    lambda number, passages: paper_of(number, *passages),
    st.integers(0, 99_999),
    st.lists(PASSAGES, max_size=5),
)

WEFT = paper(
    1,
    "WeftNet: retrieval-augmented generation for question answering",
    title_zh="WeftNet：面向问答的检索增强生成",
    abstract="We propose WeftNet, a retrieval-augmented generation (RAG) framework. "
    "On CIFAR-10 and CIFAR-100, WeftNet outperforms GPT-3.5 and GPT-4 in accuracy.",
    abstract_zh="我们提出了WeftNet，一种检索增强生成（RAG）框架。"
    "在CIFAR-10和CIFAR-100数据集上，WeftNet的准确率优于GPT-3.5和GPT-4。",
)


def names_of(found: Extraction) -> list[set[str]]:
    return [{form.text for form in concept.names} for concept in found.concepts]


def check(found: Extraction) -> None:
    """Everything that must hold of any extraction."""
    for concept in found.concepts:
        folds = {fold_name(form.text) for form in concept.names}
        assert concept.mentions
        for mention in concept.mentions:
            text = found.paper.passages[mention.passage].text
            assert 0 <= mention.start < mention.end <= len(text)
            assert fold_name(text[mention.start : mention.end]) in folds
        assert 0 <= concept.evidence < len(concept.mentions)
        assert 0 <= concept.confidence <= 1
        assert role_fits(concept.role, concept.type)
        places = [(m.passage, m.start, m.end) for m in concept.mentions]
        assert places == sorted(set(places))
    for relation in found.relations:
        head, tail = found.concepts[relation.head], found.concepts[relation.tail]
        assert relation.head != relation.tail
        assert relation_fits(head.type, relation.relation, tail.type)
        sentence = relation.sentence
        bounds = sentence_bounds(found.paper.passages[sentence.passage].text)
        assert (sentence.start, sentence.end) in bounds


@given(PAPERS)
@settings(max_examples=60, deadline=None)
def test_every_mention_quotes_its_paper_exactly(told: Paper) -> None:
    found = extractor()(told)
    assert found.paper == told
    check(found)


@given(PAPERS)
@settings(max_examples=25, deadline=None)
def test_the_same_paper_gives_the_same_extraction(told: Paper) -> None:
    assert extractor()(told) == extractor()(told)


@given(st.lists(PAPERS, min_size=1, max_size=3, unique_by=lambda told: told.id))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_evidence_in_the_graph_equals_the_text_it_points_at(papers: list[Paper]) -> None:
    graph = build_graph(map(extractor(), papers))
    by_id = {told.id: told for told in papers}
    evidence = [edge.evidence for edge in graph.paper_edges]
    evidence += [one for edge in graph.concept_edges for one in edge.evidence]
    for one in evidence:
        passage = by_id[one.paper_id].passages[one.passage]
        assert one.sentence == passage.text[one.start : one.end] != ""
        assert (one.field, one.language) == (passage.field, passage.language)


def test_known_names_in_both_languages_are_found() -> None:
    names = set().union(*names_of(extractor()(WEFT)))
    assert {"WeftNet", "CIFAR-10", "CIFAR-100", "GPT-3.5", "GPT-4"} <= names
    assert {"RAG", "retrieval-augmented generation", "检索增强生成"} <= names


def test_names_of_one_concept_in_two_languages_are_one_concept_of_the_paper() -> None:
    found = extractor()(WEFT)
    (rag,) = [names for names in names_of(found) if "RAG" in names]
    assert {"retrieval-augmented generation", "检索增强生成"} <= rag
    assert "生成" not in rag


@pytest.mark.parametrize(
    ("one", "other"), [("CIFAR-10", "CIFAR-100"), ("GPT-3.5", "GPT-4"), ("WeftNet", "RAG")]
)
def test_names_that_only_look_alike_stay_two_concepts(one: str, other: str) -> None:
    assert not any({one, other} <= names for names in names_of(extractor()(WEFT)))


def test_a_relation_is_stated_in_the_paper() -> None:
    found = extractor()(WEFT)
    check(found)
    assert found.relations
    assert {relation.relation for relation in found.relations} <= set(Relation)
    assert {concept.role for concept in found.concepts} <= set(Role)


def test_traditional_and_simplified_text_give_the_same_concepts() -> None:
    simplified = paper(1, abstract_zh="我们使用检索增强生成和知识图谱进行问答。")
    traditional = paper(1, abstract_hant="我們使用檢索增強生成和知識圖譜進行問答。")
    folds = [
        [sorted(map(fold_name, names)) for names in names_of(extractor()(told))]
        for told in (simplified, traditional)
    ]
    assert folds[0] == folds[1]


@pytest.mark.parametrize(
    "told",
    [
        paper_of(1),
        paper_of(1, ("title", "en", "")),
        paper_of(1, ("title", "en", ""), ("abstract", "zh-Hans", ""), ("label", "en", "")),
        paper(1, "Loom"),
        paper(1, title_zh="织"),
        paper(1, abstract="()[]{}<>!?*&^%$#@~`|\\/,.;:'\"-_=+"),
        paper(1, abstract_zh="。。。，，、；：？！（）《》“”"),
        paper(1, "🤖👩‍👩‍👧🇨🇳", abstract_zh="🤖🤖🤖"),
        paper(1, "\x00\x1b[31m\x07", abstract="\u200b\ufeff\u2028"),
        paper(1, " \n\t "),
        paper(1, labels=["knowledge graph", "知识图谱", "(", "🤖"]),
        paper_of(1, ("title", "zh-Hant", "GPT-4 in the wrong language"), ("label", "en", "织")),
    ],
    ids=lambda told: repr([passage.text[:12] for passage in told.passages]),
)
def test_odd_papers_break_nothing(told: Paper) -> None:
    check(extractor()(told))


def test_a_paper_of_labels_alone_has_their_topics() -> None:
    found = extractor()(paper(1, labels=["question answering", "知识图谱"]))
    assert {"question answering", "知识图谱"} & set().union(*names_of(found))


def test_no_name_crosses_from_one_passage_into_the_next() -> None:
    told = paper_of(
        1,
        ("title", "en", "“Weft\nNet”: a loom"),
        ("abstract", "en", "We weave Weft"),
        ("abstract", "zh-Hans", "Net是织机。"),
        ("label", "en", "GPT"),
        ("label", "en", "4"),
    )
    check(extractor()(told))
    assert not any("\n" in name for names in names_of(extractor()(told)) for name in names)


LONG = {
    "prose": "We use graph neural networks and Llama-2 on CIFAR-10 to beat GPT-4. ",
    "one Chinese sentence": "我们提出了一种基于图神经网络的方法在CIFAR-10上优于GPT-4，",
    "one word": "x",
    "hyphens": "x-",
    "brackets": "图神经网络（GNN）",
    "a title of blanks": " ",
}


@pytest.mark.parametrize("kind", LONG)
def test_a_hundred_thousand_characters_take_seconds(kind: str) -> None:
    text = (LONG[kind] * 100_000)[:100_000]
    told = paper_of(1, ("title", "en", f"a{text[:5_000]}b"), ("abstract", "zh-Hans", text[5_000:]))
    began = time.perf_counter()
    check(extractor()(told))
    assert time.perf_counter() - began < 15


def test_a_sentence_that_lists_hundreds_of_names_takes_seconds() -> None:
    text = ", ".join(f"CIFAR-{n}, GPT-{n}" for n in range(2, 400))
    began = time.perf_counter()
    found = extractor()(paper(1, abstract=f"We compare {text}."))
    assert time.perf_counter() - began < 15
    check(found)


def tiny(number: int) -> Paper:
    return paper(number, f"WeftNet-{number} beats GPT-4", title_zh=f"织网{number}优于GPT-4")


def test_two_workers_find_the_same_as_one_in_the_same_order() -> None:
    papers = [tiny(number) for number in range(160)]
    done: list[str] = []
    two = list(extract_papers(papers, workers=2, on_paper=lambda told: done.append(told.id)))
    assert two == list(extract_papers(papers))
    assert done == [told.id for told in papers]


def test_a_mistake_of_ours_in_one_paper_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(doc: Doc) -> list[Candidate]:
        if "Broken" in doc.text:
            raise KeyError("broken")
        return assemble(doc)

    monkeypatch.setattr(pipeline, "assemble", fails)
    broken = replace(paper(2, "BrokenNet weaves"), origins=(Origin("a.md", 7),))
    problems: list[Problem] = []
    done = list(extract_papers([tiny(1), broken, tiny(3)], on_failure=problems.append))
    assert [one.paper.id for one in done] == [tiny(1).id, tiny(3).id]
    assert "a.md:7: arxiv:2413.00002: paperweft fails at this paper (KeyError" in str(problems[0])
    with pytest.raises(PaperweftError, match="fails at this paper"):
        list(extract_papers([broken]))


def test_no_papers_give_no_extractions() -> None:
    assert list(extract_papers([], workers=2)) == []


def test_a_recognizer_can_be_left_out() -> None:
    found = Extractor(Settings(without=("lexicon",)))(WEFT)
    rules = {mention.rule for concept in found.concepts for mention in concept.mentions}
    assert not any(rule.startswith("lexicon") for rule in rules)


def test_an_unknown_recognizer_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no recognizer 'loom'; there are labels, lexicon"):
        Extractor(Settings(without=("loom",)))


def test_workers_leave_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    lines = (f'{{"id": "2413.{n:05}", "title": "Loom {n}"}}\n' for n in range(4_000))
    papers = tmp_path / "papers.jsonl"
    papers.write_text("".join(lines))
    program = (
        "import sys; from paperweft.extract.pipeline import extract_papers;"
        "from paperweft.extract.reading import read_papers;"
        "print(next(extract_papers(read_papers(sys.argv[1:]), workers=2)).paper.id, flush=True)"
        ";sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(papers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.kill()
    for _ in range(300):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    pytest.fail("workers outlive the process that started them")
