"""One HTML file that shows the graph and needs nothing else: no network, no server.

What comes from a digest is JSON in a data block, and the page's script puts it into the page as
text only. The page's policy allows the page's own scripts, by their hashes, and no request.
Why the template is not pyvis's own: docs/decisions/004-pyvis-template.md.
"""

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import asdict
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, BinaryIO

from paperweft.export.layout import positions
from paperweft.export.view import View, view
from paperweft.extract.errors import UsageError
from paperweft.extract.schema import ConceptType, NodeLabel
from paperweft.graph.model import KnowledgeGraph

NAME = "html"
SUFFIX = ".html"

LIMIT = 1_500
"""How many nodes a page shows at most, unless told otherwise: what vis-network draws smoothly."""

_SCRIPTS = ("words.js", "labels.js", "panel.js", "search.js", "page.js")
_SHAPES = {
    NodeLabel.PAPER: "square",
    ConceptType.METHOD: "dot",
    ConceptType.MODEL: "triangle",
    ConceptType.DATASET: "diamond",
    ConceptType.TOPIC: "hexagon",
    ConceptType.METRIC: "star",
}
_UNSAFE = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\x7f"})


def export(
    graph: KnowledgeGraph, target: BinaryIO, *, title: str = "paperweft", limit: int = LIMIT
) -> None:
    """Write the graph as one offline HTML page.

    Args:
        graph: The graph.
        target: A binary file.
        title: The heading of the page.
        limit: How many nodes to show at most: the most connected ones, and the page says so.

    Raises:
        UsageError: The limit is below 3.
    """
    if limit < 3:
        raise UsageError(f"a page shows at least 3 nodes, not {limit}")
    target.write(_page(view(graph, limit), title).encode("utf-8", "replace"))


def _page(shown: View, title: str) -> str:
    from jinja2 import Environment, StrictUndefined

    assets = resources.files("paperweft.export")
    script = "\n".join(_read(assets / name) for name in _SCRIPTS)
    library = _vis_network()
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        _read(assets / "page.html")
    )
    return template.render(
        title=title,
        policy=_policy(library, script),
        style=_read(assets / "page.css"),
        library=library,
        script=script,
        data=_data_block({**asdict(shown), "vis": _drawing(shown)}),
    )


def _read(asset: Traversable) -> str:
    return asset.read_text(encoding="utf-8").replace("\r\n", "\n")


def _vis_network() -> str:
    """Return the newest vis-network that pyvis ships, without the map that browsers would ask for.

    Its style sheet is of no use here: 220 kB of buttons that the page does not show.
    """
    folders = (resources.files("pyvis") / "templates" / "lib").iterdir()
    newest = max((f for f in folders if f.name.startswith("vis-")), key=lambda f: f.name)
    return re.sub(r"//# sourceMappingURL=\S+", "", _read(newest / "vis-network.min.js"))


def _policy(*scripts: str) -> str:
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _data_block(data: dict[str, Any]) -> str:
    """Return JSON that may stand in a script element: no `<`, no line that JavaScript ends."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _drawing(shown: View) -> dict[str, Any]:
    """Return the nodes, edges and options of vis-network, made by pyvis.

    One line is drawn for two nodes, whatever the number of edges between them.
    """
    from pyvis.network import Network

    pairs = sorted({(min(a, b), max(a, b)) for a, b, *_ in shown.edges if a != b})
    degrees = Counter(node for pair in pairs for node in pair)
    sizes = [round(5 + 3.2 * degrees[i] ** 0.5, 1) for i in range(len(shown.nodes))]
    network = Network()
    for i, (x, y) in enumerate(positions(sizes, pairs)):
        node = shown.nodes[i]
        look = {"shape": _SHAPES[node["type"]], "size": sizes[i]}
        network.add_node(i, label=node["label"], x=x, y=y, **look)
        network.nodes[-1].pop("color", None)  # the page's, by light or dark
    for number, (a, b) in enumerate(pairs):
        network.add_edge(a, b, id=number)
    network.set_options(json.dumps(_OPTIONS))
    nodes, edges, *_, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "tooltipDelay": 10_000_000,
        "selectConnectedEdges": False,
    },
    "nodes": {"borderWidth": 1, "borderWidthSelected": 3},
    "edges": {"smooth": False, "width": 1, "hoverWidth": 0, "selectionWidth": 0},
}
