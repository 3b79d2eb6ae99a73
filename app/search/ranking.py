"""Put listings in order: weigh each by `ranking.yaml`, then serve every need that was heard."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from app import language
from app.content.freshness import due
from app.content.hours import NotKnown, Open, Remedy, Schedule, say_state
from app.content.models import Service
from app.search.directory import Directory
from app.search.groups import is_for_others
from app.search.outcomes import Hit, Openness, Understood
from app.search.reasons import give_reasons
from app.search.standings import Near, Spot, can_be_reached

MOST_TIMED = 100
"""Listings whose opening times are worked out: more than a page shows, few enough to be quick."""

TIMES_KEPT = 2048
"""Opening times that stay judged for the minute; listings with the same times share one."""

VERSIONS_KEPT = 4
"""Minutes of one version of the data, in one language, whose listings stay timed."""

FIRST_NUMBER = 2
"""Among so many listings that come first, one can be phoned, if any can."""

MOST_SERVED = 3
"""Needs that have a listing of their own among the first few."""


class _Timed(NamedTuple):
    """Whether a listing can be reached at a moment, and what the moment does to its score."""

    openness: Openness
    opening: str
    is_stale: bool
    factor: float


class _Candidate(NamedTuple):
    """A listing with its score; the time of day is weighed only for those that stand high.

    The highest score comes first in `order`, and equal scores by name.
    """

    order: tuple[float, str]
    service: Service
    near: Near | None


_by_score = itemgetter(0)


def rank(
    services: Iterable[Service],
    understood: Understood,
    text_scores: Mapping[str, float],
    directory: Directory,
    now: datetime,
    limit: int,
    unsure: frozenset[str] = frozenset(),
) -> tuple[Hit, ...]:
    """Return the best hits, at most `limit`. Equal scores keep the order of names.

    `unsure` are ids of listings that only may have what was chosen: they stand lower.
    """
    spot = directory.standings.seen_by(understood)
    candidates = [_weigh(service, understood, text_scores, directory, spot) for service in services]
    high = sorted(candidates, key=_by_score)[: max(limit, MOST_TIMED)]
    minute = now.replace(second=0, microsecond=0)
    times = _times_at(directory.digest, minute, language.current())
    timed = [_weigh_time(candidate, times, directory, minute, unsure) for candidate in high]
    ordered = _serve_a_number(sorted(timed, key=_by_score), understood)
    ordered = _serve_each_need(ordered, understood, directory)[:limit]
    return tuple([_make_hit(each, times, understood, directory) for each in ordered])


def judge_opening(service: Service, now: datetime) -> tuple[Openness, str]:
    """Return whether a service can be reached at a moment, as a value and as words."""
    minute = now.replace(second=0, microsecond=0)
    return _judge_opening(service.all_hours, _find_remedy(service), minute, language.current())


@lru_cache(maxsize=TIMES_KEPT)
def _judge_opening(
    hours: Schedule, remedy: Remedy, now: datetime, _reader: language.Language
) -> tuple[Openness, str]:
    state = hours.state_at(now)
    openness: Openness = "unknown"
    if not isinstance(state, NotKnown):
        openness = "open" if isinstance(state, Open) else "closed"
    return openness, say_state(state, now, remedy)


def _find_remedy(service: Service) -> Remedy:
    """Return what a family can do where we are not sure, for this service."""
    ways = {contact.way for contact in service.contacts}
    if "phone" in ways:
        return "call"
    return "website" if "website" in ways else ""


def _weigh(
    service: Service,
    understood: Understood,
    text_scores: Mapping[str, float],
    directory: Directory,
    spot: Spot,
) -> _Candidate:
    weights, (near, factor) = directory.weights, spot.stand(service)
    fit = weights.need * _need_fit(service, understood, directory)
    fit += weights.text * text_scores.get(service.id, 0.0)
    fit += weights.named * (service.id in understood.named)
    score = (fit or weights.text) * factor
    if service.welcomes and is_for_others(service, understood.groups):
        score *= weights.made_for_others
    return _Candidate((-score, service.name), service, near)


def _need_fit(service: Service, understood: Understood, directory: Directory) -> float:
    """Return how well a service answers the needs heard."""
    weighed = directory.fits[service.id]
    fits = [m.confidence * weighed[m.slug] for m in understood.needs if m.slug in weighed]
    if len(fits) < 2:
        return fits[0] if fits else 0.0
    best = max(fits)
    return best + directory.weights.further_need * (sum(fits) - best)


@lru_cache(maxsize=VERSIONS_KEPT)
def _times_at(_digest: str, _minute: datetime, _reader: language.Language) -> dict[str, _Timed]:
    """Return a place to keep what was timed, by listing."""
    return {}


def _weigh_time(
    candidate: _Candidate,
    times: dict[str, _Timed],
    directory: Directory,
    minute: datetime,
    unsure: frozenset[str],
) -> _Candidate:
    (score, name), service, near = candidate
    timed = times.get(service.id)
    if timed is None:
        timed = times[service.id] = _time(service, directory, minute)
    factor = timed.factor * directory.weights.may_fit if service.id in unsure else timed.factor
    return _Candidate((score * factor, name), service, near)


def _time(service: Service, directory: Directory, now: datetime) -> _Timed:
    openness, opening = judge_opening(service, now)
    check = due(service, now.date(), directory.catalogue.checking)
    factor = directory.weights.open_now[openness] * directory.weights.checked.factor(check.state)
    return _Timed(openness, opening, check.is_stale, factor)


def _serve_each_need(
    candidates: list[_Candidate], understood: Understood, directory: Directory
) -> list[_Candidate]:
    """Move one listing for each further need that may be meant into the first few.

    "no money and he drinks" is two needs; and where we are unsure, one listing for each thing it
    could mean is worth more to a family than three for the likeliest.
    """
    if understood.named:
        return candidates
    least = directory.weights.share_worth_showing
    further = [m.slug for m in understood.needs[1:MOST_SERVED] if m.confidence >= least]
    for place, slug in enumerate(further, MOST_SERVED - len(further)):
        served = any(c.service.needs[0] == slug for c in candidates[: place + 1])
        mainly = (c for c in candidates if c.service.needs[0] == slug)
        best = next((c for c in mainly if can_be_reached(c.service)), None)
        if not served and best is not None:
            candidates = [candidate for candidate in candidates if candidate is not best]
            candidates.insert(place, best)
    return candidates


def _serve_a_number(candidates: list[_Candidate], understood: Understood) -> list[_Candidate]:
    """Move the best listing with a number into the first few, where none of them has one.

    Whoever is worried reaches a person by phone soonest. It must help with what comes first.
    """
    if understood.named or any(_has_number(c.service) for c in candidates[:FIRST_NUMBER]):
        return candidates
    main = understood.needs[0].slug if understood.needs else None
    able = (c for c in candidates if _has_number(c.service))
    best = next((c for c in able if main is None or main in c.service.needs), None)
    if best is None:
        return candidates
    others = [candidate for candidate in candidates if candidate is not best]
    return [*others[: FIRST_NUMBER - 1], best, *others[FIRST_NUMBER - 1 :]]


def _has_number(service: Service) -> bool:
    return any(contact.is_number for contact in service.contacts)


def _make_hit(
    candidate: _Candidate, times: Mapping[str, _Timed], understood: Understood, directory: Directory
) -> Hit:
    (score, _), service, near = candidate
    openness, opening, is_stale, _ = times[service.id]
    location, km = near or (None, None)
    explain = partial(_explain, service, understood, directory, km, openness)
    return Hit(service, -score, km, location, openness, opening, is_stale, explain)


def _explain(
    service: Service,
    understood: Understood,
    directory: Directory,
    km: float | None,
    openness: Openness,
) -> Iterator[str]:
    serves = directory.standings.seen_by(understood).serves(service)
    return give_reasons(service, understood, directory.catalogue, km, serves, openness)
