"""What went wrong with a Neo4j, in plain words; no message holds a password."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    ClientError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from paperweft.extract.errors import PaperweftError, QueryError, StoreError, UsageError
from paperweft.graph.guard import READ_ONLY, too_long

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_QUERY = ("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")
_LONG = 400  # characters of a server's message


@contextmanager
def bolt_errors(uri: str, database: str | None) -> Iterator[None]:
    """Turn errors of the driver into ours.

    Args:
        uri: Where the server is, without credentials.
        database: The name of the database; None is the user's own.

    Raises:
        UsageError: The address cannot be one, as its port shows.
        QueryError: The query is at fault.
        StoreError: The server is.
    """
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        reason, _, _ = first_line(str(error)).partition(" (resolved to")
        raise StoreError(
            f"no Neo4j answers at {uri} ({reason}); start it, or correct the"
            " address: neo4j+s:// and bolt+s:// are for servers with TLS"
        ) from None
    except Neo4jError as error:
        raise _said_by_server(error, uri, database) from None
    except ValueError as error:
        if "DNS" not in str(error):
            raise
        raise no_address(uri, first_line(str(error))) from None
    except DriverError as error:
        raise StoreError(f"the connection to {uri} failed: {first_line(str(error))}") from None


def no_address(uri: str, reason: str) -> UsageError:
    """Return the error of an address that cannot be one."""
    return UsageError(
        f"{uri} is no address of a Neo4j ({reason}); write it as bolt://HOST:7687,"
        f" with one of the schemes {', '.join(SCHEMES)}"
    )


def first_line(message: str) -> str:
    """Return the part of a message that a person reads."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return lines[0][:_LONG] if lines else "no reason given"


def _said_by_server(error: Neo4jError, uri: str, database: str | None) -> PaperweftError:
    code, message = error.code or "", first_line(error.message or str(error))
    for part, kind, text in _SAID:
        if part in code:
            return kind(text.format(uri=uri, database=database, message=message))
    if code.startswith(_QUERY) and isinstance(error, ClientError):
        return QueryError(f"the store refuses this query: {message}")
    again = "; try again later" if isinstance(error, TransientError) else ""
    return StoreError(f"the Neo4j at {uri} failed: {message} ({code}){again}")


_NOT_ALLOWED = "this user may not do that at {uri}, or the database is read-only: {message}"
_SAID: tuple[tuple[str, type[PaperweftError], str], ...] = (
    (
        "Unauthorized",
        StoreError,
        (
            "{uri} refuses the user name or password;"
            " set NEO4J_USERNAME (neo4j if not set) and NEO4J_PASSWORD"
        ),
    ),
    (
        "AuthenticationRateLimit",
        StoreError,
        "{uri} takes no more passwords for a while, after too many wrong ones; try again later",
    ),
    ("CredentialsExpired", StoreError, "the password at {uri} has to be changed first: {message}"),
    (
        "DatabaseNotFound",
        StoreError,
        "{uri} has no database {database!r}; name another with --database",
    ),
    ("AccessMode", QueryError, READ_ONLY),
    ("ReadOnly", StoreError, _NOT_ALLOWED),
    ("Forbidden", StoreError, _NOT_ALLOWED),
    ("TransactionTimedOut", QueryError, too_long(None).args[0]),
    (
        "OutOfMemory",
        QueryError,
        "the query needs more memory than the server gives it: {message}",
    ),
)
"""By a part of the server's code: the error, and what it says."""
