"""Questions to the graph: `.cypher` files with a header, and their runner."""

from paperweft.queries.asking import ask, explain
from paperweft.queries.binding import bind
from paperweft.queries.library import GROUPS, NamedQuery, Parameter, get, library

__all__ = ["GROUPS", "NamedQuery", "Parameter", "ask", "bind", "explain", "get", "library"]
