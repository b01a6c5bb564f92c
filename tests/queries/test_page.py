"""`docs/queries.md` is the library, written out.

`python tests/queries/test_page.py` writes it anew from a mark on; what stands above is by hand.
"""

from pathlib import Path
from shlex import quote

from paperweft.queries import GROUPS, NamedQuery, Parameter, library

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"

MARK = "<!-- from here on written by `python tests/queries/test_page.py` -->\n"

_TITLES = {
    "papers": "Papers",
    "concepts": "Concepts",
    "tasks": "Tasks, methods and data",
    "comparisons": "Comparisons and results",
    "lineage": "What is built on what",
    "time": "Over time",
}


def written() -> str:
    """Return the page."""
    above, mark, _ = PAGE.read_text("utf-8").partition(MARK)
    parts = [above, mark]
    for group in GROUPS:
        parts.append(f"\n## {_TITLES[group]}\n")
        parts += [_query(query) for query in library() if query.group == group]
    return "".join(parts)


def _query(query: NamedQuery) -> str:
    given = " ".join(f"-p {quote(part)}" for part in query.example)
    rows = "".join(map(_parameter, query.parameters))
    how = f"\n{query.how}\n" if query.how else ""
    return (
        f"\n### {query.name}\n\n**{query.title}.** {query.answers}\n{how}\n"
        f"| parameter | type | default |\n|---|---|---|\n{rows}\n"
        f"    paperweft query {query.name} {given}".rstrip()
        + f"\n\n```cypher\n{query.text}\n```\n"
    )


def _parameter(parameter: Parameter) -> str:
    default = "must be given" if parameter.default is None else f"`{parameter.default}`"
    return f"| `{parameter.name}` | `{parameter.takes}` | {default} |\n"


def test_the_page_is_the_library() -> None:
    assert PAGE.read_text("utf-8") == written(), "run python tests/queries/test_page.py"


def test_every_group_has_queries_and_a_title() -> None:
    assert set(_TITLES) == set(GROUPS) == {query.group for query in library()}


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
