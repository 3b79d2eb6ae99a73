"""Filters leave out only what is surely wrong, count what they leave, and never end a search."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.places import Gazetteer
from app.search.directory import Directory
from app.search.filters import (
    ANY_OF,
    OPTIONS,
    Answer,
    Seen,
    read_chosen,
)
from app.search.outcomes import (
    CrisisFirst,
    Found,
    Hit,
    NothingExact,
    Outcome,
    OutsideArea,
    UnclearPlace,
)
from tests.search.making import Listing, kettle, make_small
from tests.search.outcomes import NOW, Held, ask, expect, ids

ALL = 999
HERE = {"name": "Kettle Hall", "postcode": "G51 3UU", "neighbourhood": "Govan"}
AWAY = {"name": "Kettle Hall", "postcode": "G44 5AA", "neighbourhood": "Cathcart"}

# Yes before not known ---------------------------------------------------------------------------

PAIRS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "when:now": ({"hours": "Wed 10:00-12:00"}, {}),
    "when:evenings": ({"hours": "Tue 17:00-20:00"}, {}),
    "when:weekends": ({"hours": "Sun 10:00-11:00"}, {}),
    "how:self": ({"reach_in": {"how": "get in touch"}}, {"reach_in": {"how": "not known"}}),
    "how:free": ({"cost": "free"}, {"cost": "not known"}),
    "way:drop in": ({"ways": ["drop in"]}, {"ways": []}),
    "near:5": ({"places": [HERE]}, {"ways": ["phone"]}),
    "age:0-2": ({"ages": "0-5"}, {}),
    "lang:any": ({"languages": {"spoken": ["Polish"]}}, {}),
    "access:lift": ({"places": [{**HERE, "access": ["lift"]}]}, {"places": [HERE]}),
}


def slug(key: str) -> str:
    return key.replace(":", "-").replace(" ", "-")


def pair(key: str) -> list[Listing]:
    """Return one listing that surely has it and one that may, whose name comes first."""
    sure, maybe = PAIRS[key]
    return [
        kettle(f"sure-{slug(key)}", name="Zinc Kettle", **sure),
        kettle(f"maybe-{slug(key)}", name="Apple Kettle", **maybe),
    ]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Directory:
    listings = [listing for key in PAIRS for listing in pair(key)]
    return make_small(tmp_path_factory.mktemp("pairs"), gazetteer, listings)


@pytest.mark.parametrize("key", PAIRS)
def test_a_sure_yes_stands_above_what_we_were_not_told(pairs: Directory, key: str) -> None:
    hits = ask(pairs, needs=("energy",), near="G51 3UU", chosen=(key,), limit=ALL).hits
    both = [hit for hit in hits if hit.service.id.endswith(slug(key))]
    assert ids(tuple(both)) == [f"sure-{slug(key)}", f"maybe-{slug(key)}"]
    assert both[0].score > both[1].score


def test_choosing_what_both_have_changes_no_order(pairs: Directory) -> None:
    plain = ask(pairs, needs=("energy",), near="G51 3UU", limit=ALL)
    assert all(hit.service.needs == ("energy",) for hit in plain.hits)
    chosen = ask(pairs, needs=("energy",), near="G51 3UU", chosen=("near:10",), limit=ALL)
    sure = [hit.service.id for hit in chosen.hits if hit.distance_km is not None]
    assert sure == [each for each in ids(plain.hits) if each in sure]


# Laws -------------------------------------------------------------------------------------------

SEARCHES = st.fixed_dictionaries(
    {
        "words": st.sampled_from(
            ["", "food", "my wee one wont sleep", "skint and lonely", "he is hitting me", "zzxqw"]
        ),
        "near": st.sampled_from(["", "G51", "G33 3AB", "KA7", "Inverness", "London", "Kirkton"]),
    }
)
KEYS = st.sampled_from([key for key in OPTIONS if not key.startswith("near:")])
CHOSEN = st.lists(KEYS, unique=True, max_size=4).map(tuple)
some = settings(max_examples=40, deadline=None)
few = settings(max_examples=8, deadline=None)


def left(outcome: Outcome) -> set[str]:
    """Return the ids of all that the filters left: nothing, where they were let go."""
    assert len(outcome.hits) == outcome.total
    return set() if outcome.choices.let_go else set(ids(outcome.hits))


def search(held: Held, asked: dict[str, str], chosen: Iterable[str] = ()) -> Outcome:
    return ask(held.directory, **asked, chosen=tuple(chosen), limit=ALL, counted=True)


def kind(key: str) -> str:
    return key.partition(":")[0]


def answer(hit: Hit, keys: Iterable[str]) -> list[Answer]:
    return [OPTIONS[key].ask(Seen(hit.service, hit.distance_km, NOW)) for key in keys]


def is_surely_wrong(hit: Hit, chosen: tuple[str, ...]) -> bool:
    alone = [key for key in chosen if kind(key) not in ANY_OF]
    asked = [[key for key in chosen if kind(key) == each] for each in ANY_OF]
    return False in answer(hit, alone) or any(
        keys and set(answer(hit, keys)) == {False} for keys in asked
    )


@given(asked=SEARCHES, chosen=CHOSEN, miles=st.sampled_from(["", "near:1", "near:5"]))
@some
def test_only_what_is_surely_wrong_is_left_out(
    held: Held, asked: dict[str, str], chosen: tuple[str, ...], miles: str
) -> None:
    chosen += (miles,) if miles else ()
    everyone = search(held, asked)
    fitting = {h.service.id for h in everyone.hits if not is_surely_wrong(h, chosen)}
    assert left(search(held, asked, chosen)) == fitting


@given(asked=SEARCHES, chosen=CHOSEN)
@few
def test_a_count_is_what_choosing_it_would_leave(
    held: Held, asked: dict[str, str], chosen: tuple[str, ...]
) -> None:
    now = search(held, asked, chosen)
    assert list(now.choices.counts) == list(OPTIONS)
    for key, count in now.choices.counts.items():
        beside = [c for c in chosen if kind(c) != kind(key) or kind(key) not in ANY_OF]
        then = search(held, asked, (*beside, key))
        assert count.sure + count.maybe == len(left(then)), key
        shown = () if then.choices.let_go else then.hits
        answers = [answer(hit, [key])[0] for hit in shown]
        assert (count.sure, count.maybe) == (answers.count(True), answers.count(None)), key


@given(asked=SEARCHES, chosen=CHOSEN, more=KEYS)
@some
def test_choosing_more_leaves_no_more_except_of_one_kind(
    held: Held, asked: dict[str, str], chosen: tuple[str, ...], more: str
) -> None:
    before, after = left(search(held, asked, chosen)), left(search(held, asked, (*chosen, more)))
    if kind(more) in ANY_OF and kind(more) in map(kind, chosen):
        assert before <= after
    else:
        assert after <= before


@given(asked=SEARCHES, which=st.sampled_from(ANY_OF), data=st.data())
@some
def test_two_of_one_kind_are_either(
    held: Held, asked: dict[str, str], which: str, data: st.DataObject
) -> None:
    keys = st.sampled_from([key for key in OPTIONS if kind(key) == which])
    one, other = data.draw(keys), data.draw(keys)
    both = left(search(held, asked, (one, other)))
    assert both == left(search(held, asked, (one,))) | left(search(held, asked, (other,)))


@given(asked=SEARCHES, chosen=CHOSEN, data=st.data())
@some
def test_the_order_of_choosing_does_not_matter_nor_does_nonsense(
    held: Held, asked: dict[str, str], chosen: tuple[str, ...], data: st.DataObject
) -> None:
    nonsense = data.draw(st.lists(st.text(max_size=12).filter(lambda t: t not in OPTIONS)))
    mixed = data.draw(st.permutations([*chosen, *chosen, *nonsense]))
    assert search(held, asked, mixed) == search(held, asked, chosen)


@given(asked=SEARCHES, chosen=CHOSEN)
@some
def test_a_search_never_ends_for_a_tick(
    held: Held, asked: dict[str, str], chosen: tuple[str, ...]
) -> None:
    outcome = search(held, asked, chosen)
    assert outcome.hits
    assert outcome.choices.chosen == read_chosen(chosen)
    if outcome.choices.let_go:
        assert ids(outcome.hits) == ids(search(held, asked).hits)


# What a family meets ----------------------------------------------------------------------------


def test_filters_that_leave_nobody_are_let_go_and_kept_in_mind(directory: Directory) -> None:
    found = expect(Found, ask(directory, "food", "G51", chosen=("who:dads",), limit=ALL))
    assert found.choices.let_go
    assert found.choices.chosen == ("who:dads",)
    assert found.hits == ask(directory, "food", "G51", limit=ALL).hits


@pytest.mark.parametrize("words", ["i want to die", "nowhere to sleep tonight"])
def test_who_to_phone_in_danger_is_never_filtered(directory: Directory, words: str) -> None:
    plain = expect(CrisisFirst, ask(directory, words, "G51"))
    chosen = ("who:dads", "when:weekends", "near:1", "access:lift")
    assert expect(CrisisFirst, ask(directory, words, "G51", chosen=chosen)).lines == plain.lines


@pytest.mark.parametrize("off", ["need:crisis", "place", "need:safety_at_home"])
def test_danger_that_was_heard_cannot_be_taken_away(directory: Directory, off: str) -> None:
    expect(CrisisFirst, ask(directory, "he is going to kill me", "G51", off=frozenset({off})))


@pytest.mark.parametrize(
    ("words", "near"),
    [("food", "G51"), ("food near Govan", ""), ("food in London", ""), ("food", "zzqqx")],
)
def test_a_place_taken_away_is_no_place(directory: Directory, words: str, near: str) -> None:
    off = expect(Found, ask(directory, words, near, off=frozenset({"place"}), limit=ALL))
    assert off.understood.place is None
    assert off.understood.words == ("food",)
    assert ids(off.hits) == ids(ask(directory, "food", limit=ALL).hits)


def test_a_need_taken_away_is_not_heard(directory: Directory) -> None:
    words = "skint and lonely"
    heard = [match.slug for match in ask(directory, words).understood.needs]
    assert {"money", "loneliness"} <= set(heard)
    off = ask(directory, words, off=frozenset({"need:money"}))
    assert [match.slug for match in off.understood.needs] == [n for n in heard if n != "money"]


def test_a_topic_pressed_can_be_taken_away(directory: Directory) -> None:
    off = ask(directory, needs=("food", "money"), off=frozenset({"need:food"}), limit=ALL)
    assert off == ask(directory, needs=("money",), limit=ALL)


@pytest.mark.parametrize(
    ("words", "near", "needs"),
    [
        ("food near Govan", "", ()),
        ("my wee one wont sleep", "G51", ("food",)),
        ("skint and lonely in London", "", ()),
        ("", "G51", ()),
        ("", "", ("food",)),
    ],
)
def test_taking_everything_away_still_ends_in_help(
    directory: Directory, words: str, near: str, needs: tuple[str, ...]
) -> None:
    off: set[str] = {"place"}
    while understood := ask(directory, words, near, needs=needs, off=frozenset(off)).understood:
        found = {f"need:{match.slug}" for match in understood.needs}
        if not found:
            break
        assert not found & off
        off |= found
    assert understood.place is None
    assert ask(directory, words, near, needs=needs, off=frozenset(off)).hits


@pytest.mark.parametrize("off", ["", "need:", "need:nonsense", "places", "need:food:x", "💩"])
def test_taking_away_what_was_not_there_takes_nothing(directory: Directory, off: str) -> None:
    assert ask(directory, "food", "G51", off=frozenset({off})) == ask(directory, "food", "G51")


def test_a_distance_means_nothing_without_a_place(directory: Directory) -> None:
    found = ask(directory, "food", chosen=("near:1", "how:free"), limit=ALL)
    assert found.choices.chosen == ("how:free",)
    assert found == ask(directory, "food", chosen=("how:free",), limit=ALL)


ENDS: list[tuple[str, str, type[Outcome]]] = [
    ("food", "G51", Found),
    ("", "", Found),
    ("i want to die", "G51", CrisisFirst),
    ("food", "zzqqx", UnclearPlace),
    ("food", "Kirkton", UnclearPlace),
    ("lonely", "Inverness", OutsideArea),
    ("lonely", "London", OutsideArea),
    ("qwxzzyq", "G51", NothingExact),
]


@pytest.mark.parametrize(("words", "near", "end"), ENDS)
@pytest.mark.parametrize("chosen", [(), ("how:free", "when:weekends")])
def test_counting_changes_no_result_however_a_search_ends(
    directory: Directory, words: str, near: str, end: type[Outcome], chosen: tuple[str, ...]
) -> None:
    plain = expect(end, ask(directory, words, near, chosen=chosen, limit=ALL))
    counted = expect(end, ask(directory, words, near, chosen=chosen, limit=ALL, counted=True))
    assert plain.choices.counts == {}
    assert list(counted.choices.counts) == list(OPTIONS)
    assert counted.hits == plain.hits
    for count in counted.choices.counts.values():
        assert 0 <= count.sure + count.maybe <= len(directory.catalogue.live)


def test_no_filters_is_the_same_as_none_chosen(directory: Directory) -> None:
    assert ask(directory, "food", "G51", chosen=()) == ask(directory, "food", "G51")
    assert ask(directory, "food", "G51", chosen=("", "no:thing")) == ask(directory, "food", "G51")


def test_what_is_read_is_ours_once_in_our_order() -> None:
    mixed = ["who:dads", "when:now", "", "when:now", "WHEN:NOW", "how:free ", "how:free"]
    assert read_chosen(mixed) == ("when:now", "how:free", "who:dads")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Directory:
    hidden = {**HERE, "hidden": "yes"}
    listings = [
        kettle("here", places=[HERE]),
        kettle("away", places=[AWAY]),
        kettle("both", places=[AWAY, HERE]),
        kettle("refuge", places=[hidden]),
        kettle("nowhere"),
    ]
    return make_small(tmp_path_factory.mktemp("places"), gazetteer, listings)


@pytest.mark.parametrize(
    ("near", "kept"),
    [
        ("G51 3UU", {"here", "both", "refuge", "nowhere"}),
        ("G44 5AA", {"away", "both", "refuge", "nowhere"}),
    ],
)
def test_a_hidden_place_is_no_distance_to_a_filter(
    places: Directory, near: str, kept: set[str]
) -> None:
    found = ask(places, "heating", near, chosen=("near:1",), limit=ALL)
    assert left(found) & {"here", "away", "both", "refuge", "nowhere"} == kept
