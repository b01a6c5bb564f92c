import logging

import pytest
from papers import found, named

from paperweft.extract.schema import DATASET, METRIC, MODEL, Change
from paperweft.graph.build import build_graph
from paperweft.graph.model import Result

ACCURACY = named("weft accuracy", kind=METRIC)
LOOMQA = named("LoomQA", kind=DATASET)
LOOMNET = named("LoomNet", kind=MODEL)


def test_a_result_has_the_concepts_of_the_graph_and_its_sentence() -> None:
    graph = build_graph([found(1, ACCURACY, LOOMQA, LOOMNET, results=[(0, 1, 2, 92.1)])])
    (result,) = graph.results
    assert (result.paper_id, result.value, result.unit) == ("arxiv:2413.00001", 92.1, "%")
    ends = (result.metric_id, result.dataset_id, result.method_id)
    assert [graph.concept(end or "").label for end in ends] == [
        "weft accuracy",
        "LoomQA",
        "LoomNet",
    ]
    said = result.evidence
    text = graph.paper(said.paper_id).passages[said.passage].text
    assert said.sentence == text[said.start : said.end] != ""


def test_results_do_not_depend_on_the_order_of_papers() -> None:
    papers = [
        found(number, ACCURACY, LOOMQA, results=[(0, None, None, number), (0, 1, None, 7)])
        for number in (1, 2, 3)
    ]
    one, other = build_graph(papers), build_graph(papers[::-1])
    assert one.result_table.equals(other.result_table)
    assert len({result.id for result in one.results}) == 6


def test_a_result_that_two_concepts_of_a_paper_state_is_one_when_they_are_one() -> None:
    twice = found(
        1, ACCURACY, named("weft accuracies", kind=METRIC), results=[(0, None, None, 9),
                                                                      (1, None, None, 9)]
    )  # fmt: skip
    assert len(build_graph([twice]).results) == 1


def test_an_end_that_the_schema_forbids_is_left_out_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = found(1, ACCURACY, LOOMNET, results=[(0, 1, None, 5), (1, None, None, 6)])
    with caplog.at_level(logging.INFO):
        (result,) = build_graph([said]).results
    assert (result.value, result.dataset_id) == (5, None)
    assert "no edge ON from a result of arxiv:2413.00001 to model:loomnet" in caplog.text
    assert "no edge OF from a result of arxiv:2413.00001 to model:loomnet" in caplog.text


@pytest.mark.parametrize(
    ("unit", "change", "bound", "baseline", "text"),
    [
        ("%", None, None, None, "92.1%"),
        ("percentage points", Change.INCREASE, None, None, "+92.1 percentage points"),
        ("×", Change.DECREASE, "at most", None, "up to -92.1×"),
        (None, None, "at least", None, "at least 92.1"),
        ("ms", None, None, 120.0, "120 → 92.1 ms"),
    ],
)
def test_a_result_is_told_in_short(
    unit: str | None,
    change: Change | None,
    bound: str | None,
    baseline: float | None,
    text: str,
) -> None:
    (made,) = build_graph([found(1, ACCURACY, results=[(0, None, None, 92.1)])]).results
    result = Result(
        id=made.id,
        paper_id=made.paper_id,
        metric_id=made.metric_id,
        dataset_id=None,
        method_id=None,
        value=92.1,
        unit=unit,
        change=change,
        bound=bound,
        baseline=baseline,
        rule="is",
        confidence=0.9,
        evidence=made.evidence,
    )
    assert result.text == text
