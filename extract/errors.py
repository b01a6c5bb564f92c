"""Every error that paperweft raises on purpose.

    PaperweftError
    ├── UsageError            an argument that cannot be meant
    ├── NothingFoundError     the question is fine, the answer is empty
    ├── ModelError            weights that are missing or damaged
    ├── SourceError           a source that cannot be read at all
    ├── WorkspaceError        a workspace that cannot be used
    │   ├── WorkspaceLockedError      another process is writing to it
    │   └── WorkspaceVersionError     written by a newer version of paperweft
    ├── QueryError            a query that the store refuses
    ├── StoreError            a store that cannot be reached or opened
    └── EndpointError         a language model's endpoint that answers nothing

A message says what is wrong and what to do about it, in one or two sentences.
What is wrong with a part of a source is no error but a `Problem` (extract/records.py):
the rest of the source is still read.
"""


class PaperweftError(Exception):
    """Base of all errors that paperweft raises on purpose."""


class UsageError(PaperweftError):
    """An argument that cannot be meant: an unknown name, a value out of range."""


class NothingFoundError(PaperweftError):
    """No paper, concept or query goes by the given name."""


class SourceError(PaperweftError):
    """A source that cannot be read at all."""


class ModelError(PaperweftError):
    """The weights of a trained classifier are missing or damaged."""


class WorkspaceError(PaperweftError):
    """A workspace that is missing, damaged or cannot be written."""


class WorkspaceLockedError(WorkspaceError):
    """Another process is writing to the workspace; the message names it."""


class WorkspaceVersionError(WorkspaceError):
    """The workspace was written by a newer version of paperweft."""


class QueryError(PaperweftError):
    """A query that the store refuses: bad syntax, a write, an unknown parameter."""


class StoreError(PaperweftError):
    """A store that cannot be reached or opened."""


class EndpointError(PaperweftError):
    """A language model's endpoint that is not there, refuses the key or fails at everything."""
