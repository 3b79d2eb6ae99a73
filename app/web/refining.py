"""What we understood and what can be chosen, as chips and ticks that work with no script."""

from functools import lru_cache

from app.content.catalogue import Catalogue
from app.language import Language, current, write_number
from app.language import gettext as _
from app.places import Place
from app.search.filters import GROUPS, OPTIONS, Count, Option, OptionGroup
from app.search.outcomes import Choices, Outcome, OutsideArea, Understood
from app.search.reasons import lower_first, say_area
from app.search.understanding import PLACE_OFF, need_off
from app.web.sealing import Asked
from app.web.views import AreaChoice, Chip, Refining, Tick, TickGroup

MOST_HEARD = 2
TICKS_KEPT = 8192
CLAIMED_SHARE = 1 / 3
"""A further need is only named when it was heard a third as surely as the first."""


def show_refining(outcome: Outcome, asked: Asked, catalogue: Catalogue) -> Refining:
    """Return the chips and filters of a results page."""
    choices, place = outcome.choices, _find_place(outcome)
    reader = current()
    groups = [_show_group(group, choices, reader) for group in GROUPS]
    heard = name_needs(outcome.understood, catalogue)
    areas = _show_areas(asked, catalogue) if place is None else ()
    area = (("area", asked.area),) if asked.area else ()
    return Refining(
        lead=_("Showing help with") if heard else _("Showing help"),
        fields=_fields(asked) if areas else (*_fields(asked), *area),
        kept=(*(("f", key) for key in choices.chosen), *(area if areas else ())),
        chips=(
            *(Chip(words, "off", need_off(slug)) for slug, words in heard),
            *_place_chips(place, asked, catalogue),
            *_chosen_chips(choices),
        ),
        groups=tuple([group for group in groups if group.ticks]),
        areas=areas,
        chosen=len(choices.chosen),
    )


def name_needs(understood: Understood, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return (slug, words) for the needs we claim to have heard."""
    needs = understood.needs
    claimed = [m for m in needs if m.confidence >= needs[0].confidence * CLAIMED_SHARE]
    return tuple(
        (match.slug, lower_first(catalogue.needs[match.slug].title))
        for match in claimed[:MOST_HEARD]
    )


def _fields(asked: Asked) -> tuple[tuple[str, str], ...]:
    given = (("q", asked.q), ("near", asked.near), ("need", asked.need))
    return (*((name, text) for name, text in given if text), *(("off", o) for o in asked.off))


def _find_place(outcome: Outcome) -> Place | None:
    """Return the place that says which areas serve the family, be it one of ours or not."""
    return outcome.place if isinstance(outcome, OutsideArea) else outcome.understood.place


def _place_chips(place: Place | None, asked: Asked, catalogue: Catalogue) -> list[Chip]:
    if place is not None:
        return [Chip(_("near {place}").format(place=place.label), "off", PLACE_OFF)]
    area = catalogue.areas.get(asked.area)
    return [Chip(_("in {area}").format(area=say_area(area)), "area", "")] if area else []


def _show_areas(asked: Asked, catalogue: Catalogue) -> tuple[AreaChoice, ...]:
    local = (area for area in catalogue.areas.values() if area.local)
    return tuple(AreaChoice(area.slug, area.name, area.slug == asked.area) for area in local)


def _chosen_chips(choices: Choices) -> list[Chip]:
    return [Chip(_(OPTIONS[key].label), "drop", key) for key in choices.chosen]


def _show_group(group: OptionGroup, choices: Choices, reader: Language) -> TickGroup:
    """Return options with their counts, but those that nobody surely has and nobody chose."""
    counts, chosen = choices.counts, choices.chosen
    ticks = []
    for option in group.options:
        count, is_chosen = counts.get(option.key), option.key in chosen
        if count is None or count.sure or is_chosen:
            ticks.append(_make_tick(option, count, is_chosen, reader))
    return TickGroup(_(group.title), tuple(ticks))


@lru_cache(maxsize=TICKS_KEPT)
def _make_tick(option: Option, count: Count | None, chosen: bool, _reader: Language) -> Tick:
    identity = "f-" + option.key.replace(":", "-").replace(" ", "-").replace("+", "")
    return Tick(identity, option.key, _(option.label), _say_count(count), chosen)


def _say_count(count: Count | None) -> str:
    if count is None:
        return ""
    sure = write_number(count.sure)
    if not count.maybe:
        return sure
    return _("{sure} yes, {number} maybe").format(sure=sure, number=write_number(count.maybe))
