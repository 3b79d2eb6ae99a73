"""How long a check holds is data: each rule by kind, a planner's own day first, each fault told."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalogue import Catalogue
from app.content.freshness import (
    STATES,
    YEARLY,
    Policy,
    Traits,
    add_months,
    due,
    holds_on,
    is_in_date,
    traits_of,
)
from app.content.loading import load_catalogue
from app.content.models import Service
from app.places import Gazetteer
from tests.content.folders import write_folder
from tests.content.reports import report

TODAY = date(2026, 11, 25)
RULES = """\
rules:
  - name: Food
    needs: food
    months: 4
    why: Pantries move.
  - name: The rest
    months: 9
    why: Things change.
half_for:
  how: web page
long_overdue_months: 2
"""


def listing(checked: object = None, **fields: object) -> Service:
    made = {"id": "one", "name": "One", "provider": "Us", "summary": "Help.", "needs": "food"}
    given_fields = {"areas": "glasgow", "edited": "2026-11-01", **fields}
    return Service.model_validate({**made, **given_fields, "checked": checked})


def checked(on: str, how: str = "phone", following: str | None = None) -> dict[str, object]:
    return {"on": on, "how": how, "by": "planner", "next": following}


@pytest.fixture(scope="module")
def policy(published: Catalogue) -> Policy:
    return published.checking


@pytest.mark.parametrize(
    ("fields", "name", "months"),
    [
        ({"crisis": "yes", "ways": ["phone"], "areas": "scotland"}, "Lines for danger", 3),
        ({"ways": ["phone", "online"], "areas": "scotland"}, "Lines for all of Scotland", 12),
        ({"ways": ["phone", "drop in"], "areas": "scotland"}, "All other help", 6),
        ({"ways": "phone"}, "Local help by phone or online", 3),
        ({"ways": ["phone"], "kinds": "group"}, "Local help by phone or online", 3),
        ({"kinds": ["food or goods", "group"], "ways": "drop in"}, "Food and goods", 4),
        ({"kinds": ["group", "activities"]}, "Activities", 4),
        ({"kinds": "group", "ways": "group"}, "Groups", 6),
        ({}, "All other help", 6),
    ],
)
def test_the_first_rule_that_fits_counts(
    policy: Policy, fields: dict[str, object], name: str, months: int
) -> None:
    traits = traits_of(listing(**fields))
    assert (policy.rule_for(traits).name, policy.months_for(traits, "phone")) == (name, months)


def test_every_listing_of_ours_has_a_rule_and_none_holds_longer_than_a_year(
    published: Catalogue, policy: Policy
) -> None:
    used = {policy.rule_for(traits_of(each)).name for each in published.live}
    assert used == {rule.name for rule in policy.rules}
    assert max(rule.months for rule in policy.rules) == 12
    assert min(policy.rules, key=lambda rule: rule.months).crisis


@pytest.mark.parametrize(
    ("basis", "how", "following"),
    [
        ("source", "phone", "2026-10-01"),
        ("source", "visit", "2026-10-01"),
        ("general knowledge", "phone", "2026-08-01"),
        ("source", "web page", "2026-08-01"),
        ("general knowledge", "web page", "2026-08-01"),
    ],
)
def test_a_check_that_rests_on_less_holds_half_as_long(
    policy: Policy, basis: str, how: str, following: str
) -> None:
    service = listing(checked("2026-06-01", how), basis=basis, kinds="food or goods")
    assert due(service, TODAY, policy).next == date.fromisoformat(following)


def test_half_of_an_odd_number_of_months_is_rounded_up(policy: Policy) -> None:
    assert policy.months_for(Traits(crisis=True), "web page") == 2


@pytest.mark.parametrize(
    ("on", "given_day", "state", "following"),
    [
        ("2026-11-25", None, "in date", "2027-05-25"),
        ("2026-05-25", None, "in date", "2026-11-25"),
        ("2026-05-24", None, "due", "2026-11-24"),
        ("2025-11-25", None, "due", "2026-05-25"),
        ("2025-11-24", None, "long overdue", "2026-05-24"),
        ("2020-02-29", None, "long overdue", "2020-08-29"),
        ("2026-11-26", None, "never", None),
        ("2026-11-01", "2026-11-24", "due", "2026-11-24"),
        ("2019-11-01", "2026-11-25", "in date", "2026-11-25"),
        ("2019-11-01", "9999-12-31", "in date", "9999-12-31"),
    ],
)
def test_how_a_check_stands(
    policy: Policy, on: str, given_day: str | None, state: str, following: str | None
) -> None:
    stands = due(listing(checked(on, following=given_day)), TODAY, policy)
    told = stands.next.isoformat() if stands.next else None
    assert (stands.state, told) == (state, following)
    assert stands.is_stale is (state in ("due", "long overdue"))


def test_what_was_never_checked_is_never_in_date(policy: Policy) -> None:
    assert due(listing(), TODAY, policy).state == "never"
    assert not is_in_date(listing(), TODAY, policy)


DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(
    on=DAYS,
    days=st.lists(DAYS, min_size=2, max_size=2),
    how=st.sampled_from(["phone", "web page"]),
    months=st.none() | st.integers(1, 90),
)
def test_a_check_only_gets_older(on: date, days: list[date], how: str, months: int | None) -> None:
    following = add_months(on, months).isoformat() if months else None
    service = listing(checked(on.isoformat(), how, following))
    first, second = (due(service, day, YEARLY).state for day in sorted(days))
    assert STATES.index(first) <= STATES.index(second)


@given(day=DAYS, months=st.integers(1, 60))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (
        later.day < day.day and (later + timedelta(days=1)).month != later.month
    )


@pytest.mark.parametrize(
    ("on", "following", "day", "holds"),
    [
        (None, None, "2026-01-01", False),
        ("2026-01-01", None, "2026-01-01", False),
        ("2026-01-01", "2026-02-01", "2025-12-31", False),
        ("2026-01-01", "2026-02-01", "2026-01-01", True),
        ("2026-01-01", "2026-02-01", "2026-02-01", True),
        ("2026-01-01", "2026-02-01", "2026-02-02", False),
    ],
)
def test_a_check_holds_on_days_of_the_past(
    on: str | None, following: str | None, day: str, holds: bool
) -> None:
    days = [date.fromisoformat(text) if text else None for text in (on, following)]
    assert holds_on(days[0], days[1], date.fromisoformat(day)) is holds


def test_a_folder_may_have_rules_of_its_own(tmp_path: Path, gazetteer: Gazetteer) -> None:
    policy = load_catalogue(write_folder(tmp_path, checking=RULES), gazetteer).catalogue.checking
    assert [(rule.name, rule.months) for rule in policy.rules] == [("Food", 4), ("The rest", 9)]
    assert due(listing(checked("2026-01-01", "web page")), TODAY, policy).state == "long overdue"


def test_a_folder_without_rules_checks_everything_yearly(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    policy = load_catalogue(write_folder(tmp_path, checking=None), gazetteer).catalogue.checking
    assert policy == YEARLY
    checks = {"2025-11-25": "in date", "2025-11-24": "due"}
    for on, state in checks.items():
        assert due(listing(checked(on)), TODAY, policy).state == state


def test_rules_have_another_fingerprint_where_checks_hold_for_another_time(
    policy: Policy,
) -> None:
    first, *rest = policy.rules
    renamed = policy.model_copy(update={"rules": (first.model_copy(update={"name": "x"}), *rest)})
    longer = policy.model_copy(update={"rules": (first.model_copy(update={"months": 9}), *rest)})
    assert Policy.model_validate(renamed.model_dump()).fingerprint == policy.fingerprint
    assert Policy.model_validate(longer.model_dump()).fingerprint != policy.fingerprint


WRONG = [
    ("needs: food", "needs: fod",
     '3: rules 1 needs 1: "fod" is not one of ours → did you mean "food"?'),
    ("needs: food", "kinds: grup",
     '3: rules 1 kinds 1: "grup" is not one of ours → did you mean "group"?'),
    ("needs: food", "areas: [atlantis]", '3: rules 1 areas 1: "atlantis" is not one of ours'),
    ("months: 4", "months: 0", '4: rules 1 months: "0" is too small → write 1 or more'),
    ("months: 4", "months: often",
     '4: rules 1 months: "often" is not a whole number → write one like 10'),
    ("    months: 4\n", "", '2: rules 1 months: "months" is missing'),
    ("    why: Pantries move.\n", "", '2: rules 1 why: "why" is missing'),
    ("    needs: food\n", "", '1: "Food" asks nothing, so no rule below counts → move it last'),
    ("  - name: The rest\n", "  - name: The rest\n    crisis: yes\n",
     "1: the last rule does not fit every listing"),
    ("how: web page", "how: pigeon", '10: half_for how 1: "pigeon" is not one of ours'),
    ("long_overdue_months: 2", "long_overdue: 2",
     '11: long_overdue: "long_overdue" is not a field → did you mean "long_overdue_months"?'),
    (RULES, "", "1:"),
    (RULES, "- a list", "1:"),
    (RULES, "rules: []", "1: rules: is empty → give at least one"),
    (RULES, "rules: [", "1:"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), WRONG)
def test_a_fault_has_its_line_and_a_sentence(
    tmp_path: Path, gazetteer: Gazetteer, old: str, new: str, told: str
) -> None:
    assert old in RULES
    lines = report(write_folder(tmp_path, checking=RULES.replace(old, new, 1)), gazetteer)
    assert any(line.startswith(f"data/checking.yaml:{told}") for line in lines), lines
    assert all(line.startswith("data/checking.yaml:") for line in lines)
