"""The recognizers that run on request: what a language model said, and GLiNER."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from papers import paper

from paperweft.extract.document import MENTIONS, layout
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.errors import ModelError, UsageError
from paperweft.extract.helpers import Helpers
from paperweft.extract.recognizers import RECOGNIZERS
from paperweft.extract.records import Hint, Paper
from paperweft.extract.schema import DATASET, METHOD, ConceptType
from paperweft.extract.version import extractor_version

TOLD = paper(
    1,
    "Weaving with WeftNet",
    abstract="WeftNets are no WeftNet. We test on the long yarn set.",
    abstract_zh="我们用织网织布。织网很好。",
)
HINTS = (Hint("WeftNet", METHOD), Hint("织网", METHOD), Hint("long yarn set", DATASET))
WEIGHTS = os.environ.get("PAPERWEFT_TEST_GLINER", "")

Place = tuple[int, str, str]


def proposals(rule: str, told: Paper, hints: tuple[Hint, ...] = (), **optional: dict[str, str]):
    engine = make_engine(without=RECOGNIZERS, optional=optional)
    doc = read_paper(engine, told, hints)
    text = layout(doc).text
    return [
        (text[span.start_char : span.end_char], span.label_)
        for span in doc.spans[MENTIONS]
        if span.id_ == rule
    ]


def test_a_quoted_name_is_proposed_wherever_it_stands() -> None:
    assert sorted(proposals("llm", TOLD, HINTS, llm={})) == [
        ("WeftNet", "Method"),
        ("WeftNet", "Method"),
        ("long yarn set", "Dataset"),
        ("织网", "Method"),
        ("织网", "Method"),
    ]


def test_a_name_that_is_not_there_is_not_proposed() -> None:
    hints = (Hint("WarpNet", METHOD), Hint("eft", METHOD), Hint("", METHOD), Hint("\n", METHOD))
    assert proposals("llm", TOLD, hints, llm={}) == []


def test_what_was_not_asked_for_does_not_run() -> None:
    doc = read_paper(make_engine(), TOLD, HINTS)
    assert not {span.id_ for span in doc.spans[MENTIONS]} & {"llm", "gliner"}
    engine = make_engine(optional={"llm": {}}, without=["llm"])
    assert "paperweft_llm" not in engine.pipe_names


def test_an_unknown_optional_recognizer_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no recognizer 'heddle'"):
        make_engine(optional={"heddle": {}})


def test_a_folder_without_gliner_weights_is_told_of(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(UsageError, match=r"no gliner_config.json; download a model's folder"):
            Helpers(gliner=folder).check()


@pytest.mark.skipif(find_spec("gliner") is not None, reason="gliner is installed")
def test_gliner_that_is_not_installed_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "gliner_config.json").write_text("{}")
    with pytest.raises(UsageError, match=r"pip install 'paperweft\[gliner\]'"):
        Helpers(gliner=tmp_path).check()


@pytest.mark.skipif(find_spec("gliner") is None, reason="gliner is not installed")
def test_damaged_gliner_weights_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "gliner_config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        make_engine(optional={"gliner": {"folder": str(tmp_path)}})


def test_other_gliner_weights_are_another_version_of_the_extractor(tmp_path: Path) -> None:
    for name, content in (("a", b"1"), ("b", b"2"), ("c", b"1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "gliner_config.json").write_text("{}")
        (tmp_path / name / "weights.bin").write_bytes(content)
    one, two, same = (extractor_version(helpers=Helpers(gliner=tmp_path / name)) for name in "abc")
    assert one != two
    assert one == same


@pytest.mark.skipif(not WEIGHTS, reason="PAPERWEFT_TEST_GLINER names no folder with weights")
def test_gliner_proposes_names_of_the_text_with_a_type() -> None:
    found = proposals("gliner", TOLD, gliner={"folder": WEIGHTS})
    assert found
    assert {kind for _, kind in found} <= set(ConceptType)
