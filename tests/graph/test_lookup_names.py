"""Names that no paper writes so: the lexicon's other names, parts of words, near spellings."""

import pytest
from papers import found, named

from paperweft.extract.errors import NothingFoundError
from paperweft.extract.schema import METRIC, TOPIC
from paperweft.graph.build import build_graph
from paperweft.graph.lookup import find_concept, find_concepts, find_paper, search_concepts

GRAPH = build_graph(
    [
        found(1, named("large language model", kind=TOPIC), named("WeftRAG", "编织检索")),
        found(2, named("model averaging"), named("RAG"), named("F1 score", kind=METRIC)),
    ]
)


def labels(text: str) -> set[str]:
    return {concept.label for concept in search_concepts(GRAPH, text)}


@pytest.mark.parametrize("name", ["大语言模型", "大型語言模型", "LLMs"])
def test_a_concept_is_found_by_a_name_that_only_the_lexicon_has(name: str) -> None:
    assert find_concept(GRAPH, name).label == "large language model"


def test_a_name_that_stands_for_other_things_too_finds_nothing_by_the_lexicon() -> None:
    assert find_concepts(GRAPH, "MDLM") == []
    assert find_concepts(GRAPH, "") == []


def test_latin_text_is_found_where_a_word_or_a_hump_of_one_begins() -> None:
    assert labels("rag") == labels("RAG") >= {"WeftRAG"}
    assert "model averaging" not in labels("RAG")
    assert labels("aver") == {"model averaging"}
    assert labels("eft") == set()


def test_chinese_text_is_found_anywhere() -> None:
    assert labels("检索") >= {"WeftRAG"}
    assert labels("索") >= {"WeftRAG"}


def test_a_near_spelling_is_suggested() -> None:
    with pytest.raises(NothingFoundError, match="no concept 'WfetRAG'; there is WeftRAG"):
        find_concept(GRAPH, "WfetRAG")


def test_a_concept_is_told_where_a_paper_is_asked_for() -> None:
    with pytest.raises(NothingFoundError, match="it is a concept, see `paperweft show 'F1 score'"):
        find_paper(GRAPH, "F1 score")
