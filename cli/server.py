"""Which store the command line asks; a Neo4j's password is no option, so no log has it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from paperweft.console import safe
from paperweft.extract.errors import UsageError

if TYPE_CHECKING:
    from paperweft.graph.bolt import Address
    from paperweft.graph.store import Store

PASSWORD, USER = "NEO4J_PASSWORD", "NEO4J_USERNAME"


def store_of(workspace: Path, uri: str | None = None, database: str | None = None) -> "Store":
    """Return the store of a Neo4j, or without one the embedded store of a workspace.

    Raises:
        UsageError: There is no password for the Neo4j.
        WorkspaceError: There is no workspace.
    """
    if uri is not None:
        from paperweft.graph.bolt import Neo4jStore

        return Neo4jStore(address_of(uri, database))
    from paperweft.graph.arcade import ArcadeStore
    from paperweft.graph.workspace import Workspace

    return ArcadeStore(Workspace.open(workspace).store_path)


def address_of(uri: str, database: str | None = None) -> "Address":
    """Return the address with the user's name and password.

    They are read from NEO4J_USERNAME and NEO4J_PASSWORD; without the latter a person at a
    terminal is asked.

    Raises:
        UsageError: There is no password, and nobody to ask; or the address holds one.
    """
    from paperweft.graph.bolt import DEFAULT_USER, Address

    user = os.environ.get(USER) or DEFAULT_USER
    Address(uri=uri, user=user, password="", database=database)  # refuse it before asking
    password = os.environ.get(PASSWORD)
    if password is None:
        password = _ask(user, uri)
    return Address(uri=uri, user=user, password=password, database=database)


def _ask(user: str, uri: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"no password for {uri}; set {PASSWORD} (and {USER}, if not {user})")
    from getpass import getpass

    try:
        return getpass(f"password of {safe(user)} at {safe(uri)}: ")
    except EOFError:
        raise UsageError(f"no password for {uri}; set {PASSWORD}") from None
