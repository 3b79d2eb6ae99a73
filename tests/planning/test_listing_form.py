"""A listing comes out of its form as it went in, and only what somebody changed is written."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import PROJECT
from app.planning.listing_form import (
    BOXES,
    ROW_KINDS,
    WAYS,
    Typed,
    count_rows,
    fill_form,
    move_rows,
    read_form,
    tidy_rows,
)
from app.planning.meeting import meet
from app.planning.merging import REQUIRED
from app.planning.yaml_files import look_into
from app.planning.yaml_writing import Text

LISTED = look_into(PROJECT / "data", lambda _: ()).listed
LINE: dict[str, Text] = {"phone": "0141 496 0001", "hours": ["Mon 9:00-10:00"]}
HALL: dict[str, Text] = {"name": "Old Hall", "postcode": "g51 3uu", "access": ["lift", "BSL"]}
PANTRY: dict[str, Text] = {
    "id": "old-hall-pantry", "name": "Old Hall Pantry", "provider": "Good Neighbours",
    "summary": "A shop with low prices.", "needs": ["food", "money"], "areas": "glasgow-south",
    "kinds": ["food or goods", "advice"], "ages": "not known", "cost": "low cost",
    "reach_in": {"how": "just turn up", "bring": "A bag"},
    "contacts": [LINE, {"email": "a@example.org"}],
    "places": [HALL, {"neighbourhood": "Pollok", "hidden": "no"}],
    "hours": ["Mon-Thu 9:00-16:30", "closed on bank holidays"],
    "checked": "not yet", "edited": "2026-11-22", "planners_note": "One.\n\nTwo.",
}  # fmt: skip
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=","), min_size=1
).map(lambda word: f"a{word}")
_LINE = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_TEXT = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)


def _value(sort: str, choices: tuple[str, ...]) -> st.SearchStrategy[Any]:
    of = st.sampled_from(choices) if choices else _LINE
    if sort in ("ticks", "lines"):
        return of | st.lists(of, min_size=1, max_size=3, unique=True)
    plain: dict[str, st.SearchStrategy[Any]] = {
        "line": _LINE,
        "text": _TEXT,
        "words": st.lists(_WORDS, min_size=1, max_size=3),
        "choice": of,
        "yes": st.sampled_from(("yes", "no")),
    }
    return plain[sort]


def _row(kind: str) -> st.SearchStrategy[Any]:
    hours = st.lists(_LINE, min_size=1, max_size=2) | _LINE
    if kind == "places":
        more = {"name": _LINE, "hours": hours, "access": st.just("lift") | st.just(["lift", "BSL"])}
        return st.fixed_dictionaries({"address": _LINE}, optional=more)
    one = st.tuples(st.sampled_from(WAYS), _LINE).map(lambda pair: dict([pair]))
    rest = st.fixed_dictionaries({}, optional={"name": _LINE, "note": _LINE, "hours": hours})
    return st.builds(lambda way, others: {**way, **others}, one, rest)


@st.composite
def listings(draw: st.DrawFn) -> dict[str, Text]:
    fields: dict[str, Any] = {"id": "some", "edited": "2026-11-22"}
    for box in BOXES:
        if not draw(st.booleans()):
            continue
        value = draw(_value(box.sort, box.choices) | st.just("not known"))
        if len(box.at) == 1:
            fields[box.at[0]] = value
        else:
            fields.setdefault(box.at[0], {})[box.at[1]] = value
    for kind in ROW_KINDS:
        fields |= draw(st.fixed_dictionaries({}, optional={kind: st.lists(_row(kind), max_size=3)}))
    return fields


@given(listings())
def test_what_nobody_touches_is_handed_back_as_it_was(fields: dict[str, Text]) -> None:
    assert read_form(fill_form(fields), fields) == fields


def _shown(form: Typed) -> dict[str, list[str]]:
    return {name: sorted(" ".join(given).split()) for name, given in form.items()}


@given(listings())
def test_a_form_says_everything_that_a_listing_says(fields: dict[str, Text]) -> None:
    form = fill_form(fields)
    assert _shown(fill_form(read_form(form, {}))) == _shown(form)


@given(listings(), listings())
def test_whatever_is_typed_is_what_is_written(one: dict[str, Text], other: dict[str, Text]) -> None:
    """The file says one thing and the form another: what is saved is what a new form then shows."""
    changes = meet(one, read_form(fill_form(other), one), one).changes
    saved = {name: value for name, value in {**one, **changes}.items() if value is not None}
    said = read_form(fill_form(other), {})
    kept = {name for name in REQUIRED if name not in said}  # A page refuses those.
    now, typed = _shown(fill_form(saved)), _shown(fill_form(other))
    assert {n: said for n, said in now.items() if n.split("-")[0] not in {*kept, "need"}} == {
        n: said for n, said in typed.items() if n != "need"
    }


@pytest.mark.parametrize("name", LISTED)
def test_no_real_listing_changes_when_nobody_changes_it(name: str) -> None:
    fields = LISTED[name].fields
    assert read_form(fill_form(fields), fields) == fields


def _type(**boxes: str | tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    typed = fill_form(PANTRY)
    for name, text in boxes.items():
        typed[name.replace("__", "-")] = text if isinstance(text, tuple) else (text,)
    return typed


def _changes(**boxes: str | tuple[str, ...]) -> dict[str, Text | None]:
    return dict(meet(PANTRY, read_form(_type(**boxes), PANTRY), PANTRY).changes)


@pytest.mark.parametrize(
    ("boxes", "changes"),
    [
        ({"name": " Old Hall Pantry "}, {}),
        ({"cost": "free"}, {"cost": "free"}),
        ({"cost": "not known"}, {"cost": None}),
        ({"cost": ""}, {"cost": None}),
        ({"ages": "0-5"}, {"ages": "0-5"}),
        ({"need": "money"}, {"needs": ["money", "food"]}),
        ({"needs": ("money", "loneliness")}, {"needs": ["food", "money", "loneliness"]}),
        ({"needs": ("money", "food")}, {}),
        ({"kinds": ("advice", "food or goods")}, {}),
        ({"kinds": ("advice",)}, {"kinds": ["advice"]}),
        ({"areas": ("glasgow",)}, {"areas": ["glasgow"]}),
        ({"hours": ""}, {"hours": None}),
        ({"reach_in__bring": ""}, {"reach_in": {"how": "just turn up"}}),
        ({"reach_in__bring": "", "reach_in__how": "not known"}, {"reach_in": None}),
        (
            {"reach_in__wait": "none"},
            {"reach_in": {"how": "just turn up", "bring": "A bag", "wait": "none"}},
        ),
        ({"languages__spoken": "Polish, Arabic"}, {"languages": {"spoken": ["Polish", "Arabic"]}}),
        ({"checked__on": "2026-11-20"}, {"checked": {"on": "2026-11-20"}}),
        ({"planners_note": "One.\nTwo."}, {"planners_note": "One.\nTwo."}),
        (
            {"places__0__postcode": ""},
            {
                "places": [
                    {k: v for k, v in HALL.items() if k != "postcode"},
                    {"neighbourhood": "Pollok", "hidden": "no"},
                ]
            },
        ),
        (
            {"places__2__address": "1 Street"},
            {
                "places": [
                    HALL,
                    {"neighbourhood": "Pollok", "hidden": "no"},
                    {"address": "1 Street"},
                ]
            },
        ),
        ({"contacts__1__value": "b@example.org"}, {"contacts": [LINE, {"email": "b@example.org"}]}),
        ({"contacts__1__way": "chat"}, {"contacts": [LINE, {"chat": "a@example.org"}]}),
    ],
)
def test_a_change_of_one_box_changes_one_field(
    boxes: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert _changes(**boxes) == changes


def test_rows_can_be_moved_and_taken_away() -> None:
    typed = fill_form(PANTRY)
    down = read_form(move_rows(typed, "places", "down", 0), PANTRY)
    assert down["places"] == [{"neighbourhood": "Pollok", "hidden": "no"}, HALL]
    up = read_form(move_rows(typed, "contacts", "up", 1), PANTRY)
    assert [next(iter(row)) for row in up["contacts"]] == ["email", "phone"]
    assert read_form(move_rows(typed, "places", "remove", 0), PANTRY)["places"] == [
        {"neighbourhood": "Pollok", "hidden": "no"}
    ]
    for step, index in (("up", 0), ("down", 1), ("remove", 7), ("up", 7)):
        assert read_form(move_rows(typed, "places", step, index), PANTRY) == PANTRY


def test_rows_that_say_nothing_are_let_go() -> None:
    typed = {"places-3-name": ("Hall",), "places-1-name": (" ",), "contacts-0-way": ("phone",)}
    tidy = tidy_rows(typed)
    assert tidy == {"places-0-name": ("Hall",)}
    assert (count_rows(tidy, "places"), count_rows(tidy, "contacts")) == (1, 0)


def test_every_box_has_a_name_of_its_own() -> None:
    names = [box.name for box in BOXES]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_]+(-[a-z_]+)?", name) for name in names)


@pytest.mark.parametrize(
    ("mine", "others", "changes", "torn"),
    [
        ({"cost": "free"}, {}, {"cost": "free"}, ()),
        ({}, {"cost": "free"}, {}, ()),
        ({"cost": "free"}, {"ages": "0-5"}, {"cost": "free"}, ()),
        ({"cost": "free"}, {"cost": "free"}, {}, ()),
        ({"cost": "free"}, {"cost": "paid"}, {}, ("cost",)),
        ({"cost": None}, {"cost": "paid"}, {}, ("cost",)),
        ({"name": "New"}, {"name": "Newer"}, {}, ("name",)),
        (
            {"reach_in": {"how": "book", "bring": "A bag"}},
            {"reach_in": {"how": "just turn up", "bring": "Two bags"}},
            {"reach_in": {"how": "book", "bring": "Two bags"}},
            (),
        ),
        (
            {"reach_in": {"how": "book"}},
            {"reach_in": {"how": "get in touch", "bring": "A bag"}},
            {"reach_in": {"how": "get in touch"}},
            ("reach_in how",),
        ),
        ({"places": [HALL]}, {"places": []}, {}, ("places",)),
        ({"status": "paused"}, {"checked": {"on": "2026-11-20"}}, {"status": "paused"}, ()),
        ({"planners_note": "Mine"}, {"edited": "2026-11-25"}, {"planners_note": "Mine"}, ()),
    ],
)
def test_two_people_at_one_listing(
    mine: dict[str, Any], others: dict[str, Any], changes: dict[str, Any], torn: tuple[str, ...]
) -> None:
    def change(given: dict[str, Any]) -> dict[str, Text]:
        return {k: v for k, v in {**PANTRY, **given}.items() if v is not None}

    met = meet(PANTRY, change(mine), change(others))
    assert dict(met.changes) == changes
    assert tuple(each.field for each in met.torn) == torn
    assert set(met.others) == set(others) - {"edited"}


def test_the_real_listings_are_there(tmp_path: Path) -> None:
    assert len(LISTED) > 100
    assert look_into(tmp_path, lambda _: ()).listed == {}
