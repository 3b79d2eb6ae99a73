"""A long form whose session ended while it was written: carried through the way in, and back.

Nothing of it is kept here. The page that asks to sign in holds every box, hidden; after that a page
holds them with a fresh token, and whoever wrote them sends them on. The door judges that anew.
"""

import re
from collections.abc import Iterable

from app.web.planning.forms import Form
from app.web.planning.views import Carried

LONG_FORMS = re.compile(r"/planning/listings/(?:new|[a-z0-9_-]{1,80}/edit)")
"""Where forms go that are too long to write twice."""
BACK = "back"
_MARK = "carried."
_OURS = frozenset({"token", "do"})


def carry(path: str, form: Form) -> tuple[Carried, ...]:
    """Return every box of a long form; nothing for any other."""
    if not LONG_FORMS.fullmatch(path):
        return ()
    return tuple(_list((name, given) for name, given in form.items() if name not in _OURS))


def mark(carried: Iterable[Carried]) -> tuple[Carried, ...]:
    """Return boxes under names that the way in has no use for."""
    return tuple(Carried(_MARK + box.name, box.value) for box in carried)


def unpack(form: Form) -> tuple[str, tuple[Carried, ...]]:
    """Return where a carried form was going, and its boxes; "" where there is none."""
    back = next(iter(form.get(BACK, ())), "")
    marked = ((n.removeprefix(_MARK), given) for n, given in form.items() if n.startswith(_MARK))
    boxes = tuple(_list(marked))
    return (back, boxes) if boxes and LONG_FORMS.fullmatch(back) else ("", ())


def _list(boxes: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[Carried]:
    return (Carried(name, text) for name, given in boxes for text in given if text)
