"""How long work tells of itself while it goes on."""

from typing import Protocol

from paperweft.extract.llm.prompt import Estimate


class Progress(Protocol):
    """What `update` and `load` tell of their work."""

    def start(self, step: str, total: int | None) -> None:
        """A step begins; `total` is how many papers or rows it has, where that is known."""

    def advance(self, count: int = 1) -> None:
        """So many more of the step are done."""

    def expect(self, estimate: Estimate) -> None:
        """A language model is about to be asked, which may cost money; raises to stop."""


class Silence:
    """A progress that tells nobody."""

    def start(self, step: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self, count: int = 1) -> None:
        """Do nothing."""

    def expect(self, estimate: Estimate) -> None:
        """Do nothing."""
