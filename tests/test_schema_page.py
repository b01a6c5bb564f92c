"""`docs/schema.md` says what the schema is."""

from pathlib import Path

import pytest

from paperweft.extract.schema import (
    EDGE_TYPES,
    RELATION_ENDS,
    ROLE_TYPES,
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


@pytest.mark.parametrize("name", [*NodeLabel, *ConceptType, *EDGE_TYPES.values()])
def test_every_label_and_edge_stands_in_the_part_on_stores(name: str) -> None:
    assert f"`{name}`" in PAGE.split("## In a store")[1]
