"""The figures of an evaluation, printed for a person."""

from collections.abc import Iterable

from rich.table import Table

from paperweft.console import out, safe
from paperweft.figures import PARTS, Data

_COUNTS = ("right", "predicted", "found", "gold")


def print_figures(data: Data) -> None:
    """Print what `figures.as_data` returns."""
    papers, bilingual = data["papers"], data["bilingual"]
    out.print(f"{papers['gold']:,} papers, {papers['predicted']:,} of them with a prediction\n")
    out.print(_tallies(data))
    out.print(
        f"\nChinese-English concepts found as one: {_share(bilingual['share'])}"
        f" ({bilingual['found']:,} of {bilingual['gold']:,};"
        f" {bilingual['by_any_name']:,} found by a name of either)"
    )
    if data["calibration"]:
        _print_calibration(data["calibration"])
    if "worst" in data:
        _print_worst(data["worst"])


def _tallies(data: Data) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column("")
    for name in ("precision", "recall", "F1", *_COUNTS):
        table.add_column(name, justify="right")
    for part, heading in PARTS.items():
        if data[part]:
            table.add_row(f"[bold cyan]{heading}[/]")
        for name, tally in data[part].items():
            shares = (_share(tally[key]) for key in ("precision", "recall", "f1"))
            table.add_row(f"  {safe(name)}", *shares, *(f"{tally[key]:,}" for key in _COUNTS))
    return table


def _share(value: float) -> str:
    return f"{value:.3f}"


def _print_calibration(calibration: Data) -> None:
    out.print(
        f"expected calibration error: {_share(calibration['error'])}"
        f" ({calibration['concepts']:,} concepts with a confidence)\n"
    )
    table = Table(box=None, header_style="bold")
    for name in ("confidence", "concepts", "mean confidence", "share right"):
        table.add_column(name, justify="right")
    for part in calibration["bins"]:
        shares = (_share(part[key]) if part["concepts"] else "" for key in ("confidence", "right"))
        bounds = f"{part['above']:.1f} to {part['up_to']:.1f}"
        table.add_row(bounds, f"{part['concepts']:,}", *shares)
    out.print(table)


def _print_worst(worst: Data) -> None:
    papers = [
        (paper["id"], f"{paper['wrong']} wrong, {paper['missed']} missed", "")
        for paper in worst["papers"]
    ]
    _print_misses("papers with most mistakes", papers)
    false = [(_named(miss), _told(miss), miss["sentence"]) for miss in worst["false"]]
    _print_misses("predicted, not in the gold", false)
    mistyped = [
        (f"{_named(miss)} is {_named(miss['gold'])}", _told(miss), miss["sentence"])
        for miss in worst["mistyped"]
    ]
    _print_misses("predicted with a wrong type", mistyped)
    missed = [(_named(miss), _places(miss["papers"]), miss["sentence"]) for miss in worst["missed"]]
    _print_misses("in the gold, not found", missed)


def _print_misses(heading: str, misses: Iterable[tuple[str, str, str]]) -> None:
    """Print misses: each with what it is, where, and the sentence."""
    out.print(f"\n[bold cyan]{heading}[/]")
    for what, where, sentence in misses:
        out.print(f"  [bold]{safe(what)}[/] [dim]{safe(where)}[/]")
        if sentence:
            out.print(f"    [italic dim]{safe(sentence)}[/]")


def _named(concept: Data) -> str:
    return f"{concept['type']} {', '.join(concept['names'])}"


def _told(miss: Data) -> str:
    sure = "" if miss["confidence"] is None else f", confidence {miss['confidence']:.2f}"
    return f"{miss['paper']}{sure}"


def _places(papers: list[str]) -> str:
    others = f" and {len(papers) - 1} more" if len(papers) > 1 else ""
    return f"{papers[0]}{others}"
