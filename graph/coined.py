"""Coined names: what one paper named TrellisRAG is the same thing in every other paper.

Extraction decides paper by paper, and a paper that mentions a name in passing may not tell what it
is. A name in mixed letters is hardly ever coined twice, so its papers agree on what it names. An
acronym in capitals alone is coined often, and a name of the lexicon speaks for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from paperweft.extract.records import Extraction, PaperConcept
from paperweft.extract.schema import Role
from paperweft.graph.homonyms import Place
from paperweft.graph.identity import Key, look_up

_SHORTEST = 6  # letters
_PROPOSED = 1.0  # what the word of the paper that proposes it weighs more


def agreed(papers: Sequence[Extraction], keys: Mapping[Place, Key]) -> dict[Place, Key]:
    """Return the keys with every coined name under the one that its papers speak most for.

    Args:
        papers: The extractions.
        keys: The key of each concept of each paper.
    """
    places: dict[str, list[Place]] = defaultdict(list)
    for place, (_, name) in keys.items():
        places[name].append(place)
    result = dict(keys)
    for name, found in places.items():
        if len({keys[place] for place in found}) > 1 and not look_up(name):
            concepts = {place: papers[place.paper].concepts[place.concept] for place in found}
            if all(_is_coined(concept) for concept in concepts.values()):
                result |= dict.fromkeys(
                    found, _likeliest((keys[p], c) for p, c in concepts.items())
                )
    return result


def _is_coined(concept: PaperConcept) -> bool:
    name = concept.names[0].text
    return (
        len(name) >= _SHORTEST
        and name.isalnum()
        and any(letter.islower() for letter in name)
        and any(letter.isupper() for letter in name[1:])
    )


def _likeliest(told: Iterable[tuple[Key, PaperConcept]]) -> Key:
    weights: dict[Key, float] = defaultdict(float)
    for key, concept in told:
        weights[key] += concept.confidence + _PROPOSED * (concept.role is Role.PROPOSES)
    return max(sorted(weights), key=weights.__getitem__)
