"""Relations between the concepts of one paper, each read from the sentences that hold both."""

from collections.abc import Sequence

from spacy.tokens import Doc

from paperweft.extract.cooccurrences import Cooccurrence, Pair, Party, pairs_of
from paperweft.extract.document import Layout, layout
from paperweft.extract.features import NONE
from paperweft.extract.linear import columns
from paperweft.extract.models import load_model
from paperweft.extract.pair_features import pair_features, place_features
from paperweft.extract.records import PaperRelation
from paperweft.extract.schema import Relation, relation_fits

THRESHOLD = 0.2
RULE = "pair"
IMPLIED_RULE = "implied pair"
_MOST = 12  # a reader states about ten relations of a paper


def find_relations(doc: Doc, parties: Sequence[Party]) -> tuple[PaperRelation, ...]:
    """Return the relations that the paper states, one a pair, ordered by head and tail."""
    model, plan = load_model("relations"), layout(doc)
    pairs = pairs_of(plan, parties)
    rows = [columns(pair_features(plan, parties, pair)) for pair in pairs]
    best: dict[tuple[int, int], tuple[float, Relation, Pair]] = {}
    for pair, chances in zip(pairs, model.probabilities(rows), strict=True):
        by_name = dict(zip(model.classes, map(float, chances), strict=True))
        likeliest = _likeliest(parties, pair, by_name)
        ends = min(pair.head, pair.tail), max(pair.head, pair.tail)
        if likeliest and (ends not in best or likeliest[0] > best[ends][0]):
            best[ends] = (*likeliest, pair)
    surest = sorted(best.values(), key=lambda found: (-found[0], found[2].head, found[2].tail))
    relations = (_relation(plan, parties, *found) for found in surest[:_MOST])
    return tuple(sorted(relations, key=lambda r: (r.head, r.tail, r.relation)))


def _likeliest(
    parties: Sequence[Party], pair: Pair, chances: dict[str, float]
) -> tuple[float, Relation] | None:
    none = chances.pop(NONE)
    head, tail = parties[pair.head].type, parties[pair.tail].type
    fitting = [name for name in chances if relation_fits(head, Relation(name), tail)]
    likely = sum(chances[name] for name in fitting)
    if likely / (likely + none) < THRESHOLD:
        return None
    name = max(fitting, key=chances.__getitem__)
    return chances[name] / (likely + none), Relation(name)


def _relation(
    plan: Layout, parties: Sequence[Party], chance: float, relation: Relation, pair: Pair
) -> PaperRelation:
    place = _evidence(plan, parties, pair, relation)
    rule = IMPLIED_RULE if place.implied else RULE
    return PaperRelation(pair.head, relation, pair.tail, place.sentence, rule, round(chance, 4))


def _evidence(
    plan: Layout, parties: Sequence[Party], pair: Pair, relation: Relation
) -> Cooccurrence:
    """Return the place that speaks best for the relation; a named pair before an implied one."""
    if len(pair.places) == 1:
        return pair.places[0]
    model = load_model("relations")
    types = f"{parties[pair.head].type}-{parties[pair.tail].type}"
    rows = [columns(place_features(plan, place, types)) for place in pair.places]
    chances = model.probabilities(rows)[:, model.classes.index(relation)]
    rated = zip(pair.places, map(float, chances), strict=True)
    return max(rated, key=lambda one: (not one[0].implied, one[1]))[0]
