import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from paperweft.extract.fields import title_id
from paperweft.extract.merge import group_records, merge_papers
from paperweft.extract.passages import sort_passages
from paperweft.extract.records import Origin, Paper, Passage

titles = st.sampled_from(["A Loom", "a loom!", "Knots", "织机"])
passages = st.lists(
    st.builds(
        Passage,
        st.sampled_from(["summary", "abstract", "label"]),
        st.sampled_from(["en", "zh-Hans", "zh-Hant"]),
        st.sampled_from(["one", "two", "three"]),
    ),
    max_size=4,
)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    title = draw(titles)
    chosen = {(p.field, p.language if p.field != "label" else p): p for p in draw(passages)}
    language = "en" if title.isascii() else "zh-Hans"
    title_passage = Passage("title", language, title)
    return Paper(
        id=draw(st.sampled_from(["arxiv:2413.00001", "arxiv:2413.00002", title_id(title)])),
        passages=sort_passages({title_passage, *chosen.values()}),
        origins=(Origin(draw(st.sampled_from(["a", "b"])), draw(st.integers(1, 3))),),
        version=draw(st.sampled_from([None, 1, 2])),
        date=draw(st.sampled_from([None, "2031", "2031-06", "2031-06-08", "2031-06-09"])),
        url=draw(st.sampled_from([None, "https://x.example", "https://y.example"])),
        authors=draw(st.sampled_from([(), ("A",), ("B", "C")])),
        categories=draw(st.sampled_from([(), ("cs.LG",), ("cs.AI", "cs.LG")])),
        announce_type=draw(st.sampled_from([None, "new", "cross"])),
        truncated=draw(st.booleans()),
        record_ids=draw(st.sampled_from([(), ("1",), ("2",)])),
    )


def paper(text: str = "An abstract.", **fields: object) -> Paper:
    values: dict[str, object] = {
        "id": "arxiv:2413.00001",
        "passages": (Passage("title", "en", "A Loom"), Passage("abstract", "en", text)),
        "origins": (Origin("a.md", 1),),
        **fields,
    }
    return Paper(**values)  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.lists(papers(), max_size=8), st.randoms(use_true_random=False))
def test_the_result_is_a_function_of_the_set(records: Sequence[Paper], rng: random.Random) -> None:
    merged = merge_papers(records)
    shuffled = [*records, *records[:3]]
    rng.shuffle(shuffled)
    assert merge_papers(shuffled) == merged
    assert merge_papers(merged) == merged


@settings(deadline=None)
@given(st.lists(papers(), max_size=8))
def test_ids_are_sorted_and_no_origin_or_record_id_is_lost(records: Sequence[Paper]) -> None:
    merged = merge_papers(records)
    assert [p.id for p in merged] == sorted({p.id for p in merged})
    for get in (lambda p: p.origins, lambda p: p.record_ids):
        assert {x for p in merged for x in get(p)} == {x for p in records for x in get(p)}


def test_the_newest_version_wins_and_older_ones_fill_what_it_lacks() -> None:
    old = paper("Old and long.", version=1, authors=("A",), date="2031-06")
    new = paper("New.", version=2, origins=(Origin("b.md", 2),))
    (merged,) = merge_papers([new, old])
    assert merged.passages[1].text == "New."
    assert (merged.version, merged.authors, merged.date) == (2, ("A",), "2031-06")
    assert merged.origins == (Origin("a.md", 1), Origin("b.md", 2))


def test_of_one_version_the_longer_text_is_taken() -> None:
    (merged,) = merge_papers([paper("Short."), paper("A longer one.")])
    assert merged.passages[1].text == "A longer one."


def test_an_abstract_is_truncated_only_if_the_chosen_text_is() -> None:
    cut, whole = paper("We we", truncated=True), paper("We weave.")
    assert not merge_papers([cut, whole])[0].truncated
    assert merge_papers([cut, paper("W.")])[0].truncated


def test_a_paper_known_by_its_title_joins_the_one_with_that_title() -> None:
    nameless = paper(
        id=title_id("a LOOM."), origins=(Origin("list.md", 3),), url="https://x.example"
    )
    (merged,) = merge_papers([nameless, paper()])
    assert merged.id == "arxiv:2413.00001"
    assert Origin("list.md", 3) in merged.origins


def test_a_title_of_two_papers_joins_neither() -> None:
    records = [paper(id=title_id("A Loom")), paper(), paper(id="arxiv:2413.00002")]
    assert len(merge_papers(records)) == 3


def test_labels_of_all_sources_are_united_and_sorted() -> None:
    def labelled(*labels: str) -> Paper:
        return paper(passages=tuple(Passage("label", "en", label) for label in labels))

    (merged,) = merge_papers([labelled("Yarn", "Looms"), labelled("Knots", "Looms")])
    assert [p.text for p in merged.passages] == ["Knots", "Looms", "Yarn"]


def test_records_are_grouped_as_they_are_merged() -> None:
    records = [paper(), paper("Another."), paper(id=title_id("A Loom"))]
    assert group_records(records) == {"arxiv:2413.00001": set(records)}
