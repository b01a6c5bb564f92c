"""One paper from its records in several sources.

The result depends on the set of records only, not on their order or on how often one comes, and
merging it again changes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from paperweft.extract.fields import title_id
from paperweft.extract.passages import sort_passages
from paperweft.extract.records import Field, Language, Paper, Passage

_Value = TypeVar("_Value")


def merge_papers(papers: Iterable[Paper]) -> list[Paper]:
    """Merge the records of each paper into one, sorted by id.

    A paper that is known by its title only joins the one paper with a real id and that title.
    The newest version's fields win and the others fill what it lacks; origins, record ids and
    labels are united.
    """
    return [_merge(name, group) for name, group in group_records(papers).items()]


def group_records(papers: Iterable[Paper]) -> dict[str, set[Paper]]:
    """Group the records that are of one paper under the id of the merged paper, sorted by id."""
    groups: dict[str, set[Paper]] = {}
    for paper in papers:
        groups.setdefault(paper.id, set()).add(paper)
    merged = {name: _merge(name, group) for name, group in groups.items()}
    # A paper that joined may bring the title in the other language, by which another one joins.
    while owners := _owners(merged):
        for name, owner in owners.items():
            groups[owner] |= groups.pop(name)
            del merged[name]
        for owner in set(owners.values()):
            merged[owner] = _merge(owner, groups[owner])
    return {name: groups[name] for name in sorted(groups)}


def _owners(merged: dict[str, Paper]) -> dict[str, str]:
    """Map the id of each title-only paper to the one real paper with its title."""
    if not any(name.startswith("title:") for name in merged):
        return {}
    real: dict[str, set[str]] = {}
    for name, paper in merged.items():
        if not name.startswith("title:"):
            for passage in paper.passages:
                if passage.field == "title":
                    real.setdefault(title_id(passage.text), set()).add(name)
    joined = {name: owners for name, owners in real.items() if name in merged and len(owners) == 1}
    return {name: min(owners) for name, owners in joined.items()}


def _merge(name: str, group: set[Paper]) -> Paper:
    if len(group) == 1 and (only := next(iter(group))).id == name:
        return only
    records = sorted(group, key=repr)
    passages, truncated = _passages(name, records)
    return Paper(
        id=name,
        passages=passages,
        origins=tuple(sorted({origin for paper in records for origin in paper.origins})),
        version=max((p.version for p in records if p.version), default=None),
        date=_date(records),
        url=_newest(name, records, lambda paper: paper.url),
        authors=_newest(name, records, lambda paper: paper.authors) or (),
        categories=_newest(name, records, lambda paper: paper.categories) or (),
        announce_type=_newest(name, records, lambda paper: paper.announce_type),
        truncated=truncated,
        record_ids=tuple(sorted({own for paper in records for own in paper.record_ids})),
    )


def _passages(name: str, records: Sequence[Paper]) -> tuple[tuple[Passage, ...], bool]:
    """Choose each field's text in each language, and say whether an abstract stops short.

    Of one version the longer text is chosen, then the later in code point order. An abstract that
    was chosen stops short if every record that has this very text says so.
    """
    chosen: dict[tuple[Field, Language], tuple[tuple[bool, int, int, str], Passage]] = {}
    labels: set[Passage] = set()
    for paper in records:
        for passage in paper.passages:
            if passage.field == "label":
                labels.add(passage)
                continue
            rank = (*_rank(name, paper), len(passage.text), passage.text)
            place = passage.field, passage.language
            if place not in chosen or rank > chosen[place][0]:
                chosen[place] = rank, passage
    passages = sort_passages({passage for _, passage in chosen.values()} | labels)
    abstracts = [passage for passage in passages if passage.field == "abstract"]
    return passages, any(
        all(paper.truncated for paper in records if abstract in paper.passages)
        for abstract in abstracts
    )


def _date(records: Sequence[Paper]) -> str | None:
    """The most exact date; of several, the earliest."""
    dates = [paper.date for paper in records if paper.date]
    return min(dates, key=lambda date: (-len(date), date), default=None)


def _newest(name: str, records: Sequence[Paper], get: Callable[[Paper], _Value]) -> _Value | None:
    """The value of the newest version that has one; of several, the longest, then the last."""
    values = [(*_rank(name, paper), get(paper)) for paper in records if get(paper)]
    ranked = [(own, version, len(str(v)), str(v), v) for own, version, v in values]
    return max(ranked, key=lambda item: item[:4])[4] if ranked else None


def _rank(name: str, paper: Paper) -> tuple[bool, int]:
    """Records that name the paper itself, and the newest of them, go before those that joined."""
    return paper.id == name, paper.version or 0
