"""A planners' desk for pictures: one account, and some made-up answers of made-up families."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from app.planning.accounts import COMMAND
from app.voice import Said
from app.web.site import Site

EMAIL = "morag@council.example"
PASSWORD = "a picture needs no secret"  # noqa: S105
DAY = date(2026, 11, 25)
LISTING = "the-govan-pantry"
ANSWERS = (
    *[Said("wrong", "wrong number", LISTING, "glasgow-south", "food")] * 2,
    Said(
        "wrong", "wrong hours", LISTING, "glasgow-south", "food", "Shut when we came on Wednesday."
    ),
    Said("right", "yes", "samaritans"),
    Said("missing", "", None, "south-ayrshire", "money", "Somewhere open on a Sunday."),
)
COUNTS = (("food", "glasgow-south", 12), ("money", "glasgow-south", 40), ("money", "glasgow", 3))


def furnish(site: Site) -> None:
    """Make the account, and keep what the pictures show. The site must have planning on."""
    assert site.office is not None
    site.office.accounts.add(EMAIL, "Morag Example", "planner", (), PASSWORD, COMMAND)
    voice = site.voice.voice
    for said in ANSWERS:
        voice.keep(said)
    voice.reply(
        "The shop was shut on some Wednesdays.", "We asked. They are open until 3 now.", None
    )
    for need, area, times in COUNTS:
        for _ in range(times):
            site.voice.tallies.note(need, area, "nothing exact", DAY)
    site.voice.tallies.write()


def sign_in(page: Page, base: str) -> None:
    """Come in as the planner."""
    page.goto(f"{base}/planning")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out", exact=True).wait_for()


def _open(path: str) -> Callable[[Page, str], None]:
    def steps(page: Page, base: str) -> None:
        page.goto(base + path)

    return steps


DESK_SHOTS: dict[str, Callable[[Page, str], None]] = {
    "planning": _open("/planning"),
    "planning-listings": _open("/planning/listings?area=glasgow-south"),
    "planning-listing": _open(f"/planning/listings/{LISTING}"),
    "planning-inbox": _open("/planning/voice"),
    "planning-unmet": _open("/planning/voice/unmet"),
    "planning-reply": _open(f"/planning/voice/replies/new?listing={LISTING}"),
    "planning-new": _open("/planning/listings/new"),
    "planning-edit": _open(f"/planning/listings/{LISTING}/edit"),
    "planning-checks": _open("/planning/checks"),
    "planning-coverage": _open("/planning/coverage?area=glasgow-south"),
    "planning-coverage-map": _open("/planning/coverage?area=glasgow-south&need=food#part-walk"),
    "planning-report": _open("/planning/report/glasgow-south"),
    "planning-links": _open("/planning/links"),
    "planning-closures": _open("/planning/closures?q=govan"),
    "planning-duplicates": _open("/planning/duplicates"),
    "planning-tables": _open("/planning/tables"),
    "planning-who-may": _open("/planning/who-may"),
}
