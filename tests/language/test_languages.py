"""A language is one file: which one a reader gets, and what becomes of a file that is broken."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import language
from app.language import ENGLISH, Languages, LiveLanguages, speaking
from tests.language.pseudo import make_pseudo, write_files
from tests.web.server import PATIENCE

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
POLISH = HEADER + 'msgid "Find help"\nmsgstr "Szukaj pomocy"\n\nmsgid "Free"\nmsgstr ""\n'


def read(folder: Path, files: Mapping[str, str]) -> Languages:
    write_files(folder, {name: text.encode() for name, text in files.items()})
    return Languages.read(folder / language.FOLDER)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Languages:
    names = ("pl", "ar", "pt_BR", "zh-Hans")
    return read(tmp_path_factory.mktemp("several"), {f"{name}.po": POLISH for name in names})


ASKED = [
    ("", "en-GB"),
    ("*", "en-GB"),
    ("pl", "pl"),
    ("PL", "pl"),
    ("pl-PL", "pl"),
    ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
    ("en-US,en;q=0.9,pl;q=0.8", "en-GB"),
    ("en;q=0.4, pl;q=0.5", "pl"),
    ("pl;q=0, ar", "ar"),
    ("pl;q=0", "en-GB"),
    ("de, fr;q=0.9", "en-GB"),
    ("de, ar;q=0.1", "ar"),
    ("ar-EG", "ar"),
    ("pt-BR", "pt-BR"),
    ("zh-Hans", "zh-Hans"),
    ("zh-Hans-CN", "zh-Hans"),
    ("zh-CN", "zh-Hans"),
    ("pt", "pt-BR"),
    ("pt-PT", "pt-BR"),
    ("gd-GB, en-GB;q=0.9", "en-GB"),
    ("  pl ;  q=1.0 ", "pl"),
    ("pl;q=x", "en-GB"),
    ("pl;q=1.2.3", "en-GB"),
    ("../../etc/passwd", "en-GB"),
    ("; ,,=;q=", "en-GB"),
    ("de," * 500 + "pl", "en-GB"),
]


@pytest.mark.parametrize(("asked", "tag"), ASKED)
def test_the_language_is_the_one_liked_best(several: Languages, asked: str, tag: str) -> None:
    assert several.choose(asked).tag == tag


@given(st.text(st.characters(max_codepoint=255), max_size=80))
def test_nothing_a_browser_sends_is_a_fault(asked: str) -> None:
    assert Languages().choose(asked) is ENGLISH


def test_english_needs_no_file(tmp_path: Path) -> None:
    assert list(Languages.read(tmp_path / "nowhere").by_tag) == ["en-GB"]


def test_a_message_is_turned_and_one_that_is_empty_stays_english(tmp_path: Path) -> None:
    polish = read(tmp_path, {"pl.po": POLISH}).choose("pl")
    with speaking(polish):
        assert language.gettext("Find help") == "Szukaj pomocy"
        assert language.gettext("Free") == "Free"
        assert language.gettext("") == ""
    assert language.gettext("Find help") == "Find help"


@pytest.mark.parametrize(("name", "direction"), [("pl", "ltr"), ("ar", "rtl"), ("ur", "rtl")])
def test_a_language_knows_which_way_it_is_written(
    tmp_path: Path, name: str, direction: str
) -> None:
    assert read(tmp_path, {f"{name}.po": POLISH}).choose(name).direction == direction


WRITTEN = [
    ("en", "3 March 2026", "3 March", "9am", "4:30pm", "12,345", "Monday", "a, b and c", "a or b"),
    ("pl", "3 marca 2026", "3 marca", "09:00", "16:30", "12\xa0345", "poniedziałek", "a, b i c",
     "a lub b"),
]  # fmt: skip


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: str(row[0]))
def test_dates_times_numbers_and_lists_are_written_its_way(
    tmp_path: Path, row: tuple[str, ...]
) -> None:
    day = date(2026, 3, 3)
    with speaking(read(tmp_path, {"pl.po": POLISH}).choose(row[0])):
        assert row[1:] == (
            language.write_date(day),
            language.write_date(day, with_year=False),
            language.write_clock(9, 0),
            language.write_clock(16, 30),
            language.write_number(12345),
            language.name_day(0),
            language.join_words(["a", "b", "c"]),
            language.join_words(["a", "b"], "or"),
        )


UNREADABLE = {
    "nothing": b"",
    "no translation": HEADER.encode() + b'msgid "Free"\nmsgstr ""\n',
    "not text": bytes(range(256)),
    "wrong letters": POLISH.encode().replace(b"utf-8", b"utf-8").replace(b"Szukaj", b"\xff\xfe"),
    "no such charset": POLISH.encode().replace(b"utf-8", b"utf-99"),
    "half a line": POLISH.encode()[:-20],
    "not a po file": b"Find help = Szukaj pomocy\n",
    "plurals that are code": POLISH.replace(
        "utf-8\\n", "utf-8\\nPlural-Forms: nplurals=2; plural=__import__('os');\\n"
    ).encode(),
    "plurals that divide by nothing": POLISH.replace(
        "utf-8\\n", "utf-8\\nPlural-Forms: nplurals=2; plural=5 % n;\\n"
    ).encode(),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_left_out_and_logged(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    write_files(tmp_path, {"pl.po": UNREADABLE[name], "ar.po": POLISH.encode()})
    with caplog.at_level(logging.ERROR):
        found = Languages.read(tmp_path / language.FOLDER)
    assert list(found.by_tag) == ["en-GB", "ar"]
    assert "pl.po" in caplog.text


def test_a_file_with_no_language_s_name_is_left_out(tmp_path: Path) -> None:
    assert list(read(tmp_path, {"klingon-or-so.po": POLISH}).by_tag) == ["en-GB"]


SPOILT = [
    ("Open now until {time}", "Otwarte do {godzina}"),
    ("Open now until {time}", "Otwarte do {time.__class__}"),
    ("Open now until {time}", "Otwarte do {time"),
    ("Open now until {time}", "Otwarte do {}"),
    ("Open now until {time}", "Otwarte do {time:>999999999}"),
    ("Run by %(provider)s", "Prowadzi %(kto)s"),
    ("Run by %(provider)s", "Prowadzi %(provider)d"),
    ("Find help", "Pomoc w 100 %"),
    ("Find help", "<script>alert(1)</script>"),
    ("Find help", "<img src=x onerror=alert(1)"),
]


@pytest.mark.parametrize(("english", "turned"), SPOILT)
def test_a_translation_that_would_break_a_page_stays_english(
    tmp_path: Path, english: str, turned: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = f'{HEADER}msgid "Free"\nmsgstr "Za darmo"\n\nmsgid "{english}"\nmsgstr "{turned}"\n'
    with caplog.at_level(logging.ERROR), speaking(read(tmp_path, {"pl.po": text}).choose("pl")):
        assert language.gettext(english) == english
        assert language.gettext("Free") == "Za darmo"
    assert english in caplog.text


def test_each_form_of_a_number_is_its_own(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"\n\n'
        'msgid "{number} place"\nmsgid_plural "{number} places"\n'
        'msgstr[0] "{number} miejsce"\nmsgstr[1] "{number} miejsca"\nmsgstr[2] "{number} miejsc"\n'
    )
    with speaking(read(tmp_path, {"pl.po": text}).choose("pl")):
        said = [language.ngettext("{number} place", "{number} places", n) for n in (1, 3, 5)]
    assert said == ["{number} miejsce", "{number} miejsca", "{number} miejsc"]


def test_a_language_saved_while_the_site_runs_is_taken_up(tmp_path: Path) -> None:
    live = LiveLanguages(tmp_path)
    assert live.languages.choose("ar") is ENGLISH
    write_files(tmp_path, {"ar.po": make_pseudo("ar")})
    live.refresh()
    assert live.languages.choose("ar").tag == "ar"
    write_files(tmp_path, {"ar.po": b"half a"})
    live.refresh()
    assert live.languages.choose("ar") is ENGLISH


class Noting(LiveLanguages):
    """Says when it has taken up a change."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.taken_up = asyncio.Event()

    def refresh(self) -> None:
        super().refresh()
        self._loop.call_soon_threadsafe(self.taken_up.set)

    async def follow(self) -> None:
        self._loop = asyncio.get_running_loop()
        await super().follow()


def test_a_site_that_watches_its_data_sees_a_new_language(tmp_path: Path) -> None:
    async def save_while_following() -> str:
        live = Noting(tmp_path)
        following = asyncio.create_task(live.follow())
        await asyncio.sleep(0)
        write_files(tmp_path, {"ar.po": make_pseudo("ar")})
        await asyncio.wait_for(live.taken_up.wait(), PATIENCE)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        return live.languages.choose("ar").tag

    assert asyncio.run(save_while_following()) == "ar"


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0%"),
        (0.0001, "1%"),
        (0.004, "1%"),
        (0.214, "21%"),
        (0.996, "99%"),
        (0.99999, "99%"),
        (1, "100%"),
    ],
)
def test_a_share_is_nought_or_all_only_where_it_is(share: float, written: str) -> None:
    assert language.write_share(share) == written
