"""The optional recognizers on the command line: from options to helpers, and consent to costs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperweft.console import Exit, err, safe
from paperweft.extract.errors import UsageError
from paperweft.extract.helpers import Helpers
from paperweft.extract.llm.endpoint import Endpoint
from paperweft.extract.llm.prompt import Estimate

if TYPE_CHECKING:
    from paperweft.extract.llm.asking import Answers

Price = tuple[float, float]


def helpers_of(url: str | None, gliner: Path | None, **said: Any) -> Helpers:
    """Return the helpers that were asked for, and make sure that they are there.

    Args:
        url: The endpoint of a language model.
        gliner: The folder of a GLiNER model.
        said: Fields of the `Endpoint`; None is not said.

    Raises:
        UsageError: An option lacks another one, or a library or weights are missing.
    """
    given = {name: value for name, value in said.items() if value is not None}
    if given and not url:
        raise UsageError(f"--llm-{next(iter(given))} says how to ask; say whom with --llm URL")
    if url and "model" not in given:
        raise UsageError("--llm needs the name of a model; give it with --llm-model")
    helpers = Helpers(llm=Endpoint(url=url, **given) if url else None, gliner=gliner)
    helpers.check()
    return helpers


def consent(endpoint: Endpoint | None, price: Price | None, *, yes: bool) -> Callable[..., None]:
    """Return what tells a person how much is ahead and, on a terminal, asks whether to go on.

    The returned function raises typer.Exit where the answer is no.
    """

    def agree(estimate: Estimate) -> None:
        import typer

        where = f"{endpoint.model} at {endpoint.url}" if endpoint else ""
        cost = f"; about {estimate.cost(*price):,.2f} at the given price" if price else ""
        err.print(
            f"{safe(where)} is asked about {estimate.papers:,} papers:"
            f" about {estimate.sent:,} tokens sent, {estimate.received:,} received{cost}"
        )
        if yes or not (sys.stdin.isatty() and err.is_terminal):
            return
        if not typer.confirm("Go on?", err=True):
            err.print("nothing was asked")
            raise typer.Exit(Exit.NOTHING)

    return agree


def tell_answers(answers: "Answers | None") -> None:
    """Print how many answers came from where, and how many names were dropped."""
    if answers is None:
        return
    good = len(answers.by_paper)
    kept = good + len(answers.problems) - answers.asked
    dropped = (
        f"; {answers.invented:,} names in them stand in no paper and were dropped"
        if answers.invented
        else ""
    )
    err.print(f"{good:,} answers of the language model, {kept:,} kept from before{dropped}")
