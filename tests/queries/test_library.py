import importlib.resources

import pytest

from paperweft.extract.errors import UsageError
from paperweft.queries import GROUPS, get, library
from paperweft.queries.library import read_query


def test_every_cypher_file_is_a_query_of_the_library() -> None:
    folder = importlib.resources.files("paperweft.queries")
    names = {entry.name for entry in folder.iterdir() if entry.name.endswith(".cypher")}
    assert {f"{query.name}.cypher" for query in library()} == names
    assert len(names) >= 25


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_query_is_described_and_its_rows_have_one_order(query: object) -> None:
    found = get(query.name)  # type: ignore[attr-defined]
    assert found.group in GROUPS
    assert found.answers.endswith("?")
    assert "ORDER BY" in found.text
    for parameter in found.parameters:
        assert f"${parameter.name}" in found.text
    assert {part.partition("=")[0] for part in found.example} <= {p.name for p in found.parameters}


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean related-papers"):
        get("related-paper")
    with pytest.raises(UsageError, match=r"there are .*most-used"):
        get("xyzzy")


def test_a_header_without_a_title_is_an_error_of_the_file() -> None:
    with pytest.raises(ValueError, match="lacks answers, group, title"):
        read_query("x", "RETURN 1")
    with pytest.raises(ValueError, match=r"unknown type 'wish'"):
        read_query("x", "// parameter a: wish\nRETURN $a")
    head = "// title: X\n// group: wishes\n// answers: What?\n"
    with pytest.raises(ValueError, match="the group must be one of papers, concepts"):
        read_query("x", f"{head}RETURN 1")


def test_a_key_may_go_on_in_a_second_line() -> None:
    head = "// title: X\n// group: time\n// answers: What?\n// how: One,\n// how: two.\n"
    assert read_query("x", f"{head}RETURN 1").how == "One, two."
