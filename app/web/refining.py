"""What we understood and what can be chosen, as chips and ticks that work with no script."""

from app.content.catalogue import Catalogue
from app.search.filters import GROUPS, OPTIONS, Count, Option, OptionGroup
from app.search.outcomes import Choices, Outcome, Understood
from app.search.reasons import lower_first
from app.search.understanding import PLACE_OFF, need_off
from app.web.sealing import Asked
from app.web.views import AreaChoice, Chip, Refining, Tick, TickGroup

MOST_HEARD = 2
CLAIMED_SHARE = 1 / 3
"""A further need is only named when it was heard a third as surely as the first."""


def show_refining(outcome: Outcome, asked: Asked, catalogue: Catalogue) -> Refining:
    """Return the chips and filters of a results page."""
    choices = outcome.choices
    groups = (_show_group(group, choices) for group in GROUPS)
    heard = name_needs(outcome.understood, catalogue)
    return Refining(
        lead="Showing help with" if heard else "Showing help",
        fields=_fields(asked),
        kept=(*(("f", key) for key in choices.chosen), *_area_field(asked)),
        chips=(
            *_heard_chips(outcome.understood, catalogue),
            *_area_chips(outcome.understood, asked, catalogue),
            *_chosen_chips(choices),
        ),
        groups=tuple(group for group in groups if group.ticks),
        areas=_show_areas(outcome.understood, asked, catalogue),
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
    near = "" if PLACE_OFF in asked.off else asked.near
    given = (("q", asked.q), ("near", near), ("need", asked.need))
    return (*((name, text) for name, text in given if text), *(("off", o) for o in asked.off))


def _area_field(asked: Asked) -> tuple[tuple[str, str], ...]:
    return (("area", asked.area),) if asked.area else ()


def _heard_chips(understood: Understood, catalogue: Catalogue) -> list[Chip]:
    chips = [
        Chip(words, "off", need_off(slug)) for slug, words in name_needs(understood, catalogue)
    ]
    if understood.place is not None:
        chips.append(Chip(f"near {understood.place.label}", "off", PLACE_OFF))
    return chips


def _area_chips(understood: Understood, asked: Asked, catalogue: Catalogue) -> list[Chip]:
    area = catalogue.areas.get(asked.area)
    return [Chip(f"in {area.name}", "area", "")] if area and understood.place is None else []


def _show_areas(
    understood: Understood, asked: Asked, catalogue: Catalogue
) -> tuple[AreaChoice, ...]:
    """Return the areas to choose from; none where a place already says which."""
    if understood.place is not None:
        return ()
    local = (area for area in catalogue.areas.values() if area.local)
    return tuple(AreaChoice(area.slug, area.name, area.slug == asked.area) for area in local)


def _chosen_chips(choices: Choices) -> list[Chip]:
    return [Chip(OPTIONS[key].label, "drop", key) for key in choices.chosen]


def _show_group(group: OptionGroup, choices: Choices) -> TickGroup:
    shown = (_show_tick(option, choices) for option in group.options)
    return TickGroup(group.title, tuple(tick for tick in shown if tick is not None))


def _show_tick(option: Option, choices: Choices) -> Tick | None:
    """Return an option, unless it would leave nothing and was not chosen."""
    count = choices.counts.get(option.key)
    chosen = option.key in choices.chosen
    if count is not None and not (count.sure or chosen or _tells(count)):
        return None
    identity = "f-" + option.key.replace(":", "-").replace(" ", "-").replace("+", "")
    return Tick(identity, option.key, option.label, _say_count(count), chosen)


def _tells(count: Count) -> bool:
    """Return whether an option with no sure yes is still worth showing: distance always is."""
    return count.option.key.startswith("near:") and count.maybe > 0


def _say_count(count: Count | None) -> str:
    if count is None:
        return ""
    more = f", {count.maybe} more {count.option.maybe}" if count.maybe else ""
    return f"{count.sure}{more}"
