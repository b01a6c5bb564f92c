import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperweft.extract.drafts import Draft, finish
from paperweft.extract.passages import RawText
from paperweft.extract.readers.paper_records import from_record, to_record
from paperweft.extract.records import Origin, Paper, Problem

Read = Callable[..., tuple[list[Paper], list[Problem]]]
Text = Callable[..., str | None]

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["代理", "这个织机很快。", "這個織機很快。", "A loom", "Loom 织机", "Yarn。"]),
)
raw_texts = st.lists(
    st.builds(
        RawText,
        st.sampled_from(["title", "summary", "abstract"]),
        texts,
        st.sampled_from(["", "en", "zh", "en!", "zh-Hans!", "zh-Hant!"]),
    ),
    max_size=6,
)
labels = st.lists(st.builds(RawText, st.just("label"), texts), max_size=3)
drafts = st.builds(
    Draft,
    path=st.just("a.md"),
    line=st.integers(1, 99),
    texts=raw_texts.map(tuple),
    labels=labels.map(tuple),
    id=st.sampled_from(["", "2413.00001", "000-1", "cs/9913001v2"]),
    url=st.sampled_from(["", "https://x.example/p", "http://arxiv.org/abs/2413.00002v3"]),
    doi=st.sampled_from(["", "10.99999/X.1"]),
    date=st.sampled_from(["", "2031年6月8日", "2031"]),
    authors=st.lists(texts, max_size=3).map(tuple),
    categories=st.lists(st.sampled_from(["cs.LG", "stat.ML"]), max_size=2).map(tuple),
    announce_type=st.sampled_from(["", "new", "replace"]),
    record_ids=st.sampled_from([(), ("000-1",), ("a", "b")]),
    truncated=st.sampled_from([None, True, False]),
)


@settings(deadline=None)
@given(drafts)
def test_a_paper_written_and_read_back_is_the_same(draft: Draft) -> None:
    for paper in finish(draft):
        if isinstance(paper, Paper):
            record = json.loads(json.dumps(to_record(paper)))
            assert list(from_record(record, "other.jsonl", 7)) == [paper]


def test_a_record_keeps_its_own_id_beside_the_arxiv_id_of_its_link(read: Read) -> None:
    record = {"id": "000-1", "title": "A Loom", "url": "https://arxiv.org/abs/2413.00001v2"}
    paper = read(json.dumps(record))[0][0]
    assert (paper.id, paper.record_ids, paper.version) == ("arxiv:2413.00001", ("000-1",), 2)
    assert paper.url == "https://arxiv.org/abs/2413.00001"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"id": "2413.00800"}, "arxiv:2413.00800"),
        ({"id": "arXiv:2413.00800v3"}, "arxiv:2413.00800"),
        ({"id": "cs/9913017"}, "arxiv:cs/9913017"),
        ({"id": "7", "doi": "10.48550/arXiv.2413.00800"}, "arxiv:2413.00800"),
        ({"id": 7, "doi": "https://doi.org/10.99999/ABC"}, "doi:10.99999/abc"),
        ({"title": "A Loom (arXiv:2413.00800v2 [cs.LG])"}, "arxiv:2413.00800"),
        ({"abstract": "arXiv:2413.00800v1 Announce Type: new Abstract: x."}, "arxiv:2413.00800"),
    ],
)
def test_a_paper_is_named_by_the_surest_id(
    read: Read, record: dict[str, object], expected: str
) -> None:
    assert read(json.dumps({"title": "A Loom", **record}))[0][0].id == expected


def test_a_paper_with_a_title_only_is_named_by_it(read: Read) -> None:
    papers, _ = read('{"title": "A Loom!"}\n{"title": "a loom"}\n')
    assert papers[0].id == papers[1].id
    assert papers[0].id.startswith("title:")


def test_the_script_of_chinese_fields_is_told_from_their_text(read: Read, text: Text) -> None:
    content = '{"title": "A", "title_zh": "這個織機", "labels": ["代理", "LLM"]}'
    paper = read(content)[0][0]
    assert text(paper, "title", "zh-Hant") == "這個織機"
    assert text(paper, "label", "zh-Hant") == "代理"
    assert text(paper, "label") == "LLM"


def test_a_chinese_text_under_an_english_key_is_chinese(read: Read, text: Text) -> None:
    paper = read('{"title": "这个织机很快", "summary": "它很快。"}')[0][0]
    assert text(paper, "title", "zh-Hans") == "这个织机很快"
    assert text(paper, "title") is None


def test_prefixes_are_taken_off_and_cut_abstracts_are_marked(read: Read, text: Text) -> None:
    content = '{"title": "A", "abstract": "arXiv:2413.00001v1 Announce Type: new Abstract: We wea"}'
    paper = read(content)[0][0]
    assert text(paper, "abstract") == "We wea"
    assert (paper.truncated, paper.announce_type) == (True, "new")


def test_an_array_and_objects_over_several_lines_are_read(read: Read) -> None:
    records = [{"title": "A"}, {"title": "B"}]
    array = read(json.dumps(records))[0]
    pretty = read(json.dumps(records, indent=2))[0]
    assert [paper.title for paper in array] == ["A", "B"]
    assert [paper.title for paper in pretty] == ["A", "B"]
    assert [paper.origins[0].line for paper in pretty] == [2, 5]


def test_broken_lines_are_reported_and_the_others_read(read: Read) -> None:
    lines = ['{"title": "A', '{"title": "B"}', "[1]", "[" * 100_000, '{"id": 3}', '{"title": "C"}']
    papers, problems = read("\n".join(lines))
    assert [paper.title for paper in papers] == ["B", "C"]
    assert [problem.line for problem in problems] == [1, 3, 4, 5]
    assert "no JSON" in problems[0].message
    assert "neither a title nor" in problems[3].message


def test_a_broken_object_in_an_array_costs_no_other(read: Read) -> None:
    content = '[\n  {"title": "A"},\n  {"title": B},\n  {"title": "C"}\n]\n'
    papers, problems = read(content)
    assert [paper.title for paper in papers] == ["A", "C"]
    assert [problem.line for problem in problems] == [3]


def test_values_of_another_type_are_passed_over(read: Read) -> None:
    content = (
        '{"title": "A", "abstract": {"x": 1}, "labels": "not a list", "authors": 3.5, "date": []}'
    )
    papers, problems = read(content)
    assert (len(papers), problems) == (1, [])


def test_a_lone_surrogate_does_no_harm(read: Read) -> None:
    paper = read('{"title": "A \\ud800 Loom"}')[0][0]
    assert paper.title == "A Loom"


def test_a_link_that_is_no_web_address_is_not_kept(read: Read) -> None:
    assert read('{"title": "A", "url": "javascript:alert(1)"}')[0][0].url is None


def test_a_title_over_the_limit_is_cut_and_reported(read: Read) -> None:
    papers, problems = read(json.dumps({"title": "x" * 10_000, "abstract": "y" * 200_000}))
    assert len(papers[0].title) == 1_000
    assert len(papers[0].passages[1].text) == 100_000
    assert len(problems) == 2


def test_origins_of_a_written_record_are_kept() -> None:
    record = {"title": "A", "sources": [{"path": "d.md", "line": 3}, {"path": "c.md"}]}
    paper = next(iter(from_record(dict(record), "x.jsonl", 1)))
    assert isinstance(paper, Paper)
    assert paper.origins == (Origin("c.md", 1), Origin("d.md", 3))
