"""A listing's name, who runs it and its summary: the feed's words, plain and not too long."""

from app.openreferral.drafts import Value
from app.openreferral.reading.markup import cut_text, plain_name, plain_text
from app.openreferral.reading.moments import read_date, write_day
from app.openreferral.reading.parts import Part, dropped, guessed, mapped
from app.openreferral.reading.shape import Listing

LONGEST_NAME, LONGEST_PROVIDER, LONGEST_SUMMARY = 120, 160, 400


def read_name(listing: Listing) -> Part:
    """Return `name`."""
    whole = plain_name(listing.name or "")
    name, rest = cut_text(whole, LONGEST_NAME)
    if not name:
        return Part()
    other = plain_name(listing.other_name or "")
    asides = [f"It is also called: {other}."] if other and other != whole else []
    note = mapped("name", "The name in the feed.")
    if rest:
        note = guessed(
            "name", "The name is long, so it is cut. The whole is in the planners' note."
        )
        asides.append(f"Its whole name: {whole}")
    return Part({"name": name}, (note,), tuple(asides))


def read_provider(listing: Listing) -> Part:
    """Return `provider`; where the feed names none, the service's own name stands in."""
    provider, rest = cut_text(plain_name(listing.provider or ""), LONGEST_PROVIDER)
    if provider:
        asides = (
            (f"The provider's whole name: {plain_text(listing.provider or '')}",) if rest else ()
        )
        return Part({"provider": provider}, (mapped("provider", "The organisation."),), asides)
    name, _ = cut_text(plain_name(listing.name or ""), LONGEST_PROVIDER)
    if not name:
        return Part()
    message = "The feed does not say who runs it: its own name stands here until you find out."
    return Part({"provider": name}, (guessed("provider", message),), (message,))


def read_summary(listing: Listing) -> Part:
    """Return `summary`; what does not fit is kept for planners."""
    text, own = plain_text(listing.description or ""), True
    if not text:
        text, own = plain_text(listing.provider_description or ""), False
    if not text:
        return Part()
    summary, rest = cut_text(text, LONGEST_SUMMARY)
    note = mapped("summary", "The description in the feed.")
    if not own:
        note = guessed("summary", "It has no description: this is its organisation's.")
    if not rest:
        return Part({"summary": summary}, (note,))
    cut = guessed("summary", "The description is long: its end is in the planners' note.")
    return Part({"summary": summary}, (note, cut), (f"It goes on: {rest}",))


def read_dates(listing: Listing) -> Part:
    """Return how old the facts are. A feed's own assurance is shown, and is no check of ours."""
    fields: dict[str, Value] = {"basis": "source"}
    assured = read_date(listing.assured)
    if assured is None:
        note = dropped("assured_date", "The date it was assured cannot be read.")
        return Part(fields, (note,) if listing.assured else ())
    told = write_day(assured)
    fields["sources_dated"] = f"The feed says it was last assured on {told}."
    return Part(fields, (mapped("sources_dated", f"Last assured on {told}. Check how old it is."),))


def read_extras(listing: Listing) -> Part:
    """Keep for planners what no field of ours can hold; say what is left out."""
    asides = []
    notes = []
    if alert := plain_text(listing.alert or ""):
        asides.append(f"An alert in the feed: {alert}")
        notes.append(mapped("planners_note", "The feed has an alert: should families know it?"))
    for key, text in listing.extras:
        if key != "alternate_name" and (told := plain_text(text)):
            asides.append(f"{key.replace('_', ' ').capitalize()}: {told}")
            notes.append(mapped("planners_note", f"We have no field for {key}: it is kept there."))
    notes += [dropped(key, "We have no field for it.") for key in listing.unread]
    return Part({}, tuple(notes), tuple(asides))
