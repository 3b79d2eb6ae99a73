"""Counts and filters over sets say what asking every listing in turn would say."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.models import Service
from app.places import Point, distance_km
from app.places.points import EARTH_RADIUS_KM
from app.search.answers import Answers
from app.search.directory import Directory
from app.search.filters import ANY_OF, KM_PER_MILE, OPTIONS, Answer, Seen, kind_of, read_chosen
from app.search.outcomes import Outcome, Request, Understood
from app.search.shelves import Site
from app.search.understanding import understand
from tests.search.outcomes import NOW, Held, ask

CHOSEN = st.lists(st.sampled_from(list(OPTIONS)), unique=True, max_size=5).map(tuple)
NEAR = st.sampled_from(["", "G51 2QP", "Easterhouse", "KA7 1UB", "G12", "Inverness"])
WORDS = st.sampled_from(["", "food", "my wee one wont sleep", "skint and lonely", "zzxqw"])
MOMENTS = st.integers(0, 7 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))


# The slow way: one listing after another -----------------------------------------------------


def judge(seen: Seen, chosen: Sequence[str]) -> Answer:
    answers: list[Answer] = []
    for kind in {kind_of(key) for key in chosen}:
        asked = [OPTIONS[key].ask(seen) for key in chosen if kind_of(key) == kind]
        answers.append(either(asked) if kind in ANY_OF else both(asked))
    return both(answers)


def either(answers: Sequence[Answer]) -> Answer:
    return True if True in answers else (None if None in answers else False)


def both(answers: Sequence[Answer]) -> Answer:
    return False if False in answers else (None if None in answers else True)


def count_slowly(seen: Sequence[Seen], chosen: Sequence[str]) -> dict[str, tuple[int, int]]:
    counts = {}
    for key, option in OPTIONS.items():
        is_alone = kind_of(key) in ANY_OF
        beside = [c for c in chosen if not (is_alone and kind_of(c) == kind_of(key))]
        answers = [option.ask(each) for each in seen if judge(each, beside) is not False]
        counts[key] = answers.count(True), answers.count(None)
    return counts


def see(directory: Directory, understood: Understood, now: datetime) -> list[Seen]:
    seen = []
    for service in directory.candidates.services:
        near = directory.standings.seen_by(understood).find_nearest(service)
        seen.append(Seen(service, None if near is None else near.km, now))
    return seen


# Laws ----------------------------------------------------------------------------------------


def check_against_slow_way(
    directory: Directory, words: str, near: str, chosen: tuple[str, ...], now: datetime
) -> None:
    understood = understand(Request(words, near), directory).understood
    place = understood.place
    chosen = read_chosen(chosen, placed=place is not None)
    fit = directory.candidates.fit(understood, ())
    members = {service.id for service in directory.candidates.take(fit)}
    seen = [each for each in see(directory, understood, now) if each.service.id in members]
    asked = directory.answers.ask(place.point if place else None, now)
    counts = asked.count(fit.members, chosen)
    assert {key: (c.sure, c.maybe) for key, c in counts.items()} == count_slowly(seen, chosen)
    assert list(counts) == list(OPTIONS)
    numbers = directory.candidates.numbers
    judged = {numbers[each.service.id]: judge(each, chosen) for each in seen}
    kept, sure = asked.keep(fit.members, chosen)
    assert kept == sum(1 << number for number, answer in judged.items() if answer is not False)
    assert sure == sum(1 << number for number, answer in judged.items() if answer is True)


@given(words=WORDS, near=NEAR, chosen=CHOSEN, now=MOMENTS)
@settings(max_examples=60, deadline=None)
def test_sets_say_what_asking_one_by_one_says(
    held: Held, words: str, near: str, chosen: tuple[str, ...], now: datetime
) -> None:
    check_against_slow_way(held.directory, words, near, chosen, now)


@pytest.mark.parametrize("near", ["", "G51 2QP", "Girvan"])
@pytest.mark.parametrize("chosen", [(), ("when:now", "near:3", "age:5-11", "way:phone")])
def test_sets_are_right_in_a_large_directory_too(
    large: Directory, near: str, chosen: tuple[str, ...]
) -> None:
    check_against_slow_way(large, "", near, chosen, NOW)


def test_every_option_is_counted_however_many_fit(large: Directory) -> None:
    outcome = ask(large, "food", "G51", counted=True)
    assert outcome.total > 500
    assert list(outcome.choices.counts) == list(OPTIONS)
    assert all(c.sure + c.maybe <= outcome.total for c in outcome.choices.counts.values())


def test_choosing_in_a_large_directory_leaves_what_was_counted(large: Directory) -> None:
    before: Outcome = ask(large, "food", "G51", counted=True)
    for key in ("how:free", "near:3", "when:now"):
        count = before.choices.counts[key]
        assert ask(large, "food", "G51", chosen=(key,)).total == count.sure + count.maybe


def test_a_count_follows_the_clock(held: Held) -> None:
    def count_open(now: datetime) -> int:
        asked = held.directory.answers.ask(None, now)
        return asked.count(asked.everyone, ())["when:now"].sure

    assert count_open(NOW) > count_open(NOW.replace(hour=3)) > 0
    assert count_open(NOW.replace(second=59)) == count_open(NOW)


@given(further=st.floats(-0.01, 0.01) | st.floats(-1e-8, 1e-8))
@settings(max_examples=200, deadline=None)
def test_a_distance_is_judged_as_a_page_shows_it(held: Held, further: float) -> None:
    here = Point(55.86, -4.3)
    there = Point(here.lat + math.degrees((KM_PER_MILE + further) / EARTH_RADIUS_KM), here.lon)
    service = next(s for s in held.directory.catalogue.live if s.places)
    sites = {service.id: (Site(service.places[0], there),)}
    asked = Answers((service,), sites).ask(here, NOW)
    answer = OPTIONS["near:1"].ask(Seen(service, distance_km(here, there), NOW))
    assert (asked.sides["near:1"].yes, asked.sides["near:1"].no) == (answer, not answer)


def test_a_directory_with_nothing_on_the_ground_counts_too(
    directory: Directory,
) -> None:
    services: tuple[Service, ...] = directory.catalogue.live[:3]
    asked = Answers(services, {s.id: () for s in services}).ask(Point(55.86, -4.3), NOW)
    counts = asked.count(asked.everyone, ())
    assert [(counts[f"near:{m}"].sure, counts[f"near:{m}"].maybe) for m in (1, 10)] == [(0, 3)] * 2
