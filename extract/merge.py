"""One paper from its records in several sources.

The result depends on the set of records only: not on their order, nor on how often one comes, nor
on whether some were merged before.
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
    groups = group_records(papers)
    return [_merge(name, sorted(groups[name], key=_key)) for name in sorted(groups)]


def group_records(papers: Iterable[Paper]) -> dict[str, set[Paper]]:
    """Return the records of each paper by the id that the merged paper has."""
    groups: dict[str, set[Paper]] = {}
    for paper in papers:
        groups.setdefault(paper.id, set()).add(paper)
    for title, owner in _owners(groups).items():
        groups[owner] |= groups.pop(title)
    return groups


def _owners(groups: dict[str, set[Paper]]) -> dict[str, str]:
    """Map the id of each title-only paper to the one real paper with its title."""
    real: dict[str, set[str]] = {}
    for name, records in groups.items():
        if not name.startswith("title:"):
            for title in _titles(records):
                real.setdefault(title_id(title), set()).add(name)
    return {
        name: min(owners) for name, owners in real.items() if name in groups and len(owners) == 1
    }


def _titles(records: Iterable[Paper]) -> set[str]:
    return {p.text for paper in records for p in paper.passages if p.field == "title"}


def _merge(name: str, records: Sequence[Paper]) -> Paper:
    if len(records) == 1 and records[0].id == name:
        return records[0]
    passages, truncated = _passages(records)
    return Paper(
        id=name,
        passages=passages,
        origins=tuple(sorted({origin for paper in records for origin in paper.origins})),
        version=max((p.version for p in records if p.version), default=None),
        date=_date(records),
        url=_newest(records, lambda paper: paper.url),
        authors=_newest(records, lambda paper: paper.authors) or (),
        categories=_newest(records, lambda paper: paper.categories) or (),
        announce_type=_newest(records, lambda paper: paper.announce_type),
        truncated=truncated,
        record_ids=tuple(sorted({own for paper in records for own in paper.record_ids})),
    )


def _passages(records: Sequence[Paper]) -> tuple[tuple[Passage, ...], bool]:
    """Choose each field's text in each language, and say whether an abstract stops short.

    Of one version the longer text is chosen, then the later in code point order. An abstract that
    was chosen stops short if every record that has this very text says so.
    """
    chosen: dict[tuple[Field, Language], tuple[tuple[int, int, str], Passage]] = {}
    labels: set[Passage] = set()
    for paper in records:
        for passage in paper.passages:
            if passage.field == "label":
                labels.add(passage)
                continue
            rank = (paper.version or 0, len(passage.text), passage.text)
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


def _newest(records: Sequence[Paper], get: Callable[[Paper], _Value]) -> _Value | None:
    """The value of the newest version that has one; of several, the longest, then the last."""
    values = [(paper.version or 0, get(paper)) for paper in records if get(paper)]
    ranked = [(version, len(str(value)), str(value), value) for version, value in values]
    return max(ranked, key=lambda item: item[:3])[3] if ranked else None


def _key(paper: Paper) -> str:
    return repr(paper)
