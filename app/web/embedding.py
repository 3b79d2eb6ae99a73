"""The small frame that stands in other sites' pages: the questions, and help inside it.

Links in it open at the top, in the same tab; only what carries on inside says so. `embed.html`
draws every state of it, so that none of them is a blank box.
"""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.content.guides import Guide
from app.language import gettext as _
from app.language import mark, ngettext, write_number
from app.search.find import find
from app.search.outcomes import Request
from app.search.ranking import rank
from app.web.addresses import area_path, guide_path
from app.web.doubts import mark_cards
from app.web.framing import EMBED, Framing
from app.web.oembed import home_title
from app.web.presenters import NOBODY_SAID, show_card, show_general_crisis
from app.web.results import show_outcome
from app.web.sealing import Asked
from app.web.site import Visit
from app.web.tallying import count_search
from app.web.views import UNLISTED, Card, CrisisCard, Head, Link, ResultsPage, SearchForm

MOST_IN_FRAME = 5
MOST_WHEN_PLAIN = 2
"""In WordPress a frame grows to 1,000 pixels and no further."""
_LOOKED_THROUGH = 20
NOTHING_TYPED = mark("Tell us what would help, or where you are")


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """One state of the frame.

    `action` is where its form goes. `answers` says that someone asked for this, so reading goes
    on at its heading. `all` leads on to the site at the top.
    """

    template: ClassVar[str] = "embed.html"
    title: str
    heading: str
    framing: Framing
    action: str
    form: SearchForm
    topics: tuple[Link, ...]
    site: Link
    lead: str = ""
    crisis: CrisisCard | None = None
    notice: str = ""
    choices: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    also: tuple[Card, ...] = ()
    all: Link | None = None
    answers: bool = False
    head: Head = UNLISTED


def show_embed(framing: Framing, visit: Visit) -> EmbedPage:
    """Return the frame as its host set it up."""
    if framing.service:
        return _show_service(framing, visit)
    guide = visit.directory.catalogue.guides.get(framing.guide)
    if guide is not None:
        return _show_guide(guide, framing, visit)
    if not framing.shows_help:
        return _show_start(framing, visit)
    asked = Asked(need=framing.need, near=framing.near, area=framing.area)
    listed = bool(framing.listed)
    page = show_embed_answer(asked, framing, visit, unasked=not listed, counts=listed)
    if framing.listed:
        return page
    return replace(page, heading=page.title, lead=page.heading, answers=False)


def show_embed_answer(
    asked: Asked, framing: Framing, visit: Visit, *, unasked: bool = False, counts: bool = False
) -> EmbedPage:
    """Return the frame with what was found. It `counts` when a family asked for it just now.

    What stands there `unasked` is in a page that anyone at home may see, so no listing is in it
    whose name could give a family away.
    """
    request = Request(
        words=asked.q,
        near=asked.near,
        needs=tuple(slug for slug in asked.need.split(",") if slug),
        area=asked.area,
        limit=_LOOKED_THROUGH,
    )
    most = MOST_WHEN_PLAIN if framing.plain else MOST_IN_FRAME
    outcome = find(request, visit.directory, visit.now)
    if counts:
        count_search(outcome, asked, visit)
    catalogue = visit.directory.catalogue
    safe = [h for h in outcome.hits if not (unasked and catalogue.may_give_away(h.service))]
    results = show_outcome(replace(outcome, hits=tuple(safe[:most])), asked, visit.directory)
    start = _show_start(framing, visit)
    return replace(
        start,
        heading=results.heading,
        lead=results.lead,
        form=results.form,
        crisis=results.crisis,
        notice=results.notice,
        choices=results.choices,
        cards=mark_cards(results.cards, visit),
        also=mark_cards(results.also[: most - len(results.cards)], visit),
        all=link_all(results, asked, visit),
        answers=True,
    )


def link_all(results: ResultsPage, asked: Asked, visit: Visit) -> Link:
    """Return the link to the same search on the site, with what was typed sealed."""
    address = f"/find/{visit.site.seal.close(asked)}"
    if results.total <= len(results.cards):
        return Link(_("See more on Reach In"), address)
    words = ngettext("See {number} on Reach In", "See all {number} on Reach In", results.total)
    return Link(words.format(number=write_number(results.total)), address)


def ask_embed_again(asked: Asked, framing: Framing, visit: Visit, notice: str = "") -> EmbedPage:
    """Return the two questions again: nothing was typed, or the answer is too old (`notice`)."""
    problem = "" if notice else _(NOTHING_TYPED)
    start = _show_start(framing, visit)
    return replace(
        start,
        form=SearchForm(asked.q, asked.near or framing.near, words_problem=problem),
        notice=notice,
        crisis=show_general_crisis(visit.directory, visit.now),
    )


def show_embed_problem(heading: str, lead: str, visit: Visit) -> EmbedPage:
    """Return what the frame shows when something went wrong: who to phone, and a way on."""
    start = _show_start(Framing(), visit)
    crisis = show_general_crisis(visit.directory, visit.now)
    return replace(start, title=heading, heading=heading, lead=lead, crisis=crisis)


def _show_start(framing: Framing, visit: Visit) -> EmbedPage:
    title = framing.title or home_title()
    return EmbedPage(
        title=title,
        heading=title,
        framing=framing,
        action=framing.write(f"{EMBED}/find"),
        form=SearchForm(near=framing.near),
        topics=_link_topics(framing, visit),
        site=_link_site(framing, visit),
    )


def _link_topics(framing: Framing, visit: Visit) -> tuple[Link, ...]:
    """Return the first topics, to press: each shows help inside the frame."""
    needs = visit.directory.catalogue.needs.values()
    clear = replace(framing, service="", guide="", title="")
    return tuple(
        Link(need.short_title, clear.write(need=need.slug, listed="1"))
        for need in needs
        if need.first and need.slug != framing.need
    )


def _link_site(framing: Framing, visit: Visit) -> Link:
    area = visit.directory.catalogue.areas.get(framing.area)
    return Link(_("Go to Reach In"), area_path(area) if area is not None else "/")


def _show_service(framing: Framing, visit: Visit) -> EmbedPage:
    directory, start = visit.directory, _show_start(framing, visit)
    service = directory.catalogue.by_code.get(framing.service)
    if service is None:
        gone = _("The help may have moved or closed. You can look for it again.")
        return replace(start, heading=home_title(), title=home_title(), notice=gone)
    hits = rank((service,), NOBODY_SAID, {}, directory, visit.now, 1)
    cards = tuple(show_card(hit, directory.catalogue) for hit in hits)
    return replace(start, heading=_("Here is one place to get help"), cards=cards)


def _show_guide(guide: Guide, framing: Framing, visit: Visit) -> EmbedPage:
    read = Link(_("Read this page on Reach In"), guide_path(guide))
    start = _show_start(framing, visit)
    return replace(start, heading=guide.title, lead=guide.description, all=read)
