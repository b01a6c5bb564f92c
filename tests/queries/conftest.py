"""The store that queries are put to; each module says with a fixture `graph` what is in it."""

from collections.abc import Iterator

import pytest

from paperweft.graph.arcade import ArcadeStore
from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store


@pytest.fixture(scope="module")
def store(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with ArcadeStore(tmp_path_factory.mktemp("queries") / "graph.db") as made:
        made.write(graph)
        yield made
