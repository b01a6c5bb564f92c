"""`docs/neo4j/`: the style for Neo4j Browser knows the schema, the saved queries draw something."""

import re
from pathlib import Path

import pytest
from export.factory import three_papers
from stores import NewStore

from paperweft.extract.schema import ConceptType, NodeLabel
from paperweft.graph.store import Store
from paperweft.graph.store_schema import ENDS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "neo4j"
STYLE = (FOLDER / "paperweft.grass").read_text("utf-8")
PAGE = (ROOT / "export" / "page.css").read_text("utf-8")
QUERIES = sorted(FOLDER.glob("*.cypher"))


def _rules(kind: str) -> dict[str, str]:
    return dict(
        re.findall(
            rf"^{kind}\.(\w+) \{{([^}}]*)\}}", STYLE.replace('"{', '"').replace('}"', '"'), re.M
        )
    )


def test_every_label_has_a_style_and_no_other() -> None:
    assert set(_rules("node")) == {*NodeLabel, *ConceptType}
    assert set(_rules("relationship")) <= set(ENDS)


@pytest.mark.parametrize("kind", ["Paper", *ConceptType])
def test_the_colours_are_those_of_the_page(kind: str) -> None:
    (colour,) = re.findall(rf"--{kind.lower()}: (#\w+);", PAGE.partition("@media")[0])
    assert f"  color: {colour};" in _rules("node")[kind]


def test_the_browser_reads_the_file() -> None:
    """It splits at braces and quotes, and a comment with an apostrophe makes it lose all."""
    assert "/*" not in STYLE
    assert STYLE.count("{") == STYLE.count("}")


@pytest.fixture(scope="module")
def store(new_store: NewStore) -> Store:
    made = new_store()
    made.write(three_papers())
    return made


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_saved_query_draws_something(store: Store, query: Path) -> None:
    found = store.query(query.read_text("utf-8"))
    assert found.columns == ("path",)
    assert all(isinstance(path, dict) and path["edges"] for (path,) in found.rows)
    assert found.rows


def test_there_are_three_saved_queries() -> None:
    assert len(QUERIES) == 3
    assert all(path.read_text("utf-8").startswith("// ") for path in QUERIES)
