"""Ids that never change: each is made from a name that never changes, so none needs a store.

HSDS asks that every `id` is a UUID (docs/hsds/identifiers.md). Version 5 (RFC 9562, 5.5) makes
the same one of the same name, on every machine and after every rebuild.
"""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha1
from uuid import UUID

NAMESPACE = UUID("49ac0279-e57c-4829-9bec-e79d2901ea8c")
"""Ours alone. Changing it would make every listing a new one to everybody who copied it."""
_MARKED = 0xF << 76 | 0x3 << 62
_VERSION_5 = 0x5 << 76 | 0x2 << 62
"""The bits that say version 5 and variant (RFC 9562, 4.1 and 4.2)."""


def make_id(kind: str, *names: str) -> str:
    """Return the id of a thing: `make_id("service", slug)` is always the same for one slug."""
    return _uuid5("/".join((kind, *names)))


def _uuid5(name: str) -> str:
    """Return what `uuid.uuid5` does, in a third of its time: a page of 50 has some 1,500."""
    digest = sha1(NAMESPACE.bytes + name.encode(), usedforsecurity=False).digest()
    number = int.from_bytes(digest[:16]) & ~_MARKED | _VERSION_5
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def organization_id(provider: str) -> str:
    """Return the id of a provider; case and spaces make no difference to who it is."""
    return make_id("organization", " ".join(provider.casefold().split()))


@dataclass(frozen=True, slots=True)
class Numbering:
    """Gives out the ids of one listing's parts, which have no names of their own.

    A part is named by what it says. Where two say the same, the later has a number too.
    """

    owner: str
    _given: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def next(self, kind: str, *said: str) -> str:
        """Return the id of the next part that says this."""
        self._given[(kind, *said)] += 1
        number = self._given[(kind, *said)]
        return make_id(kind, self.owner, *said, *([str(number)] if number > 1 else []))
