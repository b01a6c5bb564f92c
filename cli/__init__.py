"""paperweft: digests of AI papers, in Chinese and English, woven into one knowledge graph.

In a script or a notebook:

    import paperweft

    graph = paperweft.build("digests/", workspace="my-graph")
    for related in graph.related("arxiv:2402.14874"):
        print(related.other_id, related.score, related.shared)
"""

from typing import TYPE_CHECKING

from paperweft.extract.errors import PaperweftError
from paperweft.extract.version import VERSION

if TYPE_CHECKING:
    from paperweft.api import (
        OpenGraph,
        ask,
        build,
        evaluate,
        load,
        open,  # noqa: A004 - the public name
    )

__version__ = VERSION

__all__ = ["OpenGraph", "PaperweftError", "__version__", "ask", "build", "evaluate", "load", "open"]


def __getattr__(name: str) -> object:
    """Load the interface at first use: `paperweft --help` should not wait for it."""
    if name in __all__:
        from paperweft import api

        return getattr(api, name)
    raise AttributeError(f"module 'paperweft' has no attribute {name!r}")
