"""Pages in Markdown are read as planners write them, and every slip is told with its line."""

from pathlib import Path

import pytest

from app.content.catalogue import Catalogue
from app.content.faults import BrokenContent
from app.content.guides import Guide
from app.content.loading import digest_of, load_catalogue
from app.places import Gazetteer
from tests.content.folders import FILES, write_files
from tests.content.reports import faults_in

HEAD = """\
---
title: Your right to help
description: Who can ask, and what for.
group: asking
order: 10
updated: 2026-11-22
---
"""
WORDS = "You can ask.\n\n## Who can ask?\n\nYou can. See [food](/topics/food).\n"
GUIDE = HEAD + WORDS


def write_guides(root: Path, **guides: str | bytes) -> Path:
    """Write a data folder with these pages; "_" in a name stands for "-"."""
    files: dict[str, str | bytes | None] = dict(FILES)
    files |= {f"pages/{name.replace('_', '-')}.md": text for name, text in guides.items()}
    return write_files(root, files)


def load(folder: Path, gazetteer: Gazetteer) -> Catalogue:
    return load_catalogue(folder, gazetteer).catalogue


def test_a_page_is_its_facts_and_its_words(tmp_path: Path, gazetteer: Gazetteer) -> None:
    guide = load(write_guides(tmp_path, your_right=GUIDE), gazetteer).guides["your-right"]
    assert (guide.title, guide.bland, guide.group, guide.order) == (
        "Your right to help", None, "asking", 10,
    )  # fmt: skip
    assert guide.updated.isoformat() == "2026-11-22"
    assert not guide.contact
    assert '<h2 id="who-can-ask">Who can ask?</h2>' in guide.prose.html
    assert '<a href="/topics/food">food</a>' in guide.prose.html


def test_a_page_may_be_bland_and_say_where_to_write(tmp_path: Path, gazetteer: Gazetteer) -> None:
    text = GUIDE.replace("order: 10\n", "order: 10\nbland: Help and support\ncontact: yes\n")
    guide = load(write_guides(tmp_path, a=text), gazetteer).guides["a"]
    assert (guide.bland, guide.contact) == ("Help and support", True)


def test_pages_stand_by_group_and_order(tmp_path: Path, gazetteer: Gazetteer) -> None:
    about = GUIDE.replace("group: asking", "group: about")
    late = GUIDE.replace("order: 10", "order: 20")
    guides = load(write_guides(tmp_path, a=about, b=late, c=GUIDE), gazetteer).guides
    assert list(guides) == ["c", "b", "a"]


def test_guides_cannot_be_changed(tmp_path: Path, gazetteer: Gazetteer) -> None:
    guides = load(write_guides(tmp_path, a=GUIDE), gazetteer).guides
    assert not hasattr(guides, "__setitem__")
    with pytest.raises(ValueError, match="frozen"):
        guides["a"].title = "Other"  # type: ignore[misc]


def test_a_folder_without_pages_is_fine(tmp_path: Path, gazetteer: Gazetteer) -> None:
    assert load(write_files(tmp_path, FILES), gazetteer).guides == {}


def test_the_digest_names_the_pages_too(tmp_path: Path) -> None:
    folder = write_guides(tmp_path, a=GUIDE)
    before = digest_of(folder)
    (folder / "pages" / "a.md").write_text(GUIDE + "More.\n")
    assert digest_of(folder) != before


