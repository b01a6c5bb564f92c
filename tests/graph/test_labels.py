import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import found, named

from paperweft.extract.records import PaperConcept
from paperweft.extract.schema import METHOD, MODEL
from paperweft.graph.labels import Labels, choose_labels, concept_ids, slug


def parts(*names: tuple[str, ...]) -> list[PaperConcept]:
    return [found(n, named(*some)).concepts[0] for n, some in enumerate(names)]


def labels(*names: tuple[str, ...]) -> Labels:
    return choose_labels(parts(*names))


def test_the_full_name_used_most_is_shown_in_each_language() -> None:
    found_ = labels(
        ("weft attention", "WA", "纬线注意力"), ("weft attention", "WA"), ("Weft-Attention", "WA"),
        ("緯線注意力",),
    )  # fmt: skip
    assert found_.english == found_.shown == "weft attention"
    assert found_.simplified == "纬线注意力"
    assert found_.traditional == "緯線注意力"
    assert found_.names[0][0].text == "WA"
    assert found_.names[0][1] == 3


def test_an_acronym_is_shown_where_there_is_no_full_name() -> None:
    assert labels(("WFT",)).shown == "WFT"


def test_without_an_english_name_the_chinese_one_is_shown() -> None:
    assert labels(("纬线",)).shown == "纬线"
    assert labels(("緯線網絡",)).shown == "緯線網絡"
    assert labels(("緯線網絡",)).english is None


def test_the_name_of_the_lexicon_comes_first() -> None:
    assert choose_labels(parts(("Weft Nets",)), "weft network").shown == "weft network"


def test_the_order_of_papers_does_not_matter() -> None:
    names = [("a loom", "A"), ("the loom", "A"), ("织机", "a loom"), ("the loom",)]
    assert labels(*names) == labels(*reversed(names))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Retrieval-Augmented Generation", "retrieval-augmented-generation"),
        ("GPT-3.5", "gpt-3.5"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("A*", "a-star"),
        ("Café Loom", "cafe-loom"),
        ("织机", ""),
        ("α-loom", ""),
        ("🤖", ""),
        ("../../etc", "etc"),
        ("<b>Weft</b>", "b-weft-b"),
    ],
)
def test_a_slug_is_ascii_words(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_of_any_text_is_short_and_safe(name: str) -> None:
    assert set(slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert len(slug(name)) <= 60


def test_ids_are_made_of_type_and_name() -> None:
    ids = concept_ids({("technique", "weftnet"): (MODEL, labels(("WeftNet",)))})
    assert ids == {("technique", "weftnet"): "model:weftnet"}


def test_two_concepts_never_share_an_id() -> None:
    keys = [("technique", "a"), ("dataset", "b"), ("metric", "c"), ("metric", "d")]
    told = [labels(("Weft Net",)), labels(("weft-net",)), labels(("织机",)), labels(("织网",))]
    ids = concept_ids({key: (METHOD, one) for key, one in zip(keys, told, strict=True)})
    assert len(set(ids.values())) == 4
    assert ids["technique", "a"].startswith("method:weft-net-")
    assert all(name.isascii() and not name.endswith(":") for name in ids.values())


def test_an_id_does_not_depend_on_other_concepts_unless_they_collide() -> None:
    alone = concept_ids({("metric", "c"): (METHOD, labels(("织机",)))})
    among = concept_ids(
        {
            ("metric", "c"): (METHOD, labels(("织机",))),
            ("technique", "a"): (METHOD, labels(("Weft",))),
        }
    )
    assert among["metric", "c"] == alone["metric", "c"]
