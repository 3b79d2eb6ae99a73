"""Keep what was made, so that it is made once: for views that many families see alike.

A key names all that a value depends on, and nothing that a family typed. Unlike `lru_cache`, a
store keeps no hold of what a value was made from: an old Directory can go when a new one serves.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Store(Generic[Value]):
    """Values by their keys, at most so many: when it is full it starts again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[Hashable, Value] = {}

    def __len__(self) -> int:
        return len(self._values)

    def recall(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made now if it is not known."""
        value = self._values.get(key)
        if value is None:
            value = make()
            if len(self._values) >= self._most:
                self._values.clear()
            self._values[key] = value
        return value
