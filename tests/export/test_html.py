import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser

import pytest

from export.factory import HOSTILE, hostile, library, three_papers
from paperweft.export import html
from paperweft.extract.errors import UsageError
from paperweft.graph.model import KnowledgeGraph


class Reader(HTMLParser):
    """Collects elements with their attributes, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data


def page(graph: KnowledgeGraph, **options: object) -> str:
    target = io.BytesIO()
    html.export(graph, target, **options)
    return target.getvalue().decode()


def test_the_page_loads_nothing_from_elsewhere() -> None:
    reader = Reader(page(three_papers()))
    for tag, attributes in reader.elements:
        assert "src" not in attributes
        assert tag != "link" or attributes["href"] == "data:,"
        assert tag not in {"iframe", "object", "embed", "form", "base"}
        assert not [name for name in attributes if name.startswith("on")]


def test_the_policy_forbids_requests_and_allows_just_the_scripts_of_the_page() -> None:
    reader = Reader(page(three_papers()))
    policy = next(a["content"] for t, a in reader.elements if t == "meta" and "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    scripts = reader.scripts[1:]  # the first is data
    hashes = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts}
    assert hashes == allowed
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")


def test_hostile_text_stays_in_the_data() -> None:
    usual, attacked = Reader(page(three_papers())), Reader(page(hostile(), title=HOSTILE[1]))
    assert [tag for tag, _ in usual.elements] == [tag for tag, _ in attacked.elements]
    data = json.loads(attacked.scripts[0])
    assert {node["label"] for node in data["nodes"]} == set(HOSTILE)
    assert not re.search("[<>&\u2028\u2029]", attacked.scripts[0])


def test_the_scripts_never_make_elements_of_text() -> None:
    script = Reader(page(three_papers())).scripts[2]
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc"
    assert not re.search(forbidden, script)


def test_a_limit_too_small_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="at least 3"):
        page(three_papers(), limit=2)


def test_the_layout_is_in_the_page_and_physics_is_off() -> None:
    data = json.loads(Reader(page(library(10, 40))).scripts[0])
    assert data["vis"]["options"]["physics"]["enabled"] is False
    assert all(isinstance(node["x"], int) for node in data["vis"]["nodes"])
