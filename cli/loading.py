"""What `load` tells when it is done."""

import json
from dataclasses import asdict

from paperweft.console import safe
from paperweft.graph.bolt_load import Loaded


def as_json(loaded: Loaded, seconds: float) -> str:
    """Return what was done for a program."""
    return json.dumps({**asdict(loaded), "seconds": round(seconds, 3)})


def as_text(loaded: Loaded, seconds: float, uri: str) -> str:
    """Return what was done for a person."""
    rate = f" ({loaded.rows / seconds:,.0f}/s)" if loaded.rows and seconds else ""
    lines = [
        f"[bold]{loaded.total:,} nodes and edges[/] at {safe(uri)}: {_news(loaded)}",
        f"[dim]{seconds:.1f} s{rate}[/]",
    ]
    if loaded.stripped:
        lines.insert(
            1,
            f"[yellow]{loaded.stripped:,} nodes are gone but had to stay[/], with their keys alone:"
            " edges that are not paperweft's hang on them",
        )
    return "\n".join(lines)


def _news(loaded: Loaded) -> str:
    made = loaded.nodes_made + loaded.edges_made
    removed = loaded.nodes_removed + loaded.edges_removed
    changed = loaded.rows - made - removed - loaded.stripped
    parts = [
        f"{count:,} {word}"
        for count, word in ((made, "new"), (changed, "changed"), (removed, "removed"))
        if count > 0
    ]
    return ", ".join(parts) or "nothing had changed"
