"""What families read is measured as they meet it, and told with what to mend."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import command
from app.config import PROJECT
from app.content.catalogue import Catalogue
from app.content.pieces import join_pieces, pieces_of
from app.content.plainness import (
    ALLOWED,
    Allowed,
    Reading,
    judge,
    names_in,
    read_listings,
    read_page,
    read_topics,
    summarise,
)
from app.content.wording import WordingGuide
from tests.web.small_data import write_small_data

HARD = (
    "Nevertheless, continental geography fundamentally determined agricultural opportunities "
    "everywhere. Simultaneously, industrial populations considerably multiplied."
)
LONG = "You can " + "go and " * 9 + "stop."


@pytest.fixture(scope="module")
def guide(data: Path) -> WordingGuide:
    return WordingGuide.read(data / "wording.csv")


@pytest.fixture(scope="module")
def allowed(data: Path) -> Allowed:
    return Allowed.read(data / ALLOWED)


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("<h1>One</h1><p>Two <b>three</b>.</p>", ("One", "Two three.")),
        ("<ul><li>One</li><li>Two\n  words</li></ul>", ("One", "Two words")),
        ("<p>Ask <a href='/'>them</a> now</p>", ("Ask them now",)),
        ("<a class='x' href='/'>One</a><a class='y' href='/'>Two</a>", ("One", "Two")),
        ("<script>no</script><svg><path/></svg><style>no</style><pre>no</pre>", ()),
        ("<p>Write <code>reachin check --all</code> here</p>", ("Write it here",)),
        ("<nav aria-label='About us'><p>One</p></nav>", ("About us", "One")),
        ("<img alt=''><img alt='A cup'>", ("A cup",)),
        ("<p>Fish &amp; chips &#8217;</p>", ("Fish & chips ’",)),
    ],
)
def test_a_page_is_read_in_pieces(html: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(html) == pieces


def test_each_piece_ends_as_a_sentence() -> None:
    pieces = ("Find help", "Who can ask?", "You can:", "You said “go.”", "It is free.")
    assert join_pieces(pieces) == "Find help. Who can ask? You can. You said “go.” It is free."


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        (("You can ask.", "It is free."), []),
        ((HARD,), ["grade 33.2 → make it 5 or less"]),
        ((LONG,), [f'21 words in "{LONG}" → make it 20 or fewer']),
        (("They met their siblings.",),
         ['"siblings" in "They met their siblings." → brothers and sisters']),
    ],
)  # fmt: skip
def test_what_is_hard_or_cold_is_told(
    pieces: tuple[str, ...], told: list[str], guide: WordingGuide
) -> None:
    assert list(judge(Reading("/x", pieces), guide, Allowed())) == told


@pytest.mark.parametrize(
    ("row", "pieces"),
    [
        ("siblings,/x,its own name", ("They met their siblings.",)),
        ("Siblings,*,its own name", ("They met their siblings.",)),
        (f"{LONG},/x,a law says so", (LONG,)),
        ("grade 34,/x,for professionals", (HARD,)),
    ],
)
def test_what_is_allowed_with_a_reason_may_stand(
    row: str, pieces: tuple[str, ...], guide: WordingGuide, tmp_path: Path
) -> None:
    (tmp_path / ALLOWED).write_text(f"term,where,reason\n{row}\n", encoding="utf-8")
    allowed = Allowed.read(tmp_path / ALLOWED)
    assert list(judge(Reading("/x", pieces), guide, allowed)) == []
    elsewhere = list(judge(Reading("/y", pieces), guide, allowed))
    assert bool(elsewhere) == ("*" not in row)


def test_nothing_is_allowed_without_a_reason(guide: WordingGuide, tmp_path: Path) -> None:
    (tmp_path / ALLOWED).write_text("term,where,reason\nsiblings,*,\n", encoding="utf-8")
    allowed = Allowed.read(tmp_path / ALLOWED)
    assert list(judge(Reading("/x", ("Your siblings.",)), guide, allowed))


def test_names_are_left_out() -> None:
    html = "<title>Hi</title><p>Round it</p><main><p>Ask The Siblings Trust.</p><p>NHS</p></main>"
    reading = read_page("/x", html, ("The Siblings Trust", "NHS"))
    assert reading.pieces == ("Hi", "Ask it.")


def test_a_summary_says_how_many_and_which_are_hardest() -> None:
    easy, hard = (
        Reading(name, (text,))
        for name, text in (("a", "We help you. " * 8 + "We help you."), ("b", HARD))
    )
    short = Reading("c", ("Institutionalisation",))
    said = summarise("pages", (easy, short, hard))
    assert said.startswith("2 pages: mean reading grade 15.3.")
    assert said.endswith("Hardest: b 33.2, a -2.6.")
    assert summarise("pages", ()) == "0 pages: mean reading grade 0.0. Hardest: none."


def test_every_listing_is_easy_and_kind(
    published: Catalogue, guide: WordingGuide, allowed: Allowed
) -> None:
    readings = [*read_listings(published), *read_topics(published)]
    assert len(readings) == len(published.live) + 2
    told = [(r.where, line) for r in readings for line in judge(r, guide, allowed)]
    assert told == []


def test_names_hold_no_words_of_ours(published: Catalogue) -> None:
    names = names_in(published)
    assert {"Samaritans", "Glasgow South"} <= set(names)
    assert not {"Free", "Call", "Find help"} & set(names)


def run_check(folder: Path, var: Path, *options: str) -> tuple[int, str, str]:
    environment = {"REACHIN_VAR": str(var)}
    typed = ["check", "--wording", "--data", str(folder), *options]
    result = CliRunner().invoke(command, typed, env=environment)
    return result.exit_code, result.stdout, result.stderr


def test_check_says_how_plain_it_all_reads(tmp_path: Path) -> None:
    code, said, told = run_check(write_small_data(tmp_path / "data"), tmp_path)
    assert (code, told) == (0, "")
    listings, pages, end = said.splitlines()
    assert listings.startswith("1 listings: mean reading grade ")
    assert "/topics/food" in pages or "data/needs.yaml" in pages
    assert end == "0 things to mend."


def test_check_says_what_to_mend(tmp_path: Path) -> None:
    folder = write_small_data(tmp_path / "data")
    (folder / "pages").mkdir()
    words = (PROJECT / "data" / "pages" / "about.md").read_text(encoding="utf-8")
    facts = words.split("---\n")[1]
    (folder / "pages" / "hard.md").write_text(f"---\n{facts}---\nYour siblings.\n\n{HARD}\n")
    code, said, told = run_check(folder, tmp_path)
    assert code == 1
    grade, term = told.splitlines()
    assert grade.startswith("/hard: grade ")
    assert term == '/hard: "siblings" in "Your siblings." → brothers and sisters'
    assert said.splitlines()[-1] == "2 things to mend."
    code, said, _ = run_check(folder, tmp_path, "--json")
    assert code == 1
    assert '"/hard"' in said
