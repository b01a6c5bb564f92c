"""What a person sees and does on the page, in a real Chromium with the network off."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from export.factory import HOSTILE, hostile, library, three_papers
from paperweft.export import html
from paperweft.graph.model import KnowledgeGraph

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a Chromium")
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield running
        running.close()


class Opened:
    """A page in the browser, with all that it logged and asked for."""

    def __init__(self, browser: Any, path: Path, graph: KnowledgeGraph, **options: Any) -> None:
        title, limit = options.pop("title", "paperweft"), options.pop("limit", html.LIMIT)
        with path.open("wb") as file:
            html.export(graph, file, title=title, limit=limit)
        settings = {"viewport": {"width": 1400, "height": 900}, "locale": "en-US", **options}
        self.context = browser.new_context(offline=True, **settings)
        self.page = self.context.new_page()
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("dialog", lambda dialog: self.problems.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def choose(self, query: str) -> None:
        self.page.keyboard.press("/")
        self.page.keyboard.type(query)
        self.page.keyboard.press("Enter")

    def title(self) -> str:
        return str(self.page.inner_text("#panel-title"))


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    pages: list[Opened] = []

    def open_page(graph: KnowledgeGraph, **options: Any) -> Opened:
        pages.append(Opened(browser, tmp_path / "page.html", graph, **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()
        assert page.problems == []
        assert len(page.requests) == 1, "the page asked for more than itself"


@pytest.mark.parametrize(
    "query", ["RAG", "retrieval-augmented", "检索增强", "檢索增強", "ＲＡＧ", "augmented retrieval"]
)
def test_a_concept_is_found_by_every_name_in_either_script(opened: Any, query: str) -> None:
    page = opened(three_papers())
    page.choose(query)
    assert page.title() == "Retrieval-Augmented Generation"


def test_a_paper_is_found_by_its_chinese_title_and_by_its_number(opened: Any) -> None:
    page = opened(three_papers())
    for query in ("将检索织入", "2413.00001"):
        page.choose(query)
        assert page.title() == "WeftRAG: Weaving Retrieval into Generation"


def test_a_search_without_result_says_so(opened: Any) -> None:
    page = opened(three_papers())
    page.choose("nonexistent")
    assert "Nothing goes by this name" in page.page.inner_text("#results")
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#results")


def test_arrow_keys_choose_among_results(opened: Any) -> None:
    page = opened(three_papers())
    page.page.keyboard.press("/")
    page.page.keyboard.type("loom")
    first = page.page.get_attribute("#search", "aria-activedescendant")
    page.page.keyboard.press("ArrowDown")
    assert page.page.get_attribute("#search", "aria-activedescendant") != first
    page.page.keyboard.press("Enter")
    assert page.title() in {"LoomQA", "Looms for Vision"}


def test_the_panel_shows_edges_with_their_evidence_and_confidence(opened: Any) -> None:
    page = opened(three_papers())
    page.choose("2413.00001")
    text = page.page.inner_text("#panel")
    assert text.index("Proposes") < text.index("Uses") < text.index("Related papers")
    assert "WeftRAG is a retrieval-augmented generation (RAG) method, tested on LoomQA." in text
    assert "90%" in text
    assert "Shares Retrieval-Augmented Generation, Deep Learning" in text
    link = page.page.locator("#panel a")
    assert link.get_attribute("href") == "https://arxiv.org/abs/2413.00001"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_an_entry_of_the_panel_leads_to_its_node_and_back_leads_back(opened: Any) -> None:
    page = opened(three_papers())
    page.choose("2413.00001")
    page.page.click("#panel .go >> text=LoomQA")
    assert page.title() == "LoomQA"
    assert "Evaluated on by" in page.page.inner_text("#panel")
    page.page.go_back()
    page.page.wait_for_function(
        "document.getElementById('panel-title').textContent.startsWith('WeftRAG:')"
    )


def test_a_click_on_a_node_opens_the_panel_and_escape_closes_it(opened: Any) -> None:
    page = opened(three_papers())
    spot = page.page.evaluate("network.canvasToDOM(drawn.nodes[0])")
    page.page.mouse.click(spot["x"], spot["y"])
    page.page.wait_for_selector("#panel-title")
    assert page.title() == "WeftRAG: Weaving Retrieval into Generation"
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#panel")


def test_the_legend_hides_a_type(opened: Any) -> None:
    page = opened(three_papers())
    page.page.get_by_label("Dataset").uncheck()
    hidden = page.page.evaluate("nodes.get({ filter: (n) => n.hidden }).map((n) => typeOf(n.id))")
    assert hidden == ["Dataset"]
    page.page.get_by_label("Dataset").check()
    assert page.page.evaluate("nodes.get({ filter: (n) => n.hidden }).length") == 0


def test_neighbours_stand_out(opened: Any) -> None:
    page = opened(three_papers())
    page.choose("LoomQA")
    bright = page.page.evaluate("nodes.get({ filter: (n) => n.opacity === 1 }).map((n) => n.id)")
    assert len(bright) == 2


def test_the_page_speaks_chinese_to_who_reads_chinese(opened: Any) -> None:
    page = opened(three_papers(), locale="zh-CN")
    assert page.page.inner_text("#counts") == "3 篇论文 · 6 个概念"
    page.choose("WeftRAG")
    page.page.click("#language")
    assert page.page.inner_text("#counts") == "3 papers · 6 concepts"


def test_a_link_to_a_node_opens_it(opened: Any) -> None:
    page = opened(three_papers())
    page.page.evaluate("location.hash = '#dataset%3Aloomqa'")
    page.page.wait_for_selector("#panel-title")
    assert page.title() == "LoomQA"
    page.page.evaluate("location.hash = '#%E0%A4%A'")
    assert page.title() == "LoomQA"


def test_on_a_phone_the_panel_is_a_sheet_at_the_bottom(opened: Any) -> None:
    page = opened(three_papers(), viewport={"width": 390, "height": 844}, has_touch=True)
    page.page.fill("#search", "RAG")
    page.page.tap("#results li:first-child")
    box = page.page.locator("#panel").bounding_box()
    assert box["x"] == 0
    assert box["width"] == 390
    assert box["y"] > 844 * 0.35
    assert page.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_page_that_shows_a_part_says_so(opened: Any) -> None:
    page = opened(library(30, 120), limit=60)
    note = page.page.inner_text("#note")
    assert note == "The 20 most connected of 30 papers, with 40 of 120 concepts"


def test_nothing_from_a_digest_is_executed(opened: Any) -> None:
    page = opened(hostile(), title=HOSTILE[1])
    for node in range(page.page.evaluate("graph.nodes.length")):
        page.page.evaluate(f"select({node})")
        assert page.page.locator("#panel script, #panel img").count() == 0
        for link in page.page.locator("#panel a").all():
            assert (link.get_attribute("href") or "").startswith("https://")
    for text in HOSTILE:
        page.page.fill("#search", text[:12])
    assert page.page.evaluate("window.pwned") is None
    assert page.page.inner_text("h1") == HOSTILE[1]
