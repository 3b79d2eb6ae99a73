"""What families see when they tell us something: the forms, thanks at once, and help again."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from app.content.codes import code_of
from app.content.models import Service
from app.language import gettext as _
from app.language import mark
from app.search.find import find_anyone
from app.search.outcomes import CrisisFirst, Hit, NothingExact, Outcome
from app.voice import MOST_WORDS
from app.web.addresses import service_path
from app.web.presenters import show_cards, show_general_crisis
from app.web.sealing import Asked
from app.web.site import Visit
from app.web.tallying import area_asked, area_of, need_of
from app.web.tell_views import MissingForm, TellPage, WrongChoice, WrongForm
from app.web.views import AreaChoice, Card, Helped, Link

TITLE = mark("Tell us")
"""The title of every page of this room: browsers keep titles."""
MOST_LINES = 3
_LOOKED_THROUGH = 20
WRONG = {
    "closed": mark("It has closed"),
    "wrong number": mark("The phone number is wrong"),
    "wrong hours": mark("The opening times are wrong"),
    "did not answer": mark("No one answered"),
    "not kind": mark("They were not kind"),
    "other": mark("Something else"),
}
"""What can be wrong with a listing, as `app.voice` names it and as families read it."""
THANKS = {
    "yes": mark("We are glad. It helps us to know."),
    "not-yet": mark("We are sorry. These people help with most things. You can call them."),
    "right": mark("It helps us to know that this is still right."),
    "not-right": mark("Can you tell us what is wrong? You can skip this."),
    "wrong": mark("The people who look after this list will see it."),
    "missing": mark("The people who plan help for families will see it."),
    "heard": mark("The people who plan help will see it, but not today. You can call someone now."),
}
"""What is said after thanks, by the name that stands in the address and tells an onlooker nothing.

