"""Extraction: a paper in, its concepts, relations and results out."""

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import starmap
from threading import Thread
from types import MappingProxyType

from spacy.tokens import Doc

from paperweft.extract.candidates import Occurrence, assemble
from paperweft.extract.cooccurrences import Party
from paperweft.extract.decide import Decision, decide
from paperweft.extract.document import Layout, layout
from paperweft.extract.engine import make_engine, read_paper
from paperweft.extract.errors import PaperweftError
from paperweft.extract.helpers import NO_HELPERS, Helpers
from paperweft.extract.interrupts import held_back
from paperweft.extract.names import surface_forms
from paperweft.extract.recognizers import OPTIONAL, RECOGNIZERS
from paperweft.extract.records import (
    Answer,
    Extraction,
    Mention,
    Paper,
    PaperConcept,
    Problem,
)
from paperweft.extract.relations import find_relations
from paperweft.extract.results import find_results
from paperweft.extract.schema import ConceptType
from paperweft.extract.settings import DEFAULT, Settings
from paperweft.extract.version import extractor_version
from paperweft.extract.vocabulary import lexicon_with

_WORTH_A_WORKER = 150  # papers; below, starting a second process costs more than it saves
_CHUNK = 16
# The workers are as many as the processors: threads of the matrix library would only wait for each
# other.
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")}
_RANKS = {rule: rank for rank, rule in enumerate((*OPTIONAL, *RECOGNIZERS))}
_NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})


class Extractor:
    """Finds the concepts, relations and results of papers, one by one.

    Args:
        settings: Which recognizers to leave out, and the user's own lexicon.
        helpers: Optional recognizers to run.

    Raises:
        UsageError: There is no recognizer of that name, or an optional one lacks something.
        ModelError: The weights are missing or damaged.
    """

    def __init__(self, settings: Settings = DEFAULT, helpers: Helpers = NO_HELPERS) -> None:
        self._engine = make_engine(without=settings.without, optional=helpers.recognizers())
        self._vocabulary = lexicon_with(settings.lexicon)
        self._versions = {
            answered: extractor_version(settings, helpers, answered=answered)
            for answered in (False, True)
        }

    def __call__(self, paper: Paper, answer: Answer | None = None) -> Extraction:
        """Return what was found in the paper; the same paper and answer always give the same.

        Args:
            paper: The paper.
            answer: What the language model of the helpers says of it.
        """
        doc = self.read(paper, answer)
        return extraction_of(doc, decide(doc, assemble(doc)), self.version(answer))

    def read(self, paper: Paper, answer: Answer | None = None) -> Doc:
        """Return the paper's document with the mentions that the recognizers propose."""
        hints = answer.hints if answer else ()
        return read_paper(self._engine, paper, hints, vocabulary=self._vocabulary)

    def version(self, answer: Answer | None = None) -> str:
        """Return the version that an extraction with this answer has."""
        return self._versions[answer is not None]


def extraction_of(doc: Doc, decisions: Iterable[Decision], version: str) -> Extraction:
    """Return the extraction of a document: its concepts in reading order, relations, results."""
    ordered = sorted(decisions, key=lambda decision: decision.candidate.occurrences[0].start)
    parties = [Party(d.type, d.role, d.candidate.occurrences, d.confidence) for d in ordered]
    paper = layout(doc).paper
    concepts = tuple(concept_of(doc, decision) for decision in ordered)
    relations = find_relations(doc, parties)
    return Extraction(paper, concepts, relations, version, find_results(paper, concepts))


def concept_of(doc: Doc, decision: Decision) -> PaperConcept:
    """Return the concept that was decided on, with its names, mentions and evidence."""
    plan = layout(doc)
    places = decision.candidate.occurrences
    return PaperConcept(
        type=decision.type,
        names=surface_forms(plan, places),
        role=decision.role,
        confidence=decision.confidence,
        mentions=tuple(_mention(plan, place, decision) for place in places),
        evidence=decision.evidence,
        links=decision.candidate.links,
    )


