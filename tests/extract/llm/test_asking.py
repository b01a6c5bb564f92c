"""Papers put to a real endpoint on loopback: answers, failures, patience, and what is kept."""

import asyncio
import json
import logging
import signal
import socket
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from model_server import MODEL, Reply, Server, failing, listed, said, serving
from papers import paper, paper_of

from paperweft.extract.errors import EndpointError, UsageError
from paperweft.extract.llm.asking import Answers, ask_papers
from paperweft.extract.llm.client import TRIES, seconds_to_wait
from paperweft.extract.llm.endpoint import Endpoint
from paperweft.extract.llm.prompt import Estimate
from paperweft.extract.records import Hint, Paper
from paperweft.extract.schema import METHOD

KEY = "sk-weft-0123456789"
WEFT = paper(1, "WeftNet weaves", abstract="We propose WeftNet.", abstract_zh="我们提出织网。")
GOOD = listed(("Method", ["WeftNet", "织网"]))
HINTS = (Hint("WeftNet", METHOD), Hint("织网", METHOD))


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERWEFT_LLM_KEY", KEY)


def endpoint(server: Server, folder: Path, **options: Any) -> Endpoint:
    settings: dict[str, Any] = {"timeout": 5.0, "backoff": 0.01} | options
    return Endpoint(url=server.url, model=MODEL, cache=folder, **settings)


def many(count: int) -> list[Paper]:
    return [paper(n, f"WeftNet weaves {n}") for n in range(count)]


def failures(answers: Answers) -> list[str]:
    return [problem.message for problem in answers.problems]


