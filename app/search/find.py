"""One search, from a request to one named outcome. Nobody leaves with nothing to do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from app.content.dangers import Danger
from app.content.models import Service
from app.places import Elsewhere
from app.search.candidates import Fit
from app.search.directory import Directory
from app.search.filters import read_chosen
from app.search.outcomes import (
    Choices,
    CrisisFirst,
    Found,
    Hit,
    NothingExact,
    Outcome,
    OutsideArea,
    Request,
    UnclearPlace,
    Understood,
)
from app.search.ranking import rank
from app.search.understanding import GENERAL_DANGER, find_danger, understand

MOST_LINES = 4
FEW = 3
"""With fewer listings than this that fit, people who help with anything are added below."""


def find(request: Request, directory: Directory, now: datetime) -> Outcome:
    """Search a directory for one request at one moment (an aware datetime)."""
    reading = understand(request, directory)
    understood = reading.understood
    text_scores = _text_scores(understood, directory)
    candidates = directory.candidates
    fitting = candidates.fit(understood, text_scores)
    fit = fitting if fitting.total else candidates.fit_anyone(understood)
    likely = candidates.narrow(fit, understood, text_scores.keys())
    kept, unsure, choices = _choose(fit, request, understood, directory, now)
    ranked = rank(kept or likely, understood, text_scores, directory, now, request.limit, unsure)
    total = len(kept) or fit.total
    danger = find_danger(understood, directory.catalogue)
    if danger is not None:
        lines = crisis_lines(danger, understood, directory, now)
        return CrisisFirst(understood, danger, lines, ranked, total, choices, reading.miss)
    also = _also(ranked, understood, directory, now) if total < FEW else ()
    if isinstance(reading.miss, Elsewhere):
        return OutsideArea(understood, reading.miss.place, ranked, total, also, choices)
    if reading.miss is not None:
        return UnclearPlace(understood, reading.miss, ranked, total, also, choices)
    if understood.place is not None and not any(area.local for area in understood.areas):
        return OutsideArea(understood, understood.place, ranked, total, also, choices)
    if not fitting.total:
        return NothingExact(understood, ranked, total, choices)
    return Found(understood, ranked, total, also, choices)


def _choose(
    fit: Fit,
    request: Request,
    understood: Understood,
    directory: Directory,
    now: datetime,
) -> tuple[tuple[Service, ...], frozenset[str], Choices]:
    """Return what the chosen filters leave, the ids of those that only may fit, and the counts.

    Nothing is returned where nothing was left out.
    Filters that leave nothing are let go, and the page says so: nobody is sent away for a tick.
    """
    place = understood.place
    chosen = read_chosen(request.chosen, placed=place is not None)
    if not chosen and not request.counted:
        return (), frozenset(), Choices()
    asked = directory.answers.ask(place.point if place is not None else None, now)
    counts = asked.count(fit.members, chosen) if request.counted else {}
    kept, sure = asked.keep(fit.members, chosen)
    if not chosen or not kept:
        return (), frozenset(), Choices(chosen, counts, let_go=bool(chosen))
    take = directory.candidates.take
    unsure = frozenset(service.id for service in take(replace(fit, members=kept & ~sure)))
    return take(replace(fit, members=kept)), unsure, Choices(chosen, counts)


def crisis_lines(
    danger: Danger, understood: Understood, directory: Directory, now: datetime
) -> tuple[Hit, ...]:
    """Return whom to phone for a danger, in the order the data gives, for this family's area.

    Where none of them serves that area, the lines of the general danger stand in.
    """
    services = _lines_here(danger, understood, directory)
    if not services:
        general = directory.catalogue.dangers[GENERAL_DANGER]
        services = _lines_here(general, understood, directory)
    hits = {hit.service.id: hit for hit in rank(services, understood, {}, directory, now, 99)}
    return tuple(hits[service.id] for service in services)[:MOST_LINES]


def _lines_here(danger: Danger, understood: Understood, directory: Directory) -> list[Service]:
    spot = directory.standings.seen_by(understood)
    listed = (directory.catalogue.find(line) for line in danger.lines)
    return [
        service
        for service in listed
        if service is not None and spot.serves(service) != "another_area"
    ]


def find_anyone(
    area: str, directory: Directory, now: datetime, limit: int = FEW
) -> tuple[Hit, ...]:
    """Return people to phone about anything, those for an area first ("" for no area)."""
    understood = understand(Request(area=area), directory).understood
    return rank(_anyone(understood, directory), understood, {}, directory, now, limit)


def _also(
    ranked: Iterable[Hit], understood: Understood, directory: Directory, now: datetime
) -> tuple[Hit, ...]:
    """Return people who help with anything, to stand below the few listings that fit."""
    shown = {hit.service.id for hit in ranked}
    others = _anyone(understood, directory)
    unshown = (service for service in others if service.id not in shown)
    return rank(unshown, understood, {}, directory, now, FEW)


def _anyone(understood: Understood, directory: Directory) -> tuple[Service, ...]:
    candidates = directory.candidates
    return candidates.narrow(candidates.fit_anyone(understood), understood, ())


def _text_scores(understood: Understood, directory: Directory) -> dict[str, float]:
    """Return how well each listing's own text fits, as a share of the best fit (0 to 1)."""
    raw = directory.engine.score(understood.words)
    best = max(raw.values(), default=0.0)
    return {key: score / best for key, score in raw.items()} if best > 0 else {}
