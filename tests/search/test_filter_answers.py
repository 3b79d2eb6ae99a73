"""What every filter answers about a listing: a sure yes, a sure no, or not known."""

from typing import get_args

import pytest

from app.content.models import AccessFeature, Service
from app.search.filters import GROUPS, OPTIONS, Answer, Seen
from tests.search.making import kettle
from tests.search.outcomes import NOW

MILE = 1.609344
HALL = {"name": "Kettle Hall", "neighbourhood": "Govan"}

Row = tuple[str, dict[str, object], Answer]


def way_rows(way: str, other: str) -> list[Row]:
    asked: list[tuple[list[str], Answer]] = [
        ([way], True),
        ([way, other], True),
        ([other], False),
        ([], None),
    ]
    return [(f"way:{way}", {"ways": ways}, answer) for ways, answer in asked]


def who_rows(group: str) -> list[Row]:
    asked: list[tuple[list[str], Answer]] = [([group], True), (["carers"], False), ([], False)]
    return [(f"who:{group}", {"welcomes": welcomes}, answer) for welcomes, answer in asked]


def access_rows(feature: str) -> list[Row]:
    there = {**HALL, "access": [feature]}
    asked: list[tuple[list[object], Answer]] = [
        ([there], True),
        ([HALL, there], True),
        ([HALL], None),
        ([], None),
    ]
    return [(f"access:{feature}", {"places": places}, answer) for places, answer in asked]


ANSWERS: list[Row] = [
    ("when:now", {"hours": "Wed 10:00-12:00"}, True),
    ("when:now", {"hours": "24 hours"}, True),
    ("when:now", {"hours": "Wed 12:00-14:00"}, False),
    ("when:now", {"hours": "Thu 10:00-12:00"}, False),
    ("when:now", {"hours": "not known"}, None),
    ("when:now", {"contacts": [{"phone": "0141 555 0101", "hours": "Wed 9:00-17:00"}]}, True),
    ("when:evenings", {"hours": "Tue 17:00-20:00"}, True),
    ("when:evenings", {"hours": "24 hours"}, True),
    ("when:evenings", {"hours": "Tue 9:00-18:00"}, False),
    ("when:evenings", {"hours": "Sat 17:00-20:00"}, False),
    ("when:evenings", {"hours": "not known"}, None),
    ("when:weekends", {"hours": "Sun 10:00-11:00"}, True),
    ("when:weekends", {"hours": "24 hours"}, True),
    ("when:weekends", {"hours": "Mon-Fri 9:00-17:00"}, False),
    ("when:weekends", {"hours": "not known"}, None),
    ("how:self", {"reach_in": {"how": "just turn up"}}, True),
    ("how:self", {"reach_in": {"how": "get in touch"}}, True),
    ("how:self", {"reach_in": {"how": "book"}}, True),
    ("how:self", {"reach_in": {"how": "someone asks for you"}}, False),
    ("how:self", {"reach_in": {"how": "not known"}}, None),
    ("how:free", {"cost": "free"}, True),
    ("how:free", {"cost": "some free, some paid"}, True),
    ("how:free", {"cost": "low cost"}, False),
    ("how:free", {"cost": "paid"}, False),
    ("how:free", {"cost": "not known"}, None),
    *way_rows("phone", "online"),
    *way_rows("online", "phone"),
    *way_rows("drop in", "in person"),
    *way_rows("home visit", "phone"),
    *way_rows("group", "drop in"),
    ("age:0-2", {"ages": "0-5"}, True),
    ("age:0-2", {"ages": "2-5"}, True),
    ("age:0-2", {"ages": "3-5"}, False),
    ("age:0-2", {"ages": "any age"}, True),
    ("age:0-2", {"ages": "not known"}, None),
    ("age:3-4", {"ages": "under 4"}, True),
    ("age:3-4", {"ages": "under 3"}, False),
    ("age:3-4", {"ages": "not known"}, None),
    ("age:5-11", {"ages": "11-18"}, True),
    ("age:5-11", {"ages": "12-18"}, False),
    ("age:5-11", {"ages": "not known"}, None),
    ("age:12-17", {"ages": "16+"}, True),
    ("age:12-17", {"ages": "18+"}, False),
    ("age:12-17", {"ages": "not known"}, None),
    ("age:18-25", {"ages": "12-18"}, True),
    ("age:18-25", {"ages": "12-17"}, False),
    ("age:18-25", {"ages": "12-17, to 25 if care experienced"}, True),
    ("age:18-25", {"ages": "not known"}, None),
    *who_rows("dads"),
    *who_rows("young parents"),
    *who_rows("single parents"),
    *who_rows("kinship carers"),
    ("lang:any", {"languages": {"spoken": ["Polish"]}}, True),
    ("lang:any", {"languages": {"interpreter": "yes"}}, True),
    ("lang:any", {"languages": {"note": "The workers speak eight languages."}}, True),
    ("lang:any", {"languages": {"interpreter": "no"}}, False),
    ("lang:any", {"languages": {"interpreter": "no", "spoken": ["Polish"]}}, True),
    ("lang:any", {}, None),
    *(row for feature in get_args(AccessFeature) for row in access_rows(feature)),
]
DISTANCES: list[tuple[str, float | None, Answer]] = [
    (f"near:{miles}", km, answer)
    for miles in (1, 3, 5, 10)
    for km, answer in [
        (0.0, True),
        (miles * MILE, True),
        (miles * MILE + 0.01, False),
        (500.0, False),
        (None, None),
    ]
]


def made(**changes: object) -> Service:
    return Service.model_validate(kettle("made", **changes))


@pytest.mark.parametrize(("key", "changes", "answer"), ANSWERS)
def test_what_an_option_answers(key: str, changes: dict[str, object], answer: Answer) -> None:
    assert OPTIONS[key].ask(Seen(made(**changes), None, NOW)) is answer


@pytest.mark.parametrize(("key", "km", "answer"), DISTANCES)
def test_what_a_distance_answers(key: str, km: float | None, answer: Answer) -> None:
    assert OPTIONS[key].ask(Seen(made(places=[HALL]), km, NOW)) is answer


def test_every_option_is_tried_with_a_yes() -> None:
    assert {row[0] for row in (*ANSWERS, *DISTANCES) if row[2] is True} == set(OPTIONS)


def test_options_are_named_once_and_belong_to_one_group() -> None:
    keys = [option.key for group in GROUPS for option in group.options]
    assert keys == list(OPTIONS)
    assert len(set(keys)) == len(keys)
    assert len({group.slug for group in GROUPS}) == len(GROUPS)