def test_a_paper_is_asked_about_with_its_text_in_all_languages(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        answers = ask_papers([WEFT], endpoint(server, tmp_path))
    assert answers.by_paper[WEFT.id].hints == HINTS
    assert (answers.asked, answers.invented, answers.problems) == (1, 0, ())
    assert all(passage.text in server.questions[0] for passage in WEFT.passages)
    assert server.keys == [f"Bearer {KEY}"]
    assert server.paths == ["/v1/chat/completions"]


def test_an_answer_is_kept_and_asked_for_once(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        first = ask_papers([WEFT], endpoint(server, tmp_path))
        again = ask_papers([WEFT], endpoint(server, tmp_path))
        assert len(server.questions) == 1
    assert again.by_paper == first.by_paper
    assert (first.asked, again.asked) == (1, 0)


def test_a_kept_answer_needs_no_endpoint_and_no_consent(tmp_path: Path) -> None:
    def refuse(_: Estimate) -> None:
        raise AssertionError("nothing is ahead")

    with serving(GOOD) as server:
        asked = endpoint(server, tmp_path)
        ask_papers([WEFT], asked)
    assert ask_papers([WEFT], asked, agree=refuse).by_paper[WEFT.id].hints == HINTS


def test_another_text_or_model_is_asked_about_anew(tmp_path: Path) -> None:
    other = paper(1, "WeftNet weaves", abstract="We propose WeftNet again.")
    with serving(GOOD) as server:
        ask_papers([WEFT], endpoint(server, tmp_path))
        ask_papers([other], endpoint(server, tmp_path))
        assert len(server.questions) == 2
        first = endpoint(server, tmp_path)
    second = Endpoint(url=server.url, model="weft-70b", cache=tmp_path)
    assert first.tag != second.tag
    with pytest.raises(EndpointError, match="nobody answers"):
        ask_papers([WEFT], second)


@pytest.mark.parametrize("content", [b"", b"{", b'{"model": 1}', b'{"model": "m", "content": "x"}'])
def test_a_damaged_file_of_the_cache_is_asked_for_again(tmp_path: Path, content: bytes) -> None:
    with serving(GOOD) as server:
        ask_papers([WEFT], endpoint(server, tmp_path))
        (kept,) = tmp_path.rglob("*.json")
        kept.write_bytes(content)
        assert ask_papers([WEFT], endpoint(server, tmp_path)).by_paper[WEFT.id].hints == HINTS
    assert json.loads(kept.read_bytes())["model"] == MODEL


def test_the_cache_holds_whole_answers_and_nothing_else(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        ask_papers(many(20), endpoint(server, tmp_path))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 20
    assert all(set(json.loads(file.read_bytes())) == {"model", "content"} for file in files)


def test_the_users_cache_folder_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with serving(GOOD) as server:
        ask_papers([WEFT], Endpoint(url=server.url, model=MODEL))
    assert len(list(tmp_path.rglob("*.json"))) == 1


def test_a_cache_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with serving(GOOD) as server, pytest.raises(UsageError, match="another folder with --llm-c"):
        ask_papers([WEFT], endpoint(server, file / "cache"))


@pytest.mark.parametrize("small_disk", ["64k"], indirect=True)
def test_a_full_disk_is_told_and_leaves_whole_answers(tmp_path: Path, small_disk: Path) -> None:
    long = listed(("Method", ["WeftNet", "x" * 20_000]))
    with serving(long) as server, pytest.raises(UsageError, match="No space left"):
        ask_papers(many(9), endpoint(server, small_disk, parallel=1))
    files = [path for path in small_disk.rglob("*") if path.is_file()]
    assert files
    assert all(json.loads(file.read_bytes())["model"] == MODEL for file in files)


def test_a_library_that_is_missing_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "json_repair", None)
    asked = Endpoint(url="http://127.0.0.1/v1", model=MODEL, cache=tmp_path)
    with pytest.raises(UsageError, match=r"needs json_repair: pip install 'paperweft\[llm\]'"):
        ask_papers([WEFT], asked)


def test_invented_names_are_dropped_and_counted(tmp_path: Path) -> None:
    reply = listed(("Method", ["WeftNet", "Warp\x1b[31mNet", "织布机"]), ("Person", ["Ada"]))
    with serving(reply) as server:
        answers = ask_papers([WEFT], endpoint(server, tmp_path))
    assert answers.by_paper[WEFT.id].hints == HINTS[:1]
    assert answers.invented == 2


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (said("I would rather not."), "no list of concepts"),
        (said(""), "the answer is empty"),
        (said('{"concepts": 5}'), "no list of concepts"),
        (Reply(b"<html>hello</html>"), "no chat completion"),
        (Reply(b"x" * 1_000_000), "larger than 256 KiB"),
        (failing(400, "context too long \x1b[2J"), "answers 400"),
        (said(json.dumps({"concepts": [], "key": KEY})), "repeats the key"),
        (failing(429, "later", Retry_After="86400"), "left alone for 86400 s"),
        (Reply(b"{", headers={"Content-Length": "500"}), "the connection broke off"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_a_problem_of_that_paper_and_is_not_kept(
    tmp_path: Path, reply: Reply, reason: str
) -> None:
    papers = many(3)

    def answer(question: str, _: int) -> Reply:
        return reply if "weaves 1" in question else listed(("Method", ["WeftNet"]))

    with serving(answer) as server:
        answers = ask_papers(papers, endpoint(server, tmp_path))
    assert sorted(answers.by_paper) == [papers[0].id, papers[2].id]
    (problem,) = answers.problems
    assert (problem.path, problem.line) == ("digest.md", 2)
    assert f"{papers[1].id} is extracted without the language model's help" in problem.message
    assert reason in problem.message
    assert problem.message.isprintable()
    assert len(list(tmp_path.rglob("*.json"))) == 2
    with serving(listed(("Method", ["WeftNet"]))) as server:
        again = ask_papers(papers, endpoint(server, tmp_path))
        assert len(server.questions) == 1
    assert (len(again.by_paper), again.problems) == (3, ())


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_passing_failure_is_tried_again(tmp_path: Path, status: int) -> None:
    with serving(lambda _, number: GOOD if number else failing(status)) as server:
        answers = ask_papers([WEFT], endpoint(server, tmp_path))
        assert len(server.questions) == 2
    assert answers.by_paper[WEFT.id].hints == HINTS


def test_a_failure_that_stays_is_given_up(tmp_path: Path) -> None:
    with serving(failing(500, "oven on fire")) as server:
        answers = ask_papers([WEFT], endpoint(server, tmp_path))
        assert len(server.questions) == TRIES
    assert "answers 500" in failures(answers)[0]
    assert "oven on fire" in failures(answers)[0]


def test_the_server_says_when_to_come_back(tmp_path: Path) -> None:
    times: list[float] = []

    def answer(_: str, number: int) -> Reply:
        times.append(time.monotonic())
        return GOOD if number else failing(429, Retry_After="1")

    with serving(answer) as server:
        answers = ask_papers([WEFT], endpoint(server, tmp_path, backoff=60))
    assert answers.by_paper
    assert 1 <= times[1] - times[0] < 10


def test_a_date_to_come_back_at_is_understood() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=30), usegmt=True)
    assert seconds_to_wait(later, now) == 30
    assert seconds_to_wait(format_datetime(now - timedelta(days=1), usegmt=True), now) == 0
    assert seconds_to_wait("7") == 7
    assert seconds_to_wait("9" * 400) == float("inf")
    assert [seconds_to_wait(odd) for odd in ("", "soon", "-5", "1e9", "٣٣x")] == [None] * 5


def test_an_answer_that_does_not_come_is_given_up(tmp_path: Path) -> None:
    began = time.monotonic()
    with serving(listed(delay=0.8)) as server:
        answers = ask_papers([WEFT], endpoint(server, tmp_path, timeout=0.2))
        took = time.monotonic() - began
        assert len(server.questions) == TRIES
    assert "no answer within 0.2 s" in failures(answers)[0]
    assert took < 10


def test_an_answer_that_drips_is_given_up(tmp_path: Path) -> None:
    """Each byte comes in time, the answer never: only the time of all of it bounds that."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(5)
        asked = Endpoint(
            url=f"http://127.0.0.1:{listener.getsockname()[1]}/v1",
            model=MODEL, cache=tmp_path, timeout=0.5, backoff=0.0,
        )  # fmt: skip
        with Dripping(listener):
            answers = ask_papers([WEFT], asked)
    assert "no answer within 0.5 s" in failures(answers)[0]


class Dripping:
    """Sends a header, then a byte every tenth of a second to whoever connects."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
                    while not self._stop.wait(0.1):
                        connection.sendall(b" ")
                except OSError:
                    pass


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "PAPERWEFT_LLM_KEY"), (403, "the model's name"), (404, "--llm-model"), (301, "moved")],
)
def test_what_no_other_paper_would_change_stops_all(
    tmp_path: Path, status: int, advice: str
) -> None:
    reply = failing(status, f"bad key {KEY}\x1b[2J", Location="http://127.0.0.1:9/")
    with serving(reply) as server:
        with pytest.raises(EndpointError, match=f"{server.url} answers {status}") as caught:
            ask_papers(many(50), endpoint(server, tmp_path, parallel=2))
        assert len(server.questions) <= 2
    assert advice in str(caught.value)
    assert KEY not in str(caught.value)
    assert str(caught.value).isprintable()


