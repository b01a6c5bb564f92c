"""The records that flow through extraction, from what was read to what was found.

All are frozen and hold only plain values, so they compare, hash and serialise by content.
Offsets are code points of the passage as written, half open: `text[start:end]`.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from paperweft.extract.schema import Change, ConceptType, Relation, Role

Field = Literal["title", "summary", "abstract", "label"]
Language = Literal["en", "zh-Hans", "zh-Hant"]
Bound = Literal["at least", "at most"]

FIELDS: tuple[Field, ...] = get_args(Field)
"""The fields of a paper in the order of its passages."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that could not be read; the rest of the source was.

    Attributes:
        path: The source as the user named it; `-` is standard input.
        line: 1-based line, or None where the problem is of the whole source.
        message: What is wrong.
        fix: What the reader can do about it.
        aside: Nothing was lost: a file that holds no papers stood in a folder of papers, a
            prediction is for a paper that is not asked for.
        lost: What did not happen, in two words.
    """

    path: str
    line: int | None
    message: str
    fix: str
    aside: bool = False
    lost: str = "not read"

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}; {self.fix}"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a paper was read: the source as the user named it, and a 1-based line."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of a paper in one language, as written in the source."""

    field: Field
    language: Language
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper as its sources tell it.

    Attributes:
        id: `arxiv:2402.14874`, else `doi:10.…`, else `title:` and a hash of the folded title.
        passages: Titles first, then summaries, abstracts, labels; one per field and language,
            labels one each.
        origins: Every place the paper was read at, sorted.
        version: The arXiv version, where known.
        date: ISO 8601 as exact as known: `2024-06-28`, `2024-06` or `2024`.
        url: The paper's page.
        announce_type: arXiv's `new`, `cross`, `replace` or `replace-cross`.
        truncated: An abstract stops in mid-sentence.
        record_ids: The ids of the paper records it was read from, as written there.
    """

    id: str
    passages: tuple[Passage, ...]
    origins: tuple[Origin, ...]
    version: int | None = None
    date: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    announce_type: str | None = None
    truncated: bool = False
    record_ids: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title to show: the English one if there is one."""
        titles = [p for p in self.passages if p.field == "title"]
        english = [p.text for p in titles if p.language == "en"]
        return english[0] if english else titles[0].text if titles else self.id


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name: `papers.passages[passage].text[start:end]`.

    Attributes:
        passage: Index into the paper's passages.
        start: First code point.
        end: One past the last code point.
        type: The type the rule proposed, or None where it could not tell.
        rule: The recognizer that proposed it.
        confidence: 0 to 1, the rule's own.
    """

    passage: int
    start: int
    end: int
    type: ConceptType | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """A name of a concept, as written in its paper, and the language of the name itself."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperConcept:
    """One concept of one paper: all its names there, its role, and where it is mentioned.

    Attributes:
        type: What kind of concept.
        names: Surface forms, the one to show first.
        role: What the concept is to the paper.
        confidence: 0 to 1, that the concept, its type and names are right.
        mentions: Every occurrence, in reading order; never empty.
        evidence: Index into `mentions` of the one whose sentence speaks best for the role.
        links: Why its names are one concept: pairs of names and the rule that joined them.
    """

    type: ConceptType
    names: tuple[SurfaceForm, ...]
    role: Role
    confidence: float
    mentions: tuple[Mention, ...]
    evidence: int = 0
    links: tuple["NameLink", ...] = ()


@dataclass(frozen=True, slots=True)
class NameLink:
    """Two names of one concept and the rule that says so (`acronym`, `lexicon`, `plural` …)."""

    name: str
    other: str
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paper: `passages[passage].text[start:end]`."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PaperRelation:
    """A relation that a paper states between two of its concepts.

    Attributes:
        head: Index into the extraction's concepts.
        relation: What the head is to the tail.
        tail: Index into the extraction's concepts.
        sentence: The sentence that states it.
        rule: The cue that found it.
        confidence: 0 to 1.
    """

    head: int
    relation: Relation
    tail: int
    sentence: Sentence
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperResult:
    """A value of a metric that a paper reports.

    Attributes:
        metric: Index into the extraction's concepts.
        dataset: Index of the dataset that it was measured on, where the text says.
        method: Index of the method or model that it is the value of, where the text says.
        value: The number as written, without a sign: 92.1 of 92.1%.
        unit: `%`, `points`, `percentage points`, `×`, `ms` …; None where there is none. The `%`
            of a difference is as the text says it: some papers mean percentage points.
        change: None for the value itself; else it is how much the metric rose or fell.
        bound: `at most` for "up to 12%", `at least` for "over 90%".
        baseline: The value before, where the text says "from A to B"; in the same unit.
        sentence: The sentence that states it.
        rule: The wording that tied the number to the metric.
        confidence: 0 to 1.
    """

    metric: int
    dataset: int | None
    method: int | None
    value: float
    unit: str | None
    change: Change | None
    bound: Bound | None
    baseline: float | None
    sentence: Sentence
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Hint:
    """A name that a language model quoted from a paper, and the type that it takes it for."""

    name: str
    type: ConceptType


@dataclass(frozen=True, slots=True)
class Answer:
    """What a language model told of one paper.

    Attributes:
        source: Which model was asked, and what: a part of the extractor's version.
        hints: The names that stand in the paper, in the model's order.
    """

    source: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one paper, by one version of the extractor."""

    paper: Paper
    concepts: tuple[PaperConcept, ...]
    relations: tuple[PaperRelation, ...]
    extractor: str
    results: tuple[PaperResult, ...] = ()
