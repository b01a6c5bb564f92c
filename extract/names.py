"""The surface forms of one concept in one paper, the one to show first."""

import re
from collections import Counter
from collections.abc import Sequence

from paperweft.extract.candidates import Occurrence
from paperweft.extract.document import Layout
from paperweft.extract.folding import HAN
from paperweft.extract.records import SurfaceForm

_HAN = re.compile(f"[{HAN}]")


def surface_forms(plan: Layout, places: Sequence[Occurrence]) -> tuple[SurfaceForm, ...]:
    """Return the distinct forms at these places: English full names, acronyms, Chinese names.

    Among equals the one written most often is first, then the one that comes first.
    """
    forms: Counter[SurfaceForm] = Counter()
    for place in places:
        text = plan.text[place.start : place.end]
        language = plan.paper.passages[plan.passage_at(place.start)].language
        forms[SurfaceForm(text, language if _HAN.search(text) else "en")] += 1
    order = {form: number for number, form in enumerate(forms)}
    return tuple(sorted(forms, key=lambda f: (_rank(f), -forms[f], order[f])))


def _rank(form: SurfaceForm) -> int:
    if form.language != "en":
        return 2
    return 1 if _is_short(form.text) else 0


def _is_short(text: str) -> bool:
    """Say whether a name looks like an acronym of a longer one."""
    return " " not in text and sum(c.isupper() for c in text) >= 2