def test_ten_failures_in_a_row_are_the_endpoints(tmp_path: Path) -> None:
    with serving(said("no")) as server:
        with pytest.raises(EndpointError, match="10 papers in a row"):
            ask_papers(many(50), endpoint(server, tmp_path, parallel=2))
        assert len(server.questions) <= 12


def test_nobody_there_is_told_at_once(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        asked = endpoint(server, tmp_path, backoff=60)
    with pytest.raises(EndpointError, match=rf"nobody answers at {server.url} .*; start the serv"):
        ask_papers([WEFT], asked)


@pytest.mark.parametrize("parallel", [1, 3])
def test_no_more_requests_at_a_time_than_allowed(tmp_path: Path, parallel: int) -> None:
    with serving(listed(("Method", ["WeftNet"]), delay=0.03)) as server:
        answers = ask_papers(many(12), endpoint(server, tmp_path, parallel=parallel))
    assert len(answers.by_paper) == 12
    assert server.peak == parallel


def test_answers_do_not_depend_on_the_order_they_come_in(tmp_path: Path) -> None:
    def answer(question: str, number: int) -> Reply:
        number_of_paper = question.split("weaves ")[1].split("\n", maxsplit=1)[0]
        return listed(("Method", ["WeftNet", number_of_paper]), delay=0.05 if number % 3 else 0)

    with serving(answer) as server:
        one = ask_papers(many(30), endpoint(server, tmp_path / "a", parallel=1))
        eight = ask_papers(many(30), endpoint(server, tmp_path / "b", parallel=8))
    assert one == eight
    assert [list(one.by_paper), list(eight.by_paper)] == [[p.id for p in many(30)]] * 2


def test_who_does_not_agree_is_not_asked_for_money(tmp_path: Path) -> None:
    seen: list[Estimate] = []

    def refuse(estimate: Estimate) -> None:
        seen.append(estimate)
        raise UsageError("too dear")

    with serving(GOOD) as server:
        with pytest.raises(UsageError, match="too dear"):
            ask_papers(many(3), endpoint(server, tmp_path), agree=refuse)
        assert server.questions == []
    assert seen[0].papers == 3
    assert 300 < seen[0].sent < 3_000
    assert seen[0].cost(1.0, 0.0) == seen[0].sent / 1_000_000


def test_a_paper_without_text_is_not_asked_about(tmp_path: Path) -> None:
    told = paper_of(2, ("label", "en", "weaving"), ("title", "en", " "))
    with serving(GOOD) as server:
        answers = ask_papers([told], endpoint(server, tmp_path))
        assert server.questions == []
    assert answers.by_paper[told.id].hints == ()


def test_the_key_is_in_no_file_and_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(lambda _, number: GOOD if number else failing(500, KEY)) as server:
        ask_papers([WEFT], endpoint(server, tmp_path))
    assert caplog.records
    assert KEY not in caplog.text
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and KEY.encode() in p.read_bytes()]


