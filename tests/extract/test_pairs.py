from io import BytesIO

import pytest

from paperweft.extract.folding import fold_name
from paperweft.extract.models import load_pairs
from paperweft.extract.pairs import CountedPair, Pairs, pair_key, surest

WEFT = CountedPair("weft transform", "纬线变换", 9)
LOOM = CountedPair("loom network", "织机网络", 4)
OTHER = CountedPair("latitude transform", "纬线变换", 1)


def test_a_table_comes_back_as_it_was_saved() -> None:
    file = BytesIO()
    Pairs.of([LOOM, WEFT]).save(file)
    file.seek(0)
    rows = (("loom network", "织机网络", 4), ("weft transform", "纬线变换", 9))
    assert Pairs.load(file).rows == rows


def test_the_order_of_the_pairs_does_not_matter() -> None:
    one, other = BytesIO(), BytesIO()
    Pairs.of([LOOM, WEFT, OTHER]).save(one)
    Pairs.of([OTHER, WEFT, LOOM]).save(other)
    assert one.getvalue() == other.getvalue()


def test_a_pair_is_found_by_either_name() -> None:
    table = Pairs.of([OTHER, WEFT, LOOM])
    assert table.with_one(fold_name("Weft Transforms")) == (WEFT,)
    assert table.with_other(fold_name("緯線變換")) == (WEFT, OTHER)
    assert table.with_one(fold_name("纬线变换")) == ()


def test_an_empty_table_knows_nothing() -> None:
    table = Pairs.of([])
    assert table.rows == ()
    assert table.with_one("wefttransform") == ()


@pytest.mark.parametrize("name", ["loom networks", "causal analysis", "loss", "policy"])
def test_a_name_and_its_fold_have_one_key(name: str) -> None:
    assert pair_key(name) == pair_key(fold_name(name))


def test_the_surest_pair_has_nine_of_ten_papers() -> None:
    assert surest([OTHER, WEFT], enough=3) == WEFT
    assert surest([OTHER, OTHER, WEFT], enough=3) is None
    assert surest([WEFT], enough=10) is None
    assert surest([], enough=1) is None


@pytest.mark.parametrize("name", ["pairs", "acronyms"])
def test_names_of_the_tables_that_ship_are_folded_but_for_blanks(name: str) -> None:
    rows = load_pairs(name).rows
    assert len(rows) > 1000
    for one, other, papers in rows[::50]:
        assert pair_key(one) == pair_key(fold_name(one))
        assert pair_key(other) == pair_key(fold_name(other))
        assert papers > 1
