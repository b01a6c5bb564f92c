"""The optional recognizers of a run: what a user asks for each time anew."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paperweft.extract.llm.endpoint import Endpoint
from paperweft.extract.records import Paper

if TYPE_CHECKING:
    from paperweft.extract.llm.asking import Answers
    from paperweft.extract.llm.prompt import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """Which optional recognizers help; by default none.

    Attributes:
        llm: The endpoint that is asked about each paper.
        gliner: The folder of a GLiNER model.
    """

    llm: Endpoint | None = None
    gliner: Path | None = None

    def check(self) -> None:
        """Make sure, before any work, that what they need is there.

        Raises:
            UsageError: A library or the weights are missing.
        """
        if self.gliner:
            from paperweft.extract.recognizers.by_gliner import check_folder

            check_folder(self.gliner)

    def tags(self, *, answered: bool = True) -> list[str]:
        """Return what is put to the extractor's version: it tells these helpers from others.

        Args:
            answered: Whether the language model, if one is asked, had an answer for the paper.
        """
        tags = [self.llm.tag] if self.llm and answered else []
        if self.gliner:
            from paperweft.extract.recognizers.by_gliner import tag

            tags.append(tag(self.gliner))
        return tags

    def recognizers(self) -> dict[str, dict[str, str]]:
        """Return the optional recognizers to run, each with its configuration."""
        found: dict[str, dict[str, str]] = {"llm": {}} if self.llm else {}
        return found | ({"gliner": {"folder": str(self.gliner)}} if self.gliner else {})

    def ask(
        self,
        papers: Iterable[Paper],
        *,
        agree: "Callable[[Estimate], object] | None" = None,
        on_paper: Callable[[Paper], object] | None = None,
    ) -> "Answers | None":
        """Ask the language model about papers, if one is to be asked: see `ask_papers`."""
        if not self.llm:
            return None
        from paperweft.extract.llm.asking import ask_papers

        return ask_papers(papers, self.llm, agree=agree, on_paper=on_paper)


NO_HELPERS = Helpers()
