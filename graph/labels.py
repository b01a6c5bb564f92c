"""What a concept is called, and its id."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import combining, normalize

from paperweft.extract.folding import fold_name
from paperweft.extract.records import Language, PaperConcept, SurfaceForm
from paperweft.extract.schema import ConceptType
from paperweft.graph.identity import Key, is_short

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of a concept: one to show a language, and all of them, most used first."""

    english: str | None
    simplified: str | None
    traditional: str | None
    names: tuple[tuple[SurfaceForm, int], ...]  # with the number of papers that use it

    @property
    def shown(self) -> str:
        """The name to show: English if there is one."""
        return self.english or self.simplified or self.traditional or self.names[0][0].text


def choose_labels(parts: Iterable[PaperConcept], entry_label: str | None = None) -> Labels:
    """Choose the names to show from those the papers use.

    Args:
        parts: The concept as the papers have it, one a paper.
        entry_label: The lexicon's English name, which comes first where there is one.
    """
    counts: Counter[SurfaceForm] = Counter()
    for part in parts:
        counts.update(set(part.names))
    names = tuple(
        sorted(counts.items(), key=lambda item: (-item[1], item[0].text, item[0].language))
    )
    return Labels(
        entry_label or _preferred(names, "en"),
        _preferred(names, "zh-Hans"),
        _preferred(names, "zh-Hant"),
        names,
    )


def _preferred(names: tuple[tuple[SurfaceForm, int], ...], language: Language) -> str | None:
    """Return the full name used most in the language; an acronym where there is no full name."""
    forms = [form.text for form, _ in names if form.language == language]
    full = [text for text in forms if not is_short(fold_name(text))]
    return next(iter(full or forms), None)


def concept_ids(concepts: Mapping[Key, tuple[ConceptType, Labels]]) -> dict[Key, str]:
    """Return an id for each concept: its type and its name in ASCII.

    Two concepts that would share one, and names that ASCII cannot tell, get a hash of the key.
    """
    slugs = {
        key: f"{kind.lower()}:{slug(labels.shown)}" for key, (kind, labels) in concepts.items()
    }
    taken = Counter(slugs.values())
    return {
        key: text if taken[text] == 1 and not text.endswith(":") else _with_hash(text, key)
        for key, text in slugs.items()
    }


def _with_hash(text: str, key: Key) -> str:
    digest = sha256("\t".join(key).encode()).hexdigest()[:10]
    return f"{text}{digest}" if text.endswith(":") else f"{text}-{digest}"


def slug(name: str) -> str:
    """Return the name in ASCII words joined by hyphens; empty where ASCII cannot tell it."""
    spelled = name.replace("+", " plus ").replace("#", " sharp ").replace("*", " star ")
    plain = "".join(c for c in normalize("NFKD", spelled) if not combining(c))
    if any(c.isalpha() and not c.isascii() for c in plain):
        return ""
    words = re.findall(r"[a-z0-9]+(?:\.[0-9]+)*", plain.lower())
    return "-".join(words)[:_LONGEST_SLUG].rstrip("-")
