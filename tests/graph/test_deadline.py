"""Calls that are given up when their time is over."""

import threading
import time

import pytest

from paperweft.graph import deadline
from paperweft.graph.deadline import GivenUpError, within


def test_what_a_call_returns_is_returned() -> None:
    assert within(5, lambda: "woven") == within(None, lambda: "woven") == "woven"


@pytest.mark.parametrize("kind", [ValueError, TimeoutError, KeyboardInterrupt])
def test_what_a_call_raises_is_raised(kind: type[BaseException]) -> None:
    def call() -> None:
        raise kind("its own")

    with pytest.raises(kind, match="its own"):
        within(5, call)


def test_a_call_that_takes_longer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "_GRACE", 0.05)
    over = threading.Event()
    began = time.monotonic()
    with pytest.raises(GivenUpError):
        within(0.05, over.wait)
    assert time.monotonic() - began < 5
    over.set()
