"""What is right of the predictions for papers: all in all, and in parts."""

from collections.abc import Callable, Iterator, Sequence

from paperweft.extract.evaluation.matching import Level, PaperMatch, Stated, match_keys
from paperweft.extract.evaluation.paper_rows import ConceptRow
from paperweft.extract.evaluation.tallies import Share, Tallies, Tally, tally, tally_parts
from paperweft.extract.languages import has_han
from paperweft.extract.schema import ConceptType, Relation, Role

ENGLISH, CHINESE, BOTH, NAMELESS = "only English", "only Chinese", "both", "no name"
NO_ROLE = "no role"

Matches = Sequence[PaperMatch]


def overall(matches: Matches) -> Tallies:
    """Return the tallies of names, typed concepts, edges (with role, too) and relations."""
    tallies = {
        level.value: tally(
            [right for _, right in predicted(matches, level)],
            [found for _, found in gold(matches, level)],
        )
        for level in (Level.NAMES, Level.CONCEPTS, Level.EDGES)
    }
    relations = tally(
        [right for _, right in _stated(matches)], [found for _, found in _known(matches)]
    )
    return tallies | {Level.RELATIONS.value: relations}


def by_type(matches: Matches) -> Tallies:
    """Return the tallies of typed concepts, by type."""
    return _by(matches, Level.CONCEPTS, lambda concept: concept.type, [*ConceptType])


def by_role(matches: Matches) -> Tallies:
    """Return the tallies of edges, by role."""
    return _by(matches, Level.EDGES, lambda concept: concept.role or NO_ROLE, [*Role])


def by_relation(matches: Matches) -> Tallies:
    """Return the tallies of relations, by relation."""
    return tally_parts(_stated(matches), _known(matches), [*Relation])


def by_language(matches: Matches) -> Tallies:
    """Return the tallies of typed concepts, by the languages of their names.

    Precision is that of the concepts predicted with such names, recall that of the gold ones with
    such names; a concept found by its English name only may so count in two parts.
    """
    return _by(matches, Level.CONCEPTS, languages, [ENGLISH, CHINESE, BOTH])


def by_rule(matches: Matches, *, alone: bool = False) -> Tallies:
    """Return the tallies of typed concepts, by the rule that proposed them.

    A concept counts with each of its rules; the gold of each rule is all gold.

    Args:
        matches: The papers.
        alone: Count only the concepts that no other rule proposed.
    """
    every = sum(len(match.gold.concepts) for match in matches)
    judged = (
        (rule, right)
        for concept, right in predicted(matches, Level.CONCEPTS)
        if len(concept.rules) == 1 or not alone
        for rule in concept.rules
    )
    return {
        rule: Tally(part.right, part.predicted, part.right, every)
        for rule, part in tally_parts(judged, ()).items()
    }


def bilingual(matches: Matches) -> Share:
    """Count the gold concepts with names in both languages and those found as one concept.

    Found is one of which a predicted concept, of any type, has a Chinese and an English name.
    """
    found = [found for found, _ in _in_both_languages(matches)]
    return Share(sum(found), len(found))


def joined(matches: Matches) -> Share:
    """Count the same among the gold concepts that were found by any name at all."""
    found = [found for found, by_any_name in _in_both_languages(matches) if by_any_name]
    return Share(sum(found), len(found))


def _in_both_languages(matches: Matches) -> Iterator[tuple[bool, bool]]:
    """Yield of each gold concept in both languages whether found as one, and by any name."""
    for match in matches:
        others = match.predicted.concepts
        for concept in match.gold.concepts:
            if languages(concept) == BOTH:
                by_any_name = any(match_keys(concept) & match_keys(other) for other in others)
                yield any(_joins(concept, other) for other in others), by_any_name


def _joins(concept: ConceptRow, other: ConceptRow) -> bool:
    """Say whether the other concept has a Chinese and an English name of this one."""
    shared = match_keys(concept) & match_keys(other)
    return any(map(has_han, shared)) and not all(map(has_han, shared))


def languages(concept: ConceptRow) -> str:
    """Say in which languages a concept has names; a Chinese character makes a name Chinese."""
    chinese = {has_han(name) for name in concept.names}
    if len(chinese) == 2:
        return BOTH
    return NAMELESS if not chinese else CHINESE if True in chinese else ENGLISH


def predicted(matches: Matches, level: Level) -> Iterator[tuple[ConceptRow, bool]]:
    """Yield every predicted concept, and whether it is right."""
    for match in matches:
        right = set(match.pairs[level].values())
        for number, concept in enumerate(match.predicted.concepts):
            yield concept, number in right


def gold(matches: Matches, level: Level) -> Iterator[tuple[ConceptRow, bool]]:
    """Yield every gold concept, and whether it was found."""
    for match in matches:
        for number, concept in enumerate(match.gold.concepts):
            yield concept, number in match.pairs[level]


def _by(
    matches: Matches, level: Level, part: Callable[[ConceptRow], str], order: Sequence[str]
) -> Tallies:
    return tally_parts(
        ((part(concept), right) for concept, right in predicted(matches, level)),
        ((part(concept), found) for concept, found in gold(matches, level)),
        order,
    )


def _stated(matches: Matches) -> Iterator[tuple[str, bool]]:
    for match in matches:
        yield from _judged(match.predicted_relations, match.gold_relations)


def _known(matches: Matches) -> Iterator[tuple[str, bool]]:
    for match in matches:
        yield from _judged(match.gold_relations, match.predicted_relations)


def _judged(relations: frozenset[Stated], others: frozenset[Stated]) -> Iterator[tuple[str, bool]]:
    for relation in relations:
        yield relation[1], relation in others
