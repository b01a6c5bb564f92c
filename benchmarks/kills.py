"""Kill `paperweft load` at random moments, let the next one finish, and compare what is there.

    NEO4J_PASSWORD=… python benchmarks/kills.py WORKSPACE bolt://localhost:7687 [--times 20]

The database must be empty, and is empty afterwards. A moment is drawn from the time that a whole
load takes; what counts is that the graph is the same each time: keys, fingerprints and all
properties of every node and edge.
"""

import argparse
import random
import subprocess
import sys
import time
from hashlib import blake2b
from pathlib import Path

from load import clear
from neo4j import Driver, GraphDatabase
from timing import PROGRAM, run, seconds_of, show

from paperweft.server import address_of

_NODES = "MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY n.id, n.name, l"
_EDGES = """
MATCH (a)-[r]->(b)
RETURN coalesce(a.id, a.name) AS a, type(r) AS t, coalesce(b.id, b.name) AS b, properties(r) AS p
ORDER BY a, t, b
"""


def content(driver: Driver) -> str:
    """Return a hash over all that the database holds."""
    found = blake2b(digest_size=16)
    with driver.session() as session:
        for query in (_NODES, _EDGES):
            for record in session.run(query):
                values = [sorted(v.items()) if isinstance(v, dict) else v for v in record.values()]
                found.update(repr(values).encode())
    return found.hexdigest()


def main() -> None:
    """Kill and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("uri")
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    address = address_of(given.uri)
    command = [PROGRAM, "load", given.uri, "-w", str(given.workspace)]
    rng = random.Random(1)
    with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        if driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]:
            sys.exit("the database is not empty; this benchmark would empty it")
        run(*command)
        clear(driver)
        whole = seconds_of(lambda: run(*command))
        wanted = content(driver)
        same, amid = 0, 0
        for _ in range(given.times):
            clear(driver)
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
                time.sleep(rng.uniform(0.1, 1) * whole)
                process.kill()
            amid += process.returncode != 0
            run(*command)
            same += content(driver) == wanted
        clear(driver)
    show("a whole load", whole, "s")
    show("killed before they were done", f"{amid} of {given.times}")
    show("then finished, and the same graph", f"{same} of {given.times}", "", "all")


if __name__ == "__main__":
    main()