def _order(rule: str) -> int:
    """Tell how much a rule says: advice that was asked for most, a stretch of words least."""
    return _RANKS.get(rule, len(_RANKS))


def _mention(plan: Layout, place: Occurrence, decision: Decision) -> Mention:
    passage = plan.passage_at(place.start)
    offset = plan.starts[passage]
    rule, concept_type = min(place.rules, key=lambda rule: (_order(rule[0]), rule[1]))
    return Mention(
        passage,
        place.start - offset,
        place.end - offset,
        ConceptType(concept_type) if concept_type else None,
        rule,
        decision.confidence,
    )


_worker: Extractor | None = None


def _start_worker(settings: Settings, helpers: Helpers) -> None:
    gc.freeze()  # what a worker makes is gone with its paper: look for circles seldom
    gc.set_threshold(100_000, 50, 50)
    Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    global _worker  # noqa: PLW0603 - a worker process keeps its one extractor
    _worker = Extractor(settings, helpers)


def _leave_with(parent: int) -> None:
    """End this worker when the process that started it is gone: a kill -9 tells nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _work(paper: Paper, answer: Answer | None) -> Extraction | Problem:
    assert _worker is not None, "the pool starts its workers with _start_worker"  # noqa: S101
    return _try(_worker, paper, answer)


def _try(extractor: Extractor, paper: Paper, answer: Answer | None) -> Extraction | Problem:
    try:
        return extractor(paper, answer)
    except PaperweftError:
        raise
    except Exception as error:  # a mistake of ours in one paper must not cost all others theirs
        return Problem(
            path=paper.origins[0].path if paper.origins else paper.id,
            line=paper.origins[0].line if paper.origins else None,
            message=f"{paper.id}: paperweft fails at this paper ({type(error).__name__}: {error})",
            fix="the others are done; please report it with the paper's title and texts",
            lost="not extracted",
        )


def extract_papers(  # noqa: PLR0913 - keywords, all with a default
    papers: Iterable[Paper],
    *,
    workers: int = 1,
    settings: Settings = DEFAULT,
    helpers: Helpers = NO_HELPERS,
    answers: Mapping[str, Answer] = _NO_ANSWERS,
    on_paper: Callable[[Paper], None] | None = None,
    on_failure: Callable[[Problem], None] | None = None,
) -> Iterator[Extraction]:
    """Yield the extraction of each paper, in the order given, whatever the number of workers.

    Args:
        papers: The papers.
        workers: Processes to use; few papers are done in this one.
        settings: Which recognizers to leave out, and the user's own lexicon.
        helpers: Optional recognizers to run.
        answers: What the language model of the helpers says of the papers, by their ids.
        on_paper: Called with each paper that is done.
        on_failure: Called where extraction fails at a paper, by a mistake of its own; the paper
            is then left out.

    Raises:
        PaperweftError: Extraction fails at a paper, and there is no `on_failure`.
    """
    todo = [(paper, answers.get(paper.id)) for paper in papers]
    if helpers.gliner:
        workers = 1  # it uses all processors itself, and its weights fill the memory once
    for (paper, _), found in zip(todo, _extractions(todo, workers, settings, helpers), strict=True):
        if on_paper:
            on_paper(paper)
        if isinstance(found, Extraction):
            yield found
        elif on_failure:
            on_failure(found)
        else:
            raise PaperweftError(str(found))


def _extractions(
    todo: list[tuple[Paper, Answer | None]], workers: int, settings: Settings, helpers: Helpers
) -> Iterator[Extraction | Problem]:
    if workers < 2 or len(todo) < _WORTH_A_WORKER:
        yield from starmap(partial(_try, Extractor(settings, helpers)), todo) if todo else ()
        return
    from loky import ProcessPoolExecutor

    told = settings, helpers
    executor = ProcessPoolExecutor(
        workers, initializer=_start_worker, initargs=told, env=_ONE_THREAD
    )
    with executor as pool:
        with held_back():
            found = pool.map(_work, *zip(*todo, strict=True), chunksize=_CHUNK)
        yield from found
