"""Words are put into templates when they are read: each language's own, and as words only."""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import ClassVar

import pytest
from babel import Locale

from app.language import ENGLISH, Language, speaking
from app.web.assets import Asset, Assets
from app.web.rendering import Renderer
from app.web.views import UNLISTED, Frame, Head

TEMPLATE = '<p>{{ _("Call") }} {{ page.title }}</p>\n{% if page.title %}{{ _("Free") }}{% endif %}'
STYLES = Asset("/static/site.0.css", b"", "text/css")


@dataclass(frozen=True)
class OnePage:
    title: str
    template: ClassVar[str] = "one.html"
    head: Head = UNLISTED


class Said(NullTranslations):
    """Says what a table says."""

    def __init__(self, said: Mapping[str, str]) -> None:
        super().__init__()
        self._said = said

    def gettext(self, message: str) -> str:
        return self._said.get(message, message)


def draw(folder: Path, template: str, *readers: Language) -> list[str]:
    (folder / "one.html").write_text(template, encoding="utf-8")
    renderer = Renderer(folder, Assets({"site.css": STYLES}), "https://example.org")
    drawn = []
    for reader in readers:
        with speaking(reader):
            drawn.append(renderer.draw(OnePage("us"), Frame("", ())))
    return drawn


def test_each_reader_gets_their_own_words(tmp_path: Path) -> None:
    polish = Language(Locale("pl"), Said({"Call": "Zadzwoń", "Free": "Za darmo"}))
    english = "<p>Call us</p>\nFree"
    drawn = draw(tmp_path, TEMPLATE, ENGLISH, polish, ENGLISH)
    assert drawn == [english, "<p>Zadzwoń us</p>\nZa darmo", english]


def test_words_that_were_read_again_are_new(tmp_path: Path) -> None:
    before, after = (Language(Locale("pl"), Said({"Free": word})) for word in ("A", "B"))
    assert draw(tmp_path, TEMPLATE, before, after) == ["<p>Call us</p>\nA", "<p>Call us</p>\nB"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("{{ page.title }}", "{{ page.title }}"),
        ("{%% if", "{% if"),
        ("{#", "{#"),
        ("a\nb", "a\nb"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ('"', "&#34;"),
        (" ", " "),
        ("\\1 100%%", "\\1 100%"),
    ],
)
def test_a_translation_is_never_read_as_a_template(tmp_path: Path, said: str, shown: str) -> None:
    reader = Language(Locale("pl"), Said({"Call": said}))
    assert draw(tmp_path, TEMPLATE, reader) == [f"<p>{shown} us</p>\nFree"]


def test_files_are_addressed_by_their_content(tmp_path: Path) -> None:
    template = '<link href="{{ asset("site.css") }}">'
    assert draw(tmp_path, template, ENGLISH) == ['<link href="/static/site.0.css">']
