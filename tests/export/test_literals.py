"""Literals of Cypher as text; tests/export/test_neo4j.py has a real server read them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.factory import library
from export.nasty import tangled
from export.test_formats import exported
from paperweft.export.literals import key, literal


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's", r"'it\'s'"),
        ("\\u0027", r"'\\u0027'"),
        ("a\nb\r\tc", r"'a\nb\r\tc'"),
        ("\x00\u2028\u202e", r"'\u0000\u2028\u202e'"),
        ('织 "x" `y`', "'织 \"x\" `y`'"),
        (2.0, "2.0"),
        (1e16, "1e+16"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
        (-(2**63), "-9223372036854775808"),
        (True, "true"),
        (None, "null"),
        ([1, "a", []], "[1, 'a', []]"),
        ({"id": {"end": None}}, "{id: {end: null}}"),
    ],
)
def test_a_value_is_written_as_cypher_has_it(value: object, text: str) -> None:
    assert literal(value) == text


@given(st.text())
def test_a_text_ends_at_its_last_quote_and_is_one_line(text: str) -> None:
    inner = literal(text)[1:-1]
    assert len(f"x{inner}x".splitlines()) == 1
    assert "'" not in inner.replace("\\\\", "").replace("\\'", "")
    assert not inner.replace("\\\\", "").endswith("\\")


@pytest.mark.parametrize("name", ["a b", "a`b", "\\u0060", "", "1a", "a}", "名"])
def test_a_key_that_needs_quotes_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no plain name"):
        key(name)


def test_what_cypher_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        literal(2**63)
    with pytest.raises(TypeError, match="no literal for a bytes"):
        literal(b"x")


@pytest.mark.parametrize("make", [tangled, library])
def test_a_script_is_split_at_semicolons_that_end_a_line(make: object) -> None:
    assert callable(make)
    script = exported("cypher", make()).decode()
    *parts, last = script.split(";\n")
    assert last == ""
    assert len(parts) > 7
    begun = [next(line for line in p.splitlines() if not line.startswith("//")) for p in parts]
    assert {text.split()[0] for text in begun} == {"CREATE", "WITH"}


def test_a_statement_is_neither_long_nor_large() -> None:
    script = exported("cypher", library(papers=120, concepts=130)).decode()
    papers = [part for part in script.split(";\n") if "MERGE (n:Paper " in part]
    assert len(papers) == 7
    assert all(len(part) < 100_000 for part in script.split(";\n"))
