import json
from dataclasses import replace

from papers import found, named

from paperweft.extract.rows import to_rows
from paperweft.extract.schema import METRIC, MODEL, Relation

SAID = found(
    1,
    named("weft attention", "纬线注意力"),
    named("LoomNet", kind=MODEL),
    relations=[(1, Relation.BASED_ON, 0)],
)


def test_a_row_holds_concepts_with_the_sentence_that_speaks_for_them() -> None:
    (row,) = to_rows(SAID)
    assert row["id"] == "arxiv:2413.00001"
    first = row["concepts"][0]
    assert first["names"] == ["weft attention", "纬线注意力"]
    assert (first["type"], first["role"], first["confidence"]) == ("Method", "uses", 0.8)
    assert first["rules"] == ["lexicon"]
    evidence = first["evidence"]
    assert evidence["sentence"] == "We see weft attention here."
    text = SAID.paper.passages[1].text
    assert text[evidence["start"] : evidence["end"]] == evidence["sentence"]
    assert (evidence["field"], evidence["language"]) == ("abstract", "en")


def test_relations_name_the_first_names_of_their_concepts() -> None:
    (row,) = to_rows(SAID)
    assert row["relations"] == [["LoomNet", "based_on", "weft attention"]]


def test_results_name_the_first_names_of_their_concepts() -> None:
    told = found(
        2, named("weft loss", kind=METRIC), named("LoomNet", kind=MODEL), results=[(0, None, 1, 9)]
    )
    (row,) = to_rows(told)
    (result,) = row["results"]
    assert (result["metric"], result["dataset"], result["method"]) == ("weft loss", None, "LoomNet")
    assert (result["value"], result["unit"], result["change"]) == (9, "%", None)
    assert result["evidence"]["sentence"] == told.paper.passages[1].text[:12]


def test_there_is_a_row_for_each_record_the_paper_was_read_from() -> None:
    told = replace(SAID.paper, record_ids=("r1", "r2"))
    rows = list(to_rows(replace(SAID, paper=told)))
    assert [row["id"] for row in rows] == ["r1", "r2"]
    assert rows[0]["concepts"] == rows[1]["concepts"]


def test_a_row_is_plain_json() -> None:
    rows = list(to_rows(SAID))
    assert json.loads(json.dumps(rows)) == rows


def test_a_paper_in_which_nothing_was_found_has_an_empty_row() -> None:
    (row,) = to_rows(found(7))
    assert row == {"id": "arxiv:2413.00007", "concepts": [], "relations": [], "results": []}
