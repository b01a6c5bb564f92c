"""Ctrl-C that waits for its turn."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Hold Ctrl-C back while the body runs; processes that it starts never get it.

    A terminal sends Ctrl-C to all processes of a command: workers would print a traceback each.
    A library that is stopped halfway through its start cannot be asked to clean up.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    mask = _block()
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if came:
            signal.raise_signal(signal.SIGINT)


def _block() -> set[signal.Signals | int] | None:
    """Block it in this thread: new processes inherit that, as they do no handler."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return None
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}))
