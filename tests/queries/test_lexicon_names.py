"""A parameter may be a name that only the lexicon has."""

from pathlib import Path

import pytest
from export.factory import concept, paper, weave

from paperweft.extract.errors import NothingFoundError
from paperweft.graph.arcade import ArcadeStore
from paperweft.queries import bind, get

LLM = "topic:large-language-model"


def test_a_concept_is_found_by_a_name_that_no_paper_writes(tmp_path: Path) -> None:
    graph = weave(
        [paper(1, "Looms")],
        [concept(LLM, "large language model"), concept("method:weft", "Weft")],
        [("arxiv:2413.00001", "ADDRESSES", LLM, 0.9, "Large language models weave.")],
    )
    query = get("papers-about")
    with ArcadeStore(tmp_path / "graph.db") as store:
        store.write(graph)
        for name in ("大语言模型", "LLMs", "large language models"):
            assert bind(query, {"concept": name}, store)["concept"] == LLM
        with pytest.raises(NothingFoundError, match="no concept goes by"):
            bind(query, {"concept": "检索增强生成"}, store)
