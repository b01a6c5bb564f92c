"""What the mined tables say of names that no paper here explains: translations and long forms."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from paperweft.extract.folding import fold_name
from paperweft.extract.languages import has_han
from paperweft.extract.models import load_pairs
from paperweft.extract.pairs import CountedPair, surest

_ENOUGH = {"pairs": 3, "expansions": 10}  # papers
Key = tuple[str, str]  # the group of types, and the folded name


@dataclass(frozen=True, slots=True)
class Fuller:
    """The English name that a corpus surely has for a Chinese one, or for an acronym.

    Attributes:
        name: It, folded but for blanks.
        rule: `pairs` for a translation, `expansions` for a long form.
        papers: How many papers of the corpus say so.
    """

    name: str
    rule: str
    papers: int


def corpus_pairs(
    keys: Collection[Key], unexplained: Collection[Key]
) -> Iterator[tuple[Key, Key, str]]:
    """Yield a lesser name, the fuller one that a corpus surely has for it, and the rule.

    Args:
        keys: All names; both names of a pair must be here, in one group.
        unexplained: The names to look for.
    """
    for group, folded in sorted(unexplained):
        fuller = fuller_name(folded)
        if fuller and (group, fold_name(fuller.name)) in keys:
            yield (group, folded), (group, fold_name(fuller.name)), fuller.rule


def fuller_name(folded: str) -> Fuller | None:
    """Return the one English name that a corpus has for a folded Chinese name or acronym."""
    if has_han(folded):
        return _surest(load_pairs("pairs").with_other(folded), "pairs")
    long_forms = load_pairs("acronyms").with_one(folded)
    return _surest([pair for pair in long_forms if not has_han(pair.other)], "expansions")


def _surest(found: Collection[CountedPair], rule: str) -> Fuller | None:
    pair = surest(found, _ENOUGH[rule])
    if pair is None:
        return None
    return Fuller(pair.one if rule == "pairs" else pair.other, rule, pair.papers)
