"""The stores that queries are put to; each module says with a fixture `graph` what is in them."""

import pytest
from stores import NewStore

from paperweft.graph.model import KnowledgeGraph
from paperweft.graph.store import Store


@pytest.fixture(scope="module")
def store(graph: KnowledgeGraph, new_store: NewStore) -> Store:
    made = new_store()
    made.write(graph)
    return made
