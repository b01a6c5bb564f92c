"""Calls that are given up when their time is over, whatever they are doing."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_GRACE = 1.0  # seconds for the store itself to stop, which it says better


class GivenUpError(Exception):
    """The call goes on in a thread that nobody waits for any more."""


def within(seconds: float | None, call: Callable[[], T]) -> T:
    """Return what a call returns, or raise what it raises; it runs in a thread of its own.

    So neither a limit that the call does not keep nor Ctrl-C has to wait for it.

    Args:
        seconds: The limit that the call was given; a second more is waited. None is no limit.
        call: The call.

    Raises:
        GivenUpError: The time was over.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return outcome.result(None if seconds is None else seconds + _GRACE)
    except TimeoutError:
        if outcome.done():  # it is the call's own
            raise
        raise GivenUpError from None
