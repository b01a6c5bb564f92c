"""The command of the bulk import, as a script and in words."""

from collections.abc import Iterable, Iterator

from paperweft.graph.elements import Kind
from paperweft.graph.store_schema import ENDS, FINGERPRINT, LABELS

AFTERWARDS = "after-import.cypher"
"""The file with what is left to do once the server runs again."""

_BUFFER = 4 * 1024 * 1024  # what the importer takes for a value unless told

_SCRIPT = """\
#!/bin/sh
# Fills a database of a Neo4j that is stopped: sh import.sh [DATABASE [OPTION…]]
# README.txt says more.
set -eu
cd -- "$(dirname -- "$0")"
[ "$#" -gt 0 ] || set -- neo4j
exec neo4j-admin database import full "$@" \\
{options}
"""

_GUIDE = """\
A graph of paperweft, to be imported into a new database of Neo4j 5.26 or later.

1. Stop the server. Then, as the user that it runs as, with neo4j-admin in the PATH:

       sh import.sh

   imports into the database neo4j, `sh import.sh NAME` into another. A database that is there
   already is refused; this REPLACES it and all it holds:

       sh import.sh neo4j --overwrite-destination=true

   Where there is no sh, give the command that ends import.sh by hand, in this folder.

2. Start the server; make constraints and indexes, and the empty lists that the importer leaves out:

       cypher-shell -f after-import.cypher

   From then on `paperweft load` brings the database up to date; now it finds nothing to do.

The CSV files hold values as they were in the papers, whatever they begin with: they are not for
spreadsheets, which `paperweft export csv` is for. Values may have line breaks; an empty cell is no
value, "" an empty text; items of a list stand apart by the character of --array-delimiter.
"""


def script(kinds: Iterable[Kind], delimiter: str, longest: int) -> str:
    """Return the script; the longest line is given in characters."""
    options = (f"  {option}" for option in _options(kinds, delimiter, longest))
    return _SCRIPT.format(options=" \\\n".join(options))


def guide() -> str:
    """Return what a person has to do."""
    return _GUIDE


def empty_list(kind: Kind, name: str) -> str:
    """Return the statement that gives a list without items to all of a kind that have no list."""
    if kind.is_edge:
        head, tail = ENDS[kind.name]
        match = f"(:{head})-[n:{kind.name}]->(:{tail})"
    else:
        match = f"(n:{kind.name})"
    return (
        f"MATCH {match} WHERE n.{FINGERPRINT} IS NOT NULL AND n.{name} IS NULL"
        f" CALL (n) {{ SET n.{name} = [] }} IN TRANSACTIONS OF 10000 ROWS"
    )


def _options(kinds: Iterable[Kind], delimiter: str, longest: int) -> Iterator[str]:
    """Yield options; names of files and labels are the schema's and need no quotes.

    Words that are no options must come before: `--relationships` takes them for files.
    """
    yield "--id-type=string"
    yield "--multiline-fields=true"
    yield f"--array-delimiter=U+{ord(delimiter):04X}"
    if longest * 2 > _BUFFER:
        yield f"--read-buffer-size={1 << (longest * 2).bit_length()}"
    for kind in kinds:
        if kind.is_edge:
            yield f"--relationships={kind.name}={kind.name}.csv"
        else:
            yield f"--nodes={':'.join(LABELS[kind.name])}={kind.name}.csv"
