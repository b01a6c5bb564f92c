"""The stores that tests run on: the embedded one, and a real Neo4j where there is one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from neo4j_server import PASSWORD, Server

from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.bolt import Address, Neo4jStore
from paperweft.graph.store import Store

EMBEDDED, NEO4J = "embedded", "neo4j"

NewStore: TypeAlias = Callable[[], Store]
"""Makes an empty store, in place of the one that it made before."""


@contextmanager
def stores(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[NewStore]:
    """Yield what makes empty stores of a kind; they are closed at the end."""
    with ExitStack() as opened:
        made = 0

        def embedded() -> Store:
            nonlocal made
            made += 1
            return opened.enter_context(ArcadeStore(folder / f"{made} 图谱" / "graph.db"))

        def neo4j() -> Store:
            server: Server = request.getfixturevalue("neo4j")
            server.clear()
            return opened.enter_context(neo4j_store(server))

        yield embedded if kind == EMBEDDED else neo4j


def neo4j_store(server: Server) -> Neo4jStore:
    """Return the store of a server."""
    return Neo4jStore(Address(uri=server.uri, password=PASSWORD))
