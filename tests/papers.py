"""Invented papers, what they say, and what was found in them: a few words make a record."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from paperweft.extract.document import MENTIONS, layout
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.languages import chinese_script, has_han
from paperweft.extract.pipeline import Extractor
from paperweft.extract.records import (
    Extraction,
    Field,
    Language,
    Mention,
    NameLink,
    Origin,
    Paper,
    PaperConcept,
    PaperRelation,
    PaperResult,
    Passage,
    Sentence,
    SurfaceForm,
)
from paperweft.extract.schema import DEFAULT_ROLE, METHOD, ConceptType, Relation, Role
from paperweft.extract.sentences import sentence_at
from paperweft.extract.version import EXTRACTOR

_LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans", "zh-Hant")


def paper_of(number: int, *passages: tuple[Field, Language, str]) -> Paper:
    """The paper `arxiv:2413.0000N` of exactly these passages."""
    return Paper(
        id=f"arxiv:2413.{number:05}",
        passages=tuple(Passage(*passage) for passage in passages),
        origins=(Origin("digest.md", number + 1),),
        url=f"https://arxiv.org/abs/2413.{number:05}",
    )


def paper(
    number: int,
    title: str = "",
    *,
    title_zh: str = "",
    title_hant: str = "",
    abstract: str = "",
    abstract_zh: str = "",
    abstract_hant: str = "",
    labels: Sequence[str] = (),
) -> Paper:
    """The paper `arxiv:2413.0000N`; a text left empty is no passage."""
    texts: list[tuple[Field, tuple[str, str, str]]] = [
        ("title", (title, title_zh, title_hant)),
        ("abstract", (abstract, abstract_zh, abstract_hant)),
    ]
    passages: list[tuple[Field, Language, str]] = [
        (field, language, text)
        for field, group in texts
        for language, text in zip(_LANGUAGES, group, strict=True)
        if text
    ]
    return paper_of(number, *passages, *(("label", language_of(x), x) for x in labels))


def language_of(name: str) -> Language:
    """The language of a name."""
    return (chinese_script([name]) or "zh-Hans") if has_han(name) else "en"


@dataclass(frozen=True)
class Named:
    """A concept to be found in a paper."""

    names: tuple[str, ...]
    type: ConceptType
    role: Role
    confidence: float


def named(
    *names: str, kind: ConceptType = METHOD, role: Role | None = None, confidence: float = 0.8
) -> Named:
    """A concept that goes by these names in its paper."""
    return Named(names, kind, role or DEFAULT_ROLE[kind], confidence)


def found(
    number: int,
    *concepts: Named,
    relations: Sequence[tuple[int, Relation, int]] = (),
    results: Sequence[tuple[int, int | None, int | None, float]] = (),
) -> Extraction:
    """An extraction of exactly these concepts from a paper that mentions every name once.

    A result is a metric, a dataset, a method (indices of concepts) and its value in percent.
    """
    names = dict.fromkeys(name for concept in concepts for name in concept.names)
    texts = {
        language: " ".join(
            f"We see {name} here." if language == "en" else f"这里有{name}。"
            for name in names
            if language_of(name) == language
        )
        for language in _LANGUAGES
    }
    told = paper(number, f"Paper {number}", abstract=texts["en"], abstract_zh=texts["zh-Hans"],
                 abstract_hant=texts["zh-Hant"])  # fmt: skip
    records = tuple(_record(told, concept) for concept in concepts)
    links = tuple(_relation(told, records, *relation) for relation in relations)
    values = tuple(_result(records, *result) for result in results)
    return Extraction(told, records, links, EXTRACTOR, values)


def _result(
    records: Sequence[PaperConcept],
    metric: int,
    dataset: int | None,
    method: int | None,
    value: float,
) -> PaperResult:
    mention = records[metric].mentions[0]
    return PaperResult(
        metric=metric,
        dataset=dataset,
        method=method,
        value=value,
        unit="%",
        change=None,
        bound=None,
        baseline=None,
        sentence=Sentence(mention.passage, 0, 12),
        rule="is",
        confidence=0.9,
    )


def _name_links(names: tuple[str, ...]) -> tuple[NameLink, ...]:
    """What a recognizer says of the names of one concept: acronyms and translations of a name."""
    full = max(names, key=lambda name: (not has_han(name), len(name)))
    return tuple(
        NameLink(name, full, "translation" if has_han(name) else "acronym")
        for name in names
        if name != full
    )


def _record(told: Paper, concept: Named) -> PaperConcept:
    return PaperConcept(
        type=concept.type,
        names=tuple(SurfaceForm(name, language_of(name)) for name in concept.names),
        role=concept.role,
        confidence=concept.confidence,
        mentions=tuple(_mention(told, name, concept) for name in concept.names),
        links=_name_links(concept.names),
    )


def _mention(told: Paper, name: str, concept: Named) -> Mention:
    for number, passage in enumerate(told.passages):
        start = passage.text.find(f" {name} " if language_of(name) == "en" else name)
        if start >= 0 and passage.field == "abstract":
            start += language_of(name) == "en"
            end = start + len(name)
            return Mention(number, start, end, concept.type, "lexicon", concept.confidence)
    raise AssertionError(f"{name} is not in the paper")


def _relation(
    told: Paper, records: Sequence[PaperConcept], head: int, relation: Relation, tail: int
) -> PaperRelation:
    mention = records[head].mentions[0]
    bounds = sentence_at(told.passages[mention.passage].text, mention.start)
    return PaperRelation(head, relation, tail, Sentence(mention.passage, *bounds), "pair", 0.7)


@cache
def extractor() -> Extractor:
    """The one extractor of all tests: making one takes a second."""
    return Extractor()


def read(told: Paper) -> Doc:
    """The paper's document with what all recognizers propose."""
    return read_paper(_engine(), told)


@cache
def _engine():
    return make_engine()


def proposed(told: Paper, rule: str) -> list[str]:
    """What one recognizer proposes, in reading order, as written."""
    doc = read(told)
    spans = sorted((s.start_char, s.end_char) for s in doc.spans[MENTIONS] if s.id_ == rule)
    return [layout(doc).text[start:end] for start, end in spans]


def english(text: str) -> Paper:
    """A paper of one English abstract."""
    return paper(1, abstract=text)


def chinese(text: str) -> Paper:
    """A paper of one Chinese abstract."""
    return paper(1, abstract_zh=text)
