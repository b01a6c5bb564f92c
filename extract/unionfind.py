"""Sets that grow together (Tarjan, 1975), with the smallest member as each set's name."""

from collections.abc import Iterable
from typing import Generic, Protocol, Self, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Self, /) -> bool: ...


T = TypeVar("T", bound=_Ordered)


class UnionFind(Generic[T]):
    """Disjoint sets over ordered, hashable items.

    The result does not depend on the order of the unions.
    """

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def find(self, item: T) -> T:
        """Return the smallest member of the item's set; an unseen item is a set of its own."""
        root = self._parent.setdefault(item, item)
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def union(self, one: T, other: T) -> None:
        """Make the sets of two items one set."""
        low, high = self.find(one), self.find(other)
        if high < low:
            low, high = high, low
        self._parent[high] = low

    def groups(self) -> dict[T, list[T]]:
        """Return every set, its members sorted, by its smallest member, in order."""
        groups: dict[T, list[T]] = {}
        for item in sorted(self._parent):
            groups.setdefault(self.find(item), []).append(item)
        return groups
