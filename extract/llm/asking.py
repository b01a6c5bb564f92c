"""All papers put to the endpoint, a bounded number at a time; each answer is kept at once."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from paperweft.extract.errors import EndpointError, UsageError
from paperweft.extract.llm.cache import AnswerCache
from paperweft.extract.llm.client import Client
from paperweft.extract.llm.endpoint import Endpoint
from paperweft.extract.llm.prompt import PROMPT, Estimate, estimate, question
from paperweft.extract.llm.replies import NoAnswer, hints_in, quoted
from paperweft.extract.records import Answer, Hint, Paper, Problem

_LIBRARIES = ("httpx", "json_repair", "platformdirs", "tenacity")
_NOTHING = '{"concepts": []}'  # of a paper without text
_GIVE_UP = 10  # failures one after the other: the endpoint fails, not the papers


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the endpoint told.

    Attributes:
        by_paper: By paper id; papers without text were not asked about and have an empty answer.
        problems: One for each paper without a usable answer.
        asked: Papers that were asked about now; the other answers were kept from before.
        invented: Names that were dropped because their papers do not have them.
    """

    by_paper: dict[str, Answer]
    problems: tuple[Problem, ...]
    asked: int
    invented: int


def ask_papers(
    papers: Iterable[Paper],
    endpoint: Endpoint,
    *,
    agree: Callable[[Estimate], object] | None = None,
    on_paper: Callable[[Paper], object] | None = None,
) -> Answers:
    """Return what the endpoint says of each paper, from the cache where it was asked before.

    Args:
        papers: The papers, each id once.
        endpoint: Whom to ask.
        agree: Called before the first request, if there is one, with what is ahead; may raise.
        on_paper: Called with each paper when its answer is there, or known not to come.

    Raises:
        UsageError: A library is missing, or the cache cannot be written.
        EndpointError: The endpoint refuses the key, is not there, or fails again and again.
    """
    _check_libraries()
    listed = list(papers)
    cache = AnswerCache(endpoint.cache, model=endpoint.model, prompt=PROMPT)
    asking = _Asking(endpoint, cache, on_paper or (lambda _: None))
    todo = [paper for paper in listed if not asking.recall(paper)]
    if todo:
        if agree:
            agree(estimate([question(paper) for paper in todo]))
        _run(asking.ask_all(todo))
    return asking.answers(listed, len(todo))


def _check_libraries() -> None:
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise UsageError(f"--llm needs {missing[0]}: pip install 'paperweft[llm]'")


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run the requests; in a notebook, whose thread has a loop of its own, in another thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work)
        return
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


class _Asking:
    """The answers so far."""

    def __init__(
        self, endpoint: Endpoint, cache: AnswerCache, on_paper: Callable[[Paper], object]
    ) -> None:
        self._endpoint = endpoint
        self._cache = cache
        self._on_paper = on_paper
        self._heard: dict[str, tuple[Hint, ...]] = {}
        self._failed: dict[str, str] = {}
        self._in_a_row = 0

    def recall(self, paper: Paper) -> bool:
        """Take the paper's answer from the cache; say whether that makes asking needless."""
        text = question(paper)
        said = self._cache.get(text) if text else _NOTHING
        if said is None:
            return False
        try:
            self._heard[paper.id] = hints_in(said)
        except NoAnswer:  # the file was changed, or an older paperweft read more into it
            return False
        self._on_paper(paper)
        return True

    async def ask_all(self, papers: list[Paper]) -> None:
        """Ask about all papers; as many tasks as there may be requests share them."""
        waiting = iter(papers)
        async with Client(self._endpoint) as client:
            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(min(self._endpoint.parallel, len(papers))):
                        group.create_task(self._ask_each(client, waiting))
            except ExceptionGroup as errors:
                raise errors.exceptions[0] from None

    async def _ask_each(self, client: Client, waiting: Iterator[Paper]) -> None:
        for paper in waiting:
            try:
                await self._ask(client, paper)
                self._in_a_row = 0
            except NoAnswer as error:
                self._fail(paper, str(error))
            self._on_paper(paper)

    async def _ask(self, client: Client, paper: Paper) -> None:
        text = question(paper)
        said = await client.ask(text)
        self._heard[paper.id] = hints_in(said)
        self._cache.put(text, said)  # after: what is no answer is asked for again next time

    def _fail(self, paper: Paper, reason: str) -> None:
        self._failed[paper.id] = reason
        self._in_a_row += 1
        if self._in_a_row >= _GIVE_UP:
            raise EndpointError(
                f"{_GIVE_UP} papers in a row got no usable answer, the last one because {reason};"
                " check the endpoint and run the command again: the answers so far are kept"
            )

    def answers(self, papers: list[Paper], asked: int) -> Answers:
        """Return what was heard, without the names that were invented."""
        real = {p.id: quoted(self._heard[p.id], p) for p in papers if p.id in self._heard}
        tag = self._endpoint.tag
        return Answers(
            by_paper={name: Answer(tag, hints) for name, hints in real.items()},
            problems=tuple(_problem(p, self._failed[p.id]) for p in papers if p.id in self._failed),
            asked=asked,
            invented=sum(len(self._heard[name]) - len(hints) for name, hints in real.items()),
        )


def _problem(paper: Paper, reason: str) -> Problem:
    origin = paper.origins[0]
    return Problem(
        origin.path,
        origin.line,
        f"{paper.id} is extracted without the language model's help: {reason}",
        "run the same command again, which asks only about what has no answer",
        lost="no answer",
    )
