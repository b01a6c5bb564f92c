"""`papers`, `concepts`, `show`, `related` and `same`: looking around in a workspace."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import run


def data(*args: object) -> Any:
    """The JSON that a command prints."""
    return json.loads(run(*args, "--format", "json").out)


def test_papers_come_with_the_newest_first(workspace: Path) -> None:
    papers = data("papers", "-w", workspace)
    assert len(papers) == 12
    assert papers[0]["id"] == "arxiv:2413.04117"
    assert [p["date"] for p in papers[:5]] == sorted((p["date"] for p in papers[:5]), reverse=True)
    assert set(papers[0]) == {"id", "title", "date", "url"}


@pytest.mark.parametrize("text", ["trellisrag", "图谱游走", "圖譜遊走"])
def test_papers_are_found_by_a_part_of_a_title_in_either_language_and_script(
    workspace: Path, text: str
) -> None:
    result = run("papers", text, "-w", workspace)
    assert result.code == 0
    assert "arxiv:2413.04117" in result.out


def test_a_text_in_no_title_finds_no_paper(workspace: Path) -> None:
    result = run("papers", "zzyzx", "-w", workspace)
    assert result.code == 1
    assert "no paper with 'zzyzx' in a title" in result.err
    assert run("papers", "zzyzx", "-w", workspace, "--format", "json").out == "[]\n"


def test_more_papers_than_asked_for_are_counted(workspace: Path) -> None:
    result = run("papers", "-n", 3, "-w", workspace)
    assert len(result.out.splitlines()) == 4
    assert result.err == "3 of 12 papers; -n 12 shows all\n"


@pytest.mark.parametrize("text", ["检索增强", "檢索增強", "RAG", "retrieval-augmented gen"])
def test_a_concept_is_found_by_a_part_of_any_name(workspace: Path, text: str) -> None:
    found = {c["id"]: c for c in data("concepts", text, "-w", workspace)}
    concept = found["method:retrieval-augmented-generation"]
    assert {"RAG", "检索增强生成", "檢索增強生成"} <= set(concept["names"])
    assert concept["papers"] >= 5


def test_concepts_of_one_type_are_listed_the_most_used_first(workspace: Path) -> None:
    found = data("concepts", "--type", "Dataset", "-w", workspace)
    assert {concept["type"] for concept in found} == {"Dataset"}
    counts = [concept["papers"] for concept in found]
    assert counts == sorted(counts, reverse=True)
    assert "HotpotQA" in [concept["label"] for concept in found]


def test_a_type_that_does_not_exist_is_answered_with_those_that_do(workspace: Path) -> None:
    result = run("concepts", "--type", "Animal", "-w", workspace)
    assert result.code == 2
    for kind in ("Method", "Model", "Dataset", "Topic", "Metric"):
        assert kind.lower() in result.err.lower()


def test_why_tells_what_made_names_one_concept(workspace: Path) -> None:
    (concept, *_) = data("concepts", "检索增强生成", "--why", "-w", workspace)
    rules = {(why["rule"]) for why in concept["why"]}
    assert {"lexicon", "acronym"} <= rules
    out = run("concepts", "检索增强生成", "--why", "-w", workspace).out
    assert "RAG = retrieval-augmented generation: the lexicon knows both" in out
    assert "RAG = retrieval-augmented generation: spelled out in arxiv:" in out


def test_a_text_in_no_name_finds_no_concept(workspace: Path) -> None:
    result = run("concepts", "zzyzx", "-w", workspace)
    assert result.code == 1
    assert "no concept with 'zzyzx' in a name" in result.err


@pytest.mark.parametrize(
    "name",
    [
        "arxiv:2413.04117",
        "2413.04117",
        "2413.04117v2",
        "https://arxiv.org/abs/2413.04117",
        "https://arxiv.org/pdf/2413.04117v1",
        "TrellisRAG: Walking Knowledge Graphs for Multi-hop Question Answering",
        "trellisrag: walking knowledge graphs for multi-hop question answering",
        "TrellisRAG：面向多跳问答的知识图谱游走",
    ],
)
def test_a_paper_is_shown_by_id_link_or_title(workspace: Path, name: str) -> None:
    card = data("show", name, "-w", workspace)
    assert card["id"] == "arxiv:2413.04117"
    proposed = {concept["label"]: concept for concept in card["concepts"]["PROPOSES"]}
    assert "TrellisRAG" in proposed["TrellisRAG"]["evidence"]
    assert card["relations"]


@pytest.mark.parametrize(
    "name", ["RAG", "检索增强生成", "檢索增強生成", "Retrieval Augmented Generation"]
)
def test_a_concept_is_shown_by_any_of_its_names(workspace: Path, name: str) -> None:
    card = data("show", name, "-w", workspace)
    assert card["id"] == "method:retrieval-augmented-generation"
    assert card["why"]
    assert all(paper["evidence"] for paper in card["papers"]["USES"])


def test_a_card_for_a_person_has_the_sentences(workspace: Path) -> None:
    out = run("show", "2413.05101", "-w", workspace).out
    assert out.startswith("Espalier: Contrastive Subgraph Pruning")
    assert "PROPOSES" in out
    assert "On HotpotQA it outperforms GraphRAG by 5.3 points in F1." in out


def test_a_card_of_a_paper_has_its_results(workspace: Path) -> None:
    card = data("show", "2413.05101", "-w", workspace)
    (result,) = [r for r in card["results"] if r["value"] == 5.3]
    assert (result["metric"], result["dataset"]) == ("F1 score", "HotpotQA")
    assert (result["unit"], result["change"], result["text"]) == (
        "points",
        "increase",
        "+5.3 points",
    )
    out = run("show", "2413.05101", "-w", workspace).out
    assert "results\n" in out
    assert "F1 score on HotpotQA +5.3 points" in out


def test_what_is_neither_paper_nor_concept_is_not_shown(workspace: Path) -> None:
    result = run("show", "zzyzx", "-w", workspace)
    assert (result.code, result.out) == (1, "")
    assert "no paper 'zzyzx'" in result.err
    assert "no concept 'zzyzx'" in result.err


def test_a_part_of_a_name_suggests_what_is_there(workspace: Path) -> None:
    assert "there is TrellisRAG" in run("show", "Trellis", "-w", workspace).err
    assert "there is arxiv:2413.05101" in run("related", "Espalier: Contr", "-w", workspace).err


def test_related_papers_come_best_first_and_their_reasons_are_concepts_of_both(
    workspace: Path,
) -> None:
    paper = "arxiv:2413.05101"
    mine = _concepts_of(workspace, paper)
    found = data("related", paper, "-w", workspace)
    scores = [other["score"] for other in found]
    assert scores == sorted(scores, reverse=True)
    assert paper not in [other["id"] for other in found]
    for other in found:
        shared = {concept["id"] for concept in other["shared"]}
        assert shared
        assert shared <= mine & _concepts_of(workspace, other["id"])


def _concepts_of(workspace: Path, paper: str) -> set[str]:
    card = data("show", paper, "-w", workspace)
    return {concept["id"] for group in card["concepts"].values() for concept in group}


def test_as_many_related_papers_as_asked_for_are_told_with_the_concepts_shared(
    workspace: Path,
) -> None:
    few = data("related", "2413.05101", "-n", 2, "-w", workspace)
    assert few == data("related", "2413.05101", "-w", workspace)[:2]
    out = run("related", "2413.05101", "-n", 2, "-w", workspace).out
    assert out.count("shares ") == 2
    for other in few:
        assert f"{other['score']:.3f}  {other['title']} ({other['id']})" in out


def test_related_of_an_unknown_paper_finds_nothing(workspace: Path) -> None:
    result = run("related", "2413.99999", "-w", workspace)
    assert (result.code, result.out) == (1, "")
    assert "no paper '2413.99999'; `paperweft papers` lists them" in result.err


@pytest.mark.parametrize(
    ("one", "other"),
    [("RAG", "检索增强生成"), ("檢索增強生成", "retrieval-augmented generation"), ("LLMs", "LLM")],
)
def test_two_names_of_one_concept_are_the_same(workspace: Path, one: str, other: str) -> None:
    result = run("same", one, other, "-w", workspace)
    assert (result.code, result.out.splitlines()[0]) == (0, "yes")
    assert data("same", one, other, "-w", workspace)["same"] is True


@pytest.mark.parametrize(
    ("one", "other"), [("LoRA", "QLoRA"), ("GPT-3.5", "GPT-4"), ("Llama 2", "Llama-2-7B")]
)
def test_two_concepts_are_not_the_same_whatever_they_look_like(
    workspace: Path, one: str, other: str
) -> None:
    result = run("same", one, other, "-w", workspace)
    assert (result.code, result.out.splitlines()[0]) == (1, "no")
    answer = data("same", one, other, "-w", workspace)
    assert answer["same"] is False
    assert answer["why"]


def test_without_a_workspace_the_lexicon_answers(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    yes = run("same", "RAG", "检索增强生成", "-w", nowhere)
    assert yes.code == 0
    assert "the lexicon has both" in yes.out
    no = run("same", "LoRA", "TrellisRAG", "-w", nowhere)
    assert no.code == 1
    assert "TrellisRAG is not in the lexicon" in no.out
    assert not nowhere.exists()


@pytest.mark.parametrize(
    "command",
    [["papers"], ["concepts"], ["show", "x"], ["related", "x"], ["export", "csv"], ["forget", "x"]],
)
def test_without_a_workspace_a_command_says_how_to_make_one(
    tmp_path: Path, command: list[str]
) -> None:
    result = run(*command, "-w", tmp_path / "nowhere")
    assert (result.code, result.out) == (3, "")
    assert f"no workspace at {tmp_path / 'nowhere'}; make one with `paperweft build" in result.err
    assert not (tmp_path / "nowhere").exists()
