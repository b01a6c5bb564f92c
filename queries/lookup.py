"""Find the concept or paper that a user means by any of its names, in the store."""

from collections.abc import Sequence

from paperweft.extract.arxiv import arxiv_id, arxiv_link
from paperweft.extract.errors import NothingFoundError
from paperweft.extract.folding import fold_name
from paperweft.extract.schema import ConceptType
from paperweft.graph.store import Store, Value

# An id beats all, then a concept of the wanted type; an exact label beats an exact alias, that
# beats a name which only folds alike; among equals the concept of most papers is meant.
_CONCEPT = """
MATCH (c:Concept)
WHERE c.id = $name OR $fold IN c.folds
RETURN c.id AS id
ORDER BY CASE WHEN c.id = $name THEN 0 WHEN c.type IN $types THEN 1 ELSE 2 END,
         CASE WHEN c.label = $name THEN 0 WHEN $name IN c.names THEN 1 ELSE 2 END,
         c.papers DESC, c.id
LIMIT 1
"""

_KNOWN = """
MATCH (c:Concept)
WHERE any(fold IN c.folds WHERE fold IN $folds)
RETURN c.id AS id
ORDER BY CASE WHEN c.type = $type THEN 0 ELSE 1 END, c.papers DESC, c.id
LIMIT 1
"""

_PAPER = """
MATCH (p:Paper)
WHERE p.id IN $ids OR $fold IN p.folds
RETURN p.id AS id
ORDER BY CASE WHEN p.id IN $ids THEN 0 ELSE 1 END, p.id
LIMIT 1
"""

_AUTHOR = """
MATCH (a:Author)
WHERE toLower(a.name) CONTAINS toLower($name)
RETURN a.name AS name
ORDER BY CASE WHEN a.name = $name THEN 0 WHEN toLower(a.name) = toLower($name) THEN 1 ELSE 2 END,
         name
LIMIT 3
"""


def find_concept(store: Store, name: str, *, types: Sequence[ConceptType] = ()) -> str:
    """Return the id of the concept with this id, label or alias, in either language.

    If no paper writes the name, another one that the lexicon has for it will do.

    Args:
        store: Where to look.
        name: The name.
        types: Of several concepts with this name one of these types is meant.

    Raises:
        NothingFoundError: There is none.
    """
    given: dict[str, Value] = {
        "name": name,
        "fold": fold_name(name) or name,
        "types": [kind.value for kind in types],
    }
    found = store.query(_CONCEPT, given).rows
    found = found or _by_lexicon(store, name)
    if not found:
        raise NothingFoundError(f"no concept goes by {name!r}; `paperweft concepts TEXT` searches")
    return str(found[0][0])


def _by_lexicon(store: Store, name: str) -> tuple[tuple[Value, ...], ...]:
    """Return the concepts that go by another name which the lexicon has for this one."""
    from paperweft.graph.lookup import lexicon_folds

    for kind, folds in lexicon_folds(name):
        given: dict[str, Value] = {"type": kind.value, "folds": [*sorted(folds)]}
        if found := store.query(_KNOWN, given).rows:
            return found
    return ()


def find_paper(store: Store, name: str) -> str:
    """Return the id of the paper with this id, arXiv number, link, DOI or title.

    Raises:
        NothingFoundError: There is none.
    """
    ids: list[str] = list(_paper_ids(name))
    found = store.query(_PAPER, {"ids": [*ids], "fold": fold_name(name) or name})
    if not found.rows:
        raise NothingFoundError(f"no paper goes by {name!r}; `paperweft papers TEXT` searches")
    return str(found.rows[0][0])


def find_author(store: Store, name: str) -> str:
    """Return the author's name as the papers write it, given in any case.

    Raises:
        NothingFoundError: There is none; the message has names that hold this one.
    """
    near = [str(row[0]) for row in store.query(_AUTHOR, {"name": name}).rows]
    if near and near[0].lower() == name.lower():
        return near[0]
    hint = f"; there is {', '.join(near)}" if near else ""
    raise NothingFoundError(f"no author goes by {name!r}{hint}")


def _paper_ids(name: str) -> Sequence[str]:
    arxiv = arxiv_id(name) or arxiv_link(name)
    return [name, *([f"arxiv:{arxiv.id}"] if arxiv else [f"doi:{name.lower()}"])]
