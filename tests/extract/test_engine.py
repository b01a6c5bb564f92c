import pytest
from papers import paper

from paperweft.extract.document import MENTIONS
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.errors import UsageError
from paperweft.extract.recognizers import RECOGNIZERS

TOLD = paper(1, "WeftNet: GPT-4 and CIFAR-10", abstract="We propose WeftNet (WN).", labels=["织布"])


def test_all_recognizers_run_in_their_order() -> None:
    assert make_engine().pipe_names == [f"paperweft_{name}" for name in RECOGNIZERS]


@pytest.mark.parametrize("name", RECOGNIZERS)
def test_a_recognizer_that_is_left_out_proposes_nothing(name: str) -> None:
    doc = read_paper(make_engine(without=[name]), TOLD)
    rules = {span.id_ for span in doc.spans[MENTIONS]}
    assert rules
    assert name not in rules


def test_without_any_recognizer_there_is_still_a_document() -> None:
    doc = read_paper(make_engine(without=RECOGNIZERS), TOLD)
    assert list(doc.spans[MENTIONS]) == []
    assert doc.text.startswith("WeftNet: GPT-4")


def test_an_unknown_recognizer_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no recognizer 'spindle'"):
        make_engine(without=["spindle", "labels"])