def test_without_a_key_none_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPERWEFT_LLM_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)  # for OpenAI alone
    with serving(GOOD) as server:
        ask_papers([WEFT], endpoint(server, tmp_path))
    assert server.keys == [None]
    assert Endpoint(url="https://api.openai.com/v1", model="m").key() == KEY


@pytest.mark.parametrize("key", ["a\nb", "schlüssel", "a\x1bb"])
def test_a_key_that_can_be_none_is_wrong_use(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERWEFT_LLM_KEY", key)
    with pytest.raises(UsageError) as caught:
        Endpoint(url="http://127.0.0.1/v1", model=MODEL).key()
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["", "localhost:11434", "ftp://a/v1", "http://", "http://u:p@a/v1", "http://a/v1?key=b",
     "http://a:99999/v1", "http://[a/v1", "http://a b/v1", "http://a/v1#x", "file:///etc/passwd"],
)  # fmt: skip
def test_an_address_that_can_be_none_is_wrong_use(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint(url=url, model=MODEL)
    assert ":p@" not in str(caught.value)


@pytest.mark.parametrize("options", [{"parallel": 0}, {"timeout": 0.0}, {"backoff": -1.0}])
def test_numbers_out_of_range_are_wrong_use(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Endpoint(url="http://127.0.0.1/v1", model=MODEL, **options)


def test_a_notebook_may_ask_too(tmp_path: Path) -> None:
    """A notebook's cells run inside a loop."""

    async def cell(asked: Endpoint) -> Answers:
        return ask_papers([WEFT], asked)

    with serving(GOOD) as server:
        answers = asyncio.run(cell(endpoint(server, tmp_path)))
    assert answers.by_paper[WEFT.id].hints == HINTS


def test_ctrl_c_ends_the_waiting_at_once(tmp_path: Path) -> None:
    main = threading.main_thread().ident
    assert main is not None
    with serving(listed(delay=3)) as server:
        threading.Timer(0.5, signal.pthread_kill, (main, signal.SIGINT)).start()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            ask_papers([WEFT], endpoint(server, tmp_path))
        assert time.monotonic() - began < 2
