"""A chat-completions endpoint on loopback that says what a test tells it to say."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "weft-7b"


@dataclass(frozen=True)
class Reply:
    """One reply: its status, its body, what it is late by."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


def said(content: str, **options: Any) -> Reply:
    """The reply whose message has this content, in the form that OpenAI documents."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    body = {"id": "x", "object": "chat.completion", "model": MODEL, "choices": [choice]}
    return Reply(json.dumps(body).encode(), **options)


def listed(*concepts: tuple[str, list[str]], **options: Any) -> Reply:
    """The reply that lists concepts: type and names."""
    rows = [{"type": kind, "names": names} for kind, names in concepts]
    return said(json.dumps({"concepts": rows}, ensure_ascii=False), **options)


def failing(status: int, message: str = "no", **headers: str) -> Reply:
    """An error as such servers send it."""
    body = json.dumps({"error": {"message": message}}).encode()
    return Reply(body, status, {k.replace("_", "-"): v for k, v in headers.items()})


@dataclass
class Server:
    """A running endpoint: what it was asked, and the most requests that it had at a time.

    `reply` gets the question and its number, from 0.
    """

    reply: Callable[[str, int], Reply]
    url: str = ""
    questions: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    busy: int = 0
    peak: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def serving(reply: Reply | Callable[[str, int], Reply]) -> Iterator[Server]:
    """Serve one reply for every question, or what a function makes of it."""
    server = Server(reply if callable(reply) else lambda *_: reply)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            _answer(self, server)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, server: Server) -> None:
    body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
    assert body["model"] == MODEL
    question = body["messages"][-1]["content"]
    with server.lock:
        number = len(server.questions)
        server.questions.append(question)
        server.keys.append(handler.headers["Authorization"])
        server.paths.append(handler.path)
        server.busy += 1
        server.peak = max(server.peak, server.busy)
    reply = server.reply(question, number)
    time.sleep(reply.delay)
    with server.lock:
        server.busy -= 1
    try:
        handler.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(reply.body)
    except OSError:  # the client went away
        pass