MISTAKES: dict[str, tuple[str | bytes, list[str]]] = {
    "unknown key": (
        GUIDE.replace("order: 10", "oder: 10"),
        ['5: oder: "oder" is not a field → did you mean "order"?'],
    ),
    "no title": (
        GUIDE.replace("title: Your right to help\n", ""),
        ['2: title: "title" is missing → add a line "title: ..."'],
    ),
    "bad date": (
        GUIDE.replace("2026-11-22", "22/11/2026"),
        ['6: updated: "22/11/2026" is not a date → write it like 2026-11-30'],
    ),
    "bad order": (
        GUIDE.replace("order: 10", "order: first"),
        ['5: order: "first" is not a whole number → write one like 10'],
    ),
    "order too small": (
        GUIDE.replace("order: 10", "order: -1"),
        ['5: order: "-1" is too small → write 0 or more'],
    ),
    "bad group": (
        GUIDE.replace("group: asking", "group: askin"),
        ['4: group: "askin" is not one of ours → did you mean "asking"?'],
    ),
    "a field twice": (
        GUIDE.replace("order: 10", "order: 10\norder: 20"),
        ['6: "order" is written twice (first on line 5) → keep one of them'],
    ),
    "no fences": (
        WORDS,
        ['1: the facts must stand first, between two lines of "---" → add those lines'],
    ),
    "one fence": (
        GUIDE.replace("2026-11-22\n---\n", "2026-11-22\n"),
        ['1: the facts must stand first, between two lines of "---" → add those lines'],
    ),
    "no facts": (
        f"---\n---\n{WORDS}",
        ['1: there are no facts between the lines of "---" → add title: and the others'],
    ),
    "colon in a fact": (
        GUIDE.replace("Who can ask, and", "Ask: who, and"),
        ['3: a colon inside the text confuses this line → put the whole text in "quotes"'],
    ),
    "no words": (
        HEAD,
        ['8: there are no words below the second "---" → write the page there'],
    ),
    "a second title": (
        GUIDE.replace("## Who", "# Who"),
        ['10: the title is the one big heading → write "## Who can ask?"'],
    ),
    "a heading too small": (
        GUIDE.replace("## Who", "#### Who"),
        ['10: a smaller heading than fits here → write "## Who can ask?"'],
    ),
    "a page that is not there": (
        GUIDE.replace("/topics/food", "/topics/foods"),
        ['12: we have no page "/topics/foods" → did you mean "/topics/food"?'],
    ),
    "a link in a long paragraph": (
        HEAD + "One\ntwo [three](/) four\n[five](/nowhere-at-all-at-all) six.\n",
        ['10: we have no page "/nowhere-at-all-at-all" → take the link away'],
    ),
    "a link without a start": (
        GUIDE.replace("/topics/food", "www.example.org"),
        ['12: "www.example.org" leads nowhere → start it with / for our pages,'
         " https:// for others"],
    ),
    "a link to no heading": (
        GUIDE.replace("/topics/food", "#who"),
        ['12: no heading here has the name "#who" → copy the words of a heading, with dashes'],
    ),
    "not UTF-8": (
        GUIDE.encode() + b"\xff",
        ["1: a letter in this file is not UTF-8 → save the file with UTF-8 encoding"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, gazetteer: Gazetteer, name: str) -> None:
    text, told = MISTAKES[name]
    folder = write_guides(tmp_path, a_page=text)
    faults = faults_in(folder, gazetteer)
    assert [str(fault) for fault in faults] == [f"data/pages/a-page.md:{line}" for line in told]
    with pytest.raises(BrokenContent):
        load_catalogue(folder, gazetteer)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("topics", '"/topics" is the address of another page → give the file another name'),
        ("Our_page", '"Our-page" is the address → name the file with a-z, 0-9 and dashes'),
    ],
)
def test_a_page_cannot_take_any_address(
    tmp_path: Path, gazetteer: Gazetteer, name: str, told: str
) -> None:
    faults = faults_in(write_guides(tmp_path, **{name: GUIDE}), gazetteer)
    assert [fault.message for fault in faults] == [told]


@pytest.mark.parametrize(
    "link",
    ["/", "/a", "/a#who-can-ask", "#who-can-ask", "/find", "/topics/now", "/areas/glasgow",
     "/areas/glasgow/food", "/services/govan-pantry", "tel:999", "mailto:hello@example.org",
     "https://example.org/x"],
)  # fmt: skip
def test_a_link_may_lead_to(tmp_path: Path, gazetteer: Gazetteer, link: str) -> None:
    text = GUIDE.replace("/topics/food", link)
    guide = load(write_guides(tmp_path, a=text), gazetteer).guides["a"]
    assert [each.href for each in guide.prose.links] == [link]
    told_nothing = ' rel="noreferrer noopener"' if link.startswith("https") else ""
    assert f'<a href="{link}"{told_nothing}>' in guide.prose.html


def test_a_listing_that_is_put_away_cannot_be_led_to(tmp_path: Path, gazetteer: Gazetteer) -> None:
    away = FILES["services.yaml"].replace("  cost: low cost", "  status: paused\n  cost: low cost")
    text = GUIDE.replace("/topics/food", "/services/govan-pantry")
    files = {**FILES, "services.yaml": away, "pages/a.md": text}
    (fault,) = faults_in(write_files(tmp_path, files), gazetteer)
    assert 'we have no page "/services/govan-pantry"' in fault.message


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("Ask: “why?” and don't stop", "<p>Ask: “why?” and don’t stop</p>"),
        ("## Main\n\n## Main", '<h2 id="main-2">Main</h2>\n<h2 id="main-3">Main</h2>'),
        ("## ?!", '<h2 id="part">?!</h2>'),
    ],
)
def test_words_are_shown_and_never_run(
    tmp_path: Path, gazetteer: Gazetteer, written: str, shown: str
) -> None:
    guide: Guide = load(write_guides(tmp_path, a=f"{HEAD}{written}\n"), gazetteer).guides["a"]
    assert guide.prose.html.strip() == shown