"heard" is for words that tell of danger.
"""
CHOOSE = mark("Choose what is wrong")
SAY = mark("Tell us what is missing")


def ask_helped(outcome: Outcome, asked: Asked, sealed: str) -> Helped | None:
    """Return the question that stands below the list of a search; nobody in danger is asked."""
    if isinstance(outcome, CrisisFirst):
        return None
    understood = outcome.understood
    is_empty = isinstance(outcome, NothingExact)
    return Helped(sealed, need_of(understood), area_of(understood, asked), is_empty)


def ask_missing(visit: Visit, area: str = "", words: str = "") -> MissingForm:
    """Return the form for what is missing, filled in as it was."""
    areas = visit.directory.catalogue.areas.values()
    choices = tuple(AreaChoice(each.slug, each.name, each.slug == area) for each in areas)
    return MissingForm(choices, words)


def judge_missing(form: MissingForm) -> MissingForm:
    """Return the form with what is wrong with it."""
    problem = _judge_words(form.words) if form.words else _(SAY)
    return replace(form, words_problem=problem)


def ask_wrong(service: Service, chosen: str = "", words: str = "") -> WrongForm:
    """Return the form for what is wrong with a listing, filled in as it was."""
    choices = tuple(
        WrongChoice(f"wrong-{value.replace(' ', '-')}", value, _(label))
        for value, label in WRONG.items()
    )
    return WrongForm(code_of(service.id), choices, chosen, words)


def judge_wrong(form: WrongForm) -> WrongForm:
    """Return the form with what is wrong with it."""
    unknown = "" if form.chosen in WRONG else _(CHOOSE)
    return replace(form, choice_problem=unknown, words_problem=_judge_words(form.words))


def show_missing(form: MissingForm) -> TellPage:
    """Return the page to tell us what is missing on."""
    lead = _("Did you look for help and not find it? Tell us what it was.")
    site = _("You can also tell us what you think of this site.")
    return TellPage(_title(form), _(SAY), f"{lead} {site}", missing=form)


def show_wrong(form: WrongForm, service: Service, visit: Visit) -> TellPage:
    """Return the page to say on what is wrong with a listing."""
    back = link_listing(service, visit)
    return TellPage(_title(form), _("Tell us what is wrong"), service.name, wrong=form, back=back)


def show_thanks(said: str, back: str, visit: Visit) -> TellPage:
    """Return the page that says thanks and leads back to help: to a list, or to a listing."""
    service = visit.directory.catalogue.by_code.get(back)
    page = TellPage(_("Thank you"), _("Thank you"), _(THANKS[said]))
    if service is not None:
        area, link = area_of_listing(service), link_listing(service, visit)
    else:
        area, link = _find_list(back, visit)
    page = replace(page, back=link, lines_title=_("People you can call"))
    page = replace(page, lines=show_people(area, visit), asks_missing=said == "not-yet")
    if said == "heard":
        return replace(page, crisis=show_general_crisis(visit.directory, visit.now))
    if said == "not-right" and service is not None:
        return replace(page, wrong=ask_wrong(service))
    return page


def show_too_many(page: TellPage, *, wrote: bool) -> TellPage:
    """Return a page as it was, for a place that has sent very many; nobody is blamed."""
    lead = _("Many messages came from your wifi or network in a short time.")
    again = _("Wait 10 minutes, then send it again.")
    kept = _("What you wrote is still here.") if wrote else ""
    heading = _("We could not take that just now")
    return _stop(page, heading, " ".join(part for part in (lead, kept, again) if part))


def show_down(page: TellPage, area: str, visit: Visit, *, wrote: bool) -> TellPage:
    """Return a page as it was, for when nothing can be kept, with who else can be told."""
    lead = _("This is our fault, not yours.")
    again = _("Wait a few minutes, then send it again.")
    kept = _("What you wrote is still here.") if wrote else ""
    said = " ".join(part for part in (lead, kept, again) if part)
    page = _stop(page, _("We could not keep that just now"), said)
    contact = visit.site.contact
    if contact:
        return replace(page, write=Link(contact, _write_to(contact, page)))
    title = _("Or tell these people")
    return replace(page, lines_title=title, lines=_show_offices(area, visit))


def show_people(area: str, visit: Visit) -> tuple[Card, ...]:
    """Return people to phone about anything: in an area, or else in all of the country.

    Who helps with most kinds of thing comes first.
    """
    areas = visit.directory.catalogue.areas.values()
    widest = next((each.slug for each in areas if not each.local), "")
    hits = find_anyone(area or widest, visit.directory, visit.now, _LOOKED_THROUGH)
    return _show_lines(sorted(hits, key=lambda hit: -len(hit.service.needs)), visit)


def _show_offices(area: str, visit: Visit) -> tuple[Card, ...]:
    """Return who can be told that something is wrong: the offices of an area, or of all areas."""
    return _show_lines(find_anyone(area, visit.directory, visit.now), visit)


def _show_lines(hits: Sequence[Hit], visit: Visit) -> tuple[Card, ...]:
    """Return the first of them, or who always answers where there are none."""
    if not hits:
        return show_general_crisis(visit.directory, visit.now).lines
    return show_cards(hits[:MOST_LINES], visit.directory.catalogue)


def link_listing(service: Service, visit: Visit) -> Link:
    """Return the way back to a listing."""
    words = _("Back to {name}").format(name=service.name)
    return Link(words, service_path(service, visit.directory.catalogue))


def _find_list(back: str, visit: Visit) -> tuple[str, Link]:
    """Return the area of a sealed search and the way back to it; else the way to a new one."""
    asked = visit.site.seal.open(back) if back else None
    if asked is None:
        return "", Link(_("Find help near you"), "/")
    return area_asked(asked, visit), Link(_("Back to what you found"), f"/find/{back}")


def area_of_listing(service: Service) -> str:
    """Return the first area that a listing is for."""
    return service.areas[0]


def _judge_words(words: str) -> str:
    over = len(words) - MOST_WORDS
    said = _("Use {most} letters or fewer. Now there are {number}.")
    return said.format(most=MOST_WORDS, number=len(words)) if over > 0 else ""


def _title(form: MissingForm | WrongForm) -> str:
    return _("Error: Tell us") if form.problems else _(TITLE)


def _stop(page: TellPage, heading: str, lead: str) -> TellPage:
    return replace(page, title=_(TITLE), heading=heading, lead=lead)


def _write_to(contact: str, page: TellPage) -> str:
    """Return a link that opens an email to us; it names a listing by its code alone."""
    if page.wrong is None:
        return f"mailto:{contact}"
    subject = quote(_("Something is wrong: {code}").format(code=page.wrong.code), safe="")
    return f"mailto:{contact}?subject={subject}"
