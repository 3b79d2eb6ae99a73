"""Made-up views to draw the parts of pages with: none can be taken for a place that helps.

Their numbers are of those kept for plays, which nobody answers.
"""

from dataclasses import replace

from app.web.area_views import CountedTile, Part, Row
from app.web.contact_cards import ContactLink
from app.web.open_data import FileCard
from app.web.sharing import show_sharing
from app.web.squares import draw_square
from app.web.tell_views import MissingForm, WrongChoice, WrongForm
from app.web.views import (
    AreaChoice,
    Card,
    Chip,
    ContactLine,
    CrisisCard,
    Helped,
    Link,
    Opening,
    Refining,
    SearchForm,
    Tick,
    TickGroup,
    Tile,
)
from app.web.wording import CHECKED, NOT_CHECKED

PHONE = ContactLine(
    label="Call",
    text="0141 496 0123",
    href="tel:01414960123",
    address="",
    urgent=True,
    leaves=False,
    note="",
    times="",
    name="",
)
TEXT = replace(PHONE, label="Text", text="07700 900123", href="sms:07700900123")
EMAIL = replace(
    PHONE,
    label="Email them",
    text="",
    href="mailto:hello@example.org",
    address="hello@example.org",
    urgent=False,
)
WEBSITE = replace(
    EMAIL,
    label="Go to their website",
    href="https://example.org",
    address="example.org",
    leaves=True,
)
OPEN = Opening("open", "Open until 4:30pm")
CLOSED = Opening("closed", "Closed: opens Monday 9am")
UNKNOWN = Opening("unknown", "Times not known: call first")
CARD = Card(
    id="an-example",
    name="The Example Pantry",
    href="/",
    provider="Example Families Together",
    summary="Choose a week’s food for your family for a small weekly fee.",
    reach_in="You can just turn up",
    cost="Free",
    where="1 mile, Example Street",
    opening=OPEN,
    contact=PHONE,
)
LINES = tuple(
    replace(CARD, name=f"Example Line {number}", opening=opening)
    for number, opening in (("One", OPEN), ("Two", CLOSED))
)
CRISIS = CrisisCard(
    "You deserve to be safe",
    ("someone is hurting you now", "you cannot get out"),
    "If it is not safe to talk, call 999, then press 55.",
    LINES,
)
FORM = SearchForm("we need food", "G51")
TILES = (
    Tile("Food", "/topics/food", "shopping"),
    Tile("Money and bills", "/topics/money", "purse"),
    Tile("A very long name for one small topic", "/", "house"),
)
PLACE, TOPIC, FREE = (
    Chip("near G51", "off", "place"),
    Chip("food", "off", "food"),
    Chip("Free", "drop", "free"),
)
TICKS = (
    TickGroup("Cost", (Tick("f-free", "free", "Free", "12, 3 more may be", chosen=False),)),
    TickGroup(
        "When",
        (
            Tick("f-open", "open", "Open now", "4", chosen=False),
            Tick("f-evening", "evening", "Evenings", "", chosen=False),
        ),
    ),
)
AREAS = (
    AreaChoice("example-east", "Example East", chosen=False),
    AreaChoice("example-west", "Example West", chosen=True),
)
REFINING = Refining("Showing help with", (), (), (TOPIC, PLACE), TICKS, (), 0)
ROW = Row("The Example Pantry", "/", "You can just turn up", PHONE)
PART = Part("Everyone", (), (ROW, replace(ROW, contact=None)), "Show 2 more", "These are examples.")
SQUARE = draw_square("https://example.org/areas/example")
SQUARE_ID = "i-square"
"""Begins as the ids do that a whole page shares."""
CHECKED_WORDS = CHECKED["phone"].format(date="3 May 2026", role="family support planner")
AGAIN = "We will check again by 3 November 2026."
NOT_CHECKED_WORDS = NOT_CHECKED
DUE = "It is due another check. Call first."
ADDRESS = ("example.org", "/areas", "/example")
UNKNOWN_CARD = replace(
    CARD, cost="We do not know the cost", opening=UNKNOWN, contact=None, where=""
)
LONG_CARD = replace(
    CARD,
    name="Example Families Together in Inverclyde and Kirkintilloch",
    provider="",
    opening=CLOSED,
    contact=WEBSITE,
)
DOUBTED_CARD = replace(CARD, doubt="This may have changed. Check before you go.")
STALE_CARD = replace(CARD, stale="Last checked in May 2025: call first.")
HELPED = Helped("aaaaaaaaaa", "food", "glasgow")
WRONG_CHOICES = (
    WrongChoice("wrong-closed", "closed", "It has closed"),
    WrongChoice("wrong-wrong-number", "wrong number", "The phone number is wrong"),
    WrongChoice("wrong-other", "other", "Something else"),
)
WRONG = WrongForm("aaaaaaaaaa", WRONG_CHOICES)
WRONG_TWICE = replace(
    WRONG,
    choice_problem="Choose what is wrong",
    words="It moved last month.",
    words_problem="Use 500 letters or fewer. Now there are 512.",
)
MISSING = MissingForm(AREAS)
MISSING_NOTHING = replace(MISSING, words_problem="Tell us what is missing")
_PICKED = tuple(replace(g, ticks=tuple(t._replace(chosen=True) for t in g.ticks)) for g in TICKS)
CHOSEN = replace(REFINING, groups=_PICKED, areas=AREAS, chosen=3, chips=(TOPIC, PLACE, FREE))
NOTHING_TYPED = "Tell us what would help, or where you are."
NO_SUCH_PLACE = "We do not know that place. Try a postcode."
COUNTED = tuple(
    CountedTile(tile.title, counted, tile.href, tile.picture)
    for tile, counted in zip(TILES, ("12 places", "1 place", ""), strict=True)
)
LINKS = (Link("Example East", "/areas"), Link("Example West", "/areas"))
SHARING = show_sharing("/services/aaaaaaaaaa", "https://example.org")
NAMED = ContactLink("/", CARD.name, is_bland=False)
FILE = FileCard(
    kind="CSV",
    title="A table",
    use="Open it in Excel or another spreadsheet.",
    href="/open-data/services.csv",
    size="96 kB",
    sha256="0123456789abcdef" * 4,
)
