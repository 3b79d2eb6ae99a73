"""The reader's language: every word of the interface is asked for here, in English.

A language is one file of translations, `data/languages/pl.po`. English is in the code itself.
"""

import asyncio
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from watchfiles import awatch

log = logging.getLogger(__name__)

FOLDER = "languages"
"""Where translations lie in the data folder."""
SUFFIX = ".po"
SETTLING_MS = 150
LONGEST_ASKED = 500
"""Letters of Accept-Language that are read."""
NUMBERS_TRIED = 200
NUMBERS_KEPT = 4096
"""Numbers that stay written: a page counts some forty things, mostly small."""
_PERCENT = re.compile(r"%\(\w+\)s|%%|%")
_TAG = re.compile(r"<[^>]*>?|>")
_ASKED = re.compile(r"\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language we can speak: its words, and how it writes dates, times, numbers and lists.

    One read again is another: much is remembered for each, and may be said otherwise now.
    """

    locale: Locale
    words: NullTranslations = field(default_factory=NullTranslations)

    @property
    def tag(self) -> str:
        """Return its name in HTML and HTTP, such as "en-GB" or "pl"."""
        return str(self.locale).replace("_", "-")

    @property
    def direction(self) -> str:
        """Return "ltr", or "rtl" where it is written from right to left."""
        return str(self.locale.text_direction)

    @property
    def is_english(self) -> bool:
        """Return whether the words are those in the code."""
        return self.locale.language == "en"


ENGLISH = Language(Locale("en", "GB"))
_speaking: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def current() -> Language:
    """Return the language of whoever is reading now."""
    return _speaking.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Use a language until the block ends."""
    token = _speaking.set(language)
    try:
        yield
    finally:
        _speaking.reset(token)


def gettext(message: str) -> str:
    """Return a message in the reader's language. Modules import this as `_`."""
    return _speaking.get().words.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that suits a number, in the reader's language."""
    return _speaking.get().words.ngettext(one, many, number)


def mark(message: str) -> str:
    """Return a message as it is: marks words in a table, for `_` to turn when they are read."""
    return message


def write_date(day: date, *, with_year: bool = True) -> str:
    """Return a date with the month's name: 3 March 2026, or 3 March."""
    locale = _speaking.get().locale
    if with_year:
        return format_date(day, "long", locale)
    return format_skeleton("MMMMd", day, locale=locale)


def write_month(day: date) -> str:
    """Return a day's month with its year: May 2025."""
    return format_skeleton("yMMMM", day, locale=_speaking.get().locale)


def write_clock(hour: int, minute: int) -> str:
    """Return a time of day as it is written: 9am or 4:30pm in English."""
    language = _speaking.get()
    if not language.is_english:
        return format_time(time(hour, minute), "short", locale=language.locale)
    half = "am" if hour < 12 else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{half}"


def write_number(number: int) -> str:
    """Return a whole number, with marks between thousands."""
    return _write_number(number, _speaking.get())


@lru_cache(maxsize=NUMBERS_KEPT)
def _write_number(number: int, reader: Language) -> str:
    return format_decimal(number, locale=reader.locale)


def write_share(share: float) -> str:
    """Return a share (0 to 1) as a whole percentage; nothing but all of it is 100 %, none 0 %."""
    whole = round(100 * share)
    if share > 0:
        whole = max(whole, 1)
    if share < 1:
        whole = min(whole, 99)
    return format_percent(whole / 100, locale=_speaking.get().locale)


def name_day(weekday: int) -> str:
    """Return the name of a day of the week, Monday being 0."""
    return str(get_day_names("wide", "format", _speaking.get().locale)[weekday])


def join_words(words: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """Return words as a list in a sentence: "a, b and c", or with "or"."""
    return format_list(words, style, _speaking.get().locale)


@dataclass(frozen=True, slots=True)
class Languages:
    """Every language there is, by tag. English is always one."""

    by_tag: Mapping[str, Language] = field(default_factory=lambda: {ENGLISH.tag: ENGLISH})

    @classmethod
    def read(cls, folder: Path) -> "Languages":
        """Read every file of translations; one that is broken is logged and left out."""
        read = [_read_language(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
        return cls({language.tag: language for language in (ENGLISH, *filter(None, read))})

    def choose(self, asked: str) -> Language:
        """Return the language an Accept-Language header likes best of those there are."""
        found = (self._find(tag) for tag in _rank_asked(asked))
        return next(filter(None, found), ENGLISH)

    def _find(self, asked: str) -> Language | None:
        """Return the language of a tag, else of its beginning, else a kin of it."""
        if asked == "*":
            return ENGLISH
        by_tag = {tag.lower(): language for tag, language in self.by_tag.items()}
        parts = asked.lower().split("-")
        shorter = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
        kin = (tag for tag in by_tag if tag.split("-")[0] == parts[0])
        return next((by_tag[tag] for tag in (*shorter, *kin) if tag in by_tag), None)


class LiveLanguages:
    """The languages in service; `languages` is replaced whole when a file of them is saved."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.languages = Languages.read(data / FOLDER)

    def refresh(self) -> None:
        """Read the files as they are now."""
        self.languages = Languages.read(self._data / FOLDER)

    async def follow(self) -> None:
        """Take up saved changes until cancelled."""
        async for _ in awatch(self._data, watch_filter=_is_po, debounce=SETTLING_MS, step=50):
            await asyncio.to_thread(self.refresh)


def _is_po(_: object, path: str) -> bool:
    # The first file of a new folder may be there before the folder is watched.
    return Path(path).suffix == SUFFIX or Path(path).name == FOLDER


def _rank_asked(asked: str) -> list[str]:
    """Return the tags of an Accept-Language header, best liked first, without those refused."""
    found = (_ASKED.fullmatch(part) for part in asked[:LONGEST_ASKED].split(","))
    rated = [(match[1], _weigh(match[2])) for match in found if match]
    kept = [each for each in rated if each[1] > 0]
    return [tag for tag, _ in sorted(kept, key=lambda each: -each[1])]


def _weigh(quality: str | None) -> float:
    try:
        return 1.0 if quality is None else float(quality)
    except ValueError:
        return 0.0


def _read_language(path: Path) -> Language | None:
    try:
        locale = Locale.parse(path.stem.replace("-", "_"))
        with path.open("rb") as file:
            catalog = read_po(file, locale=locale, abort_invalid=True)
        words = _compile(catalog, path)
    except Exception as error:
        # Whatever is wrong with one file, the site and the other languages go on.
        log.error("left out %s: %s: %s", path.name, type(error).__name__, error)
        return None
    return Language(locale, words)


def _compile(catalog: Catalog, path: Path) -> GNUTranslations:
    """Return the words of a file; a translation that would break a page stays English."""
    for message in catalog:
        if message.id and message.string and not _is_safe(message):
            log.error("%s: line %s keeps its English: %r", path.name, message.lineno, message.id)
            message.string = ("",) * len(message.string) if message.pluralizable else ""
    if not any(message.id and any(_forms(message.string)) for message in catalog):
        raise ValueError("it translates nothing")
    made = BytesIO()
    write_mo(made, catalog)
    made.seek(0)
    words = GNUTranslations(made)
    for number in range(NUMBERS_TRIED):
        words.ngettext(path.stem, path.stem, number)
    return words


def _is_safe(message: Message) -> bool:
    """Return whether a translation has only the names, signs and tags that its English has."""
    try:
        allowed = set().union(*map(_find_marks, _forms(message.id)))
        return all(_find_marks(text) <= allowed for text in _forms(message.string))
    except ValueError:
        return False


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _find_marks(text: str) -> set[str]:
    """Return what formatting and browsers read as more than words. Raises ValueError."""
    parts = (part[1:] for part in Formatter().parse(text) if part[1] is not None)
    return {*map(repr, parts), *_PERCENT.findall(text), *_TAG.findall(text)}
