"""`docs/schema.md` says what the schema is."""

import re
from pathlib import Path

import pytest

from paperweft.extract.numbers import UNITS
from paperweft.extract.schema import (
    EDGE_TYPES,
    HAS_RESULT,
    RELATION_ENDS,
    RESULT_TYPES,
    ROLE_TYPES,
    Change,
    ConceptType,
    NodeLabel,
    Relation,
    Role,
)

PAGE = (Path(__file__).parents[1] / "docs/schema.md").read_text("utf-8")


def _rows(heading: str) -> list[list[str]]:
    section = PAGE.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]


def _types(cell: str) -> set[str]:
    return set(ConceptType) if cell == "any" else set(cell.split(", "))


def test_the_concept_types_are_those_of_the_code() -> None:
    assert [row[0] for row in _rows("Concepts")] == list(ConceptType)


def test_the_roles_are_those_of_the_code() -> None:
    said = {row[0]: (row[1], _types(row[2])) for row in _rows("Roles")}
    assert said == {role.value: (EDGE_TYPES[role], set(ROLE_TYPES[role])) for role in Role}


def test_the_relations_are_those_of_the_code() -> None:
    said = {row[0]: (row[1], _types(row[2]), _types(row[3])) for row in _rows("Relations")}
    assert said == {
        relation.value: (EDGE_TYPES[relation], set(ends.head), set(ends.tail))
        for relation, ends in RELATION_ENDS.items()
    }
    assert set(RELATION_ENDS) == set(Relation)


def test_the_edges_of_results_are_those_of_the_code() -> None:
    said = {row[0]: row[2] for row in _rows("Results") if len(row) == 4}
    assert said.pop(HAS_RESULT) == NodeLabel.RESULT
    assert {edge: _types(to) for edge, to in said.items()} == RESULT_TYPES
    (change,) = [row[1] for row in _rows("Results") if row[0] == "change"]
    assert all(f"`{name}`" in f"`{change}" for name in Change)


def test_the_units_are_those_of_the_code() -> None:
    (units,) = [row[1] for row in _rows("Results") if row[0] == "unit"]
    assert set(re.findall(r"`([^`]+)`", f"`{units}")) == set(UNITS)


@pytest.mark.parametrize(
    "name", [*NodeLabel, *ConceptType, *EDGE_TYPES.values(), HAS_RESULT, *RESULT_TYPES]
)
def test_every_label_and_edge_stands_in_the_part_on_stores(name: str) -> None:
    assert f"`{name}`" in PAGE.split("## In a store")[1]
