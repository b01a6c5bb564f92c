"""The extractions that a workspace has, and the papers that they are missing for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from paperweft.extract.helpers import Helpers
from paperweft.extract.records import Extraction, Paper
from paperweft.extract.settings import Settings
from paperweft.extract.version import extractor_version
from paperweft.graph.keys import content_key


class Known:
    """Extractions by key, those of the settings and helpers that are asked for before others.

    Args:
        found: By `content_key`.
        settings: What the extractor is told.
        helpers: The optional recognizers that the extractions are to be made with.
        keep: Take those made with any helpers: nobody asked for others.
    """

    def __init__(
        self,
        found: Mapping[str, Extraction],
        settings: Settings,
        helpers: Helpers,
        *,
        keep: bool = False,
    ) -> None:
        self.by_key = dict(found)
        asked = {extractor_version(settings, helpers)}
        if keep:
            made = {extraction.extractor for extraction in found.values()}
            bare = extractor_version(settings)
            asked |= {name for name in made if name.split("+")[0] == bare}
        self._wanted = sorted(asked, key=lambda name: (-len(name), name))
        self._spare = extractor_version(settings, helpers, answered=False)

    def lacking(self, papers: Iterable[Paper]) -> list[Paper]:
        """Return the papers without a wanted extraction."""
        return [paper for paper in papers if not self._key(paper, self._wanted)]

    def has_spare(self, paper: Paper) -> bool:
        """Say whether there is one that a language model without an answer has no part in."""
        return self._key(paper, [self._spare]) is not None

    def add(self, extraction: Extraction) -> None:
        """Put in one that was made now."""
        self.by_key[content_key(extraction.paper, extraction.extractor)] = extraction

    def current(self, papers: Iterable[Paper]) -> dict[str, Extraction]:
        """Return the extraction of each paper, which may have been read at more places since."""
        keys = ((paper, self._key(paper, [*self._wanted, self._spare])) for paper in papers)
        return {key: replace(self.by_key[key], paper=paper) for paper, key in keys if key}

    def _key(self, paper: Paper, versions: Iterable[str]) -> str | None:
        keys = (content_key(paper, version) for version in versions)
        return next((key for key in keys if key in self.by_key), None)
