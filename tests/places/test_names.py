"""Names of neighbourhoods, villages and towns."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import (
    Ambiguous,
    Elsewhere,
    Gazetteer,
    NotAPlace,
    Place,
    Point,
    UnknownPostcode,
    distance_km,
)

GLASGOW, SOUTH_AYRSHIRE = "S12000049", "S12000028"
HOME = frozenset({GLASGOW, SOUTH_AYRSHIRE})
SOUTH, EAST, WEST = "glasgow-south", "glasgow-north-east", "glasgow-north-west"
EVERYDAY = {
    SOUTH: """Govan, Govanhill, Gorbals, Ibrox, Pollok, Castlemilk, Toryglen, Cathcart, Langside,
        Shawlands, Strathbungo, Pollokshields, Pollokshaws, Nitshill, Priesthill, Darnley,
        Cardonald, Mosspark, Penilee, Arden, Carnwadric, Croftfoot, King's Park, Battlefield,
        Tradeston, Laurieston, Kingston, Linthouse, Drumoyne, Craigton, Hillington, Crookston,
        Househillwood, Newlands, Muirend, Merrylee, Carmunnock, Oatlands, Polmadie, Mount Florida,
        Kinning Park, Queen's Park, Maxwell Park, Hutchesontown, Mansewood, Cessnock, Dumbreck,
        Corkerhill, Simshill, South Nitshill, Shieldhall, Bellahouston""",
    EAST: """Easterhouse, Springburn, Royston, Parkhead, Shettleston, Bridgeton, Dennistoun, Calton,
        Cranhill, Barlanark, Garthamlock, Ruchazie, Baillieston, Carntyne, Riddrie, Dalmarnock,
        Barrowfield, Tollcross, Carmyle, Sandyhills, Greenfield, Garrowhill, Swinton, Robroyston,
        Balornock, Barmulloch, Petershill, Sighthill, Germiston, Provanmill, Blackhill, Haghill,
        Alexandra Parade, Mount Vernon, Trongate, Gallowgate, Springboig, Queenslie, Townhead,
        Provanhall, Craigend, Hogganfield, Lightburn, Merchant City""",
    WEST: """Drumchapel, Partick, Maryhill, Possilpark, City Centre, Anderston, Finnieston,
        Woodlands, Hillhead, Kelvinside, Knightswood, Scotstoun, Yoker, Whiteinch, Milton, Ruchill,
        Lambhill, Summerston, Blairdardie, Anniesland, Jordanhill, Hyndland, Dowanhill, Kelvindale,
        Broomhill, Wyndford, Garnethill, Yorkhill, North Kelvinside, Port Dundas, Charing Cross,
        Thornwood, Temple, Partickhill, Kelvingrove, Kelvinhaugh, Woodside, Firhill, Scotstounhill,
        Gilshochill""",
    "ayr-south-and-coylton": "Ayr, Coylton, Alloway, Doonfoot, Forehill, Kincaidston, Belmont",
    "ayr-north-and-former-coalfield-communities": """Tarbolton, Mossblown, Annbank, Whitletts,
        Dalmilling, Lochside, Newton on Ayr, Wallacetown""",
    "prestwick": "Prestwick, Monkton, Heathfield, Symington, St Quivox",
    "troon": "Troon, Dundonald, Loans, Barassie, Muirhead",
    "maybole-and-north-carrick-communities": """Maybole, Dunure, Straiton, Kirkmichael, Kirkoswald,
        Minishant, Turnberry, Maidens""",
    "girvan-and-south-carrick-villages": """Girvan, Dailly, Ballantrae, Barr, Barrhill, Colmonell,
        Pinwherry, Lendalfoot, Old Dailly""",
}
NAMES = [
    (name.strip(), locality) for locality, names in EVERYDAY.items() for name in names.split(",")
]


@pytest.mark.parametrize(("name", "locality"), NAMES)
def test_everyday_names(gazetteer: Gazetteer, name: str, locality: str) -> None:
    place = gazetteer.find(name, HOME)
    assert isinstance(place, Place)
    assert (place.label, place.kind, place.settled) == (name, "name", True)
    assert place.council == (GLASGOW if locality.startswith("glasgow") else SOUTH_AYRSHIRE)
    assert locality in place.localities


@pytest.mark.parametrize(
    ("name", "point", "within_km"),
    [
        ("Govan", Point(55.8620, -4.3080), 1.2),
        ("Easterhouse", Point(55.8690, -4.1070), 1.0),
        ("Castlemilk", Point(55.8050, -4.2340), 0.8),
        ("Drumchapel", Point(55.9110, -4.3650), 1.0),
        ("Possilpark", Point(55.8810, -4.2560), 0.5),
        ("Dennistoun", Point(55.8610, -4.2190), 0.8),
        ("Glasgow", Point(55.8600, -4.2520), 1.5),
        ("Edinburgh", Point(55.9500, -3.1900), 3.0),
        ("Ayr", Point(55.4620, -4.6290), 1.5),
        ("Girvan", Point(55.2410, -4.8560), 0.7),
        ("Ballantrae", Point(55.1000, -5.0040), 0.6),
        ("Barr", Point(55.2100, -4.7100), 0.6),
        ("Dunure", Point(55.4060, -4.7570), 0.5),
        ("Paisley", Point(55.8450, -4.4240), 2.0),
        ("Clydebank", Point(55.9000, -4.4060), 3.0),
        ("Rutherglen", Point(55.8280, -4.2140), 2.0),
        ("Dundee", Point(56.4620, -2.9700), 2.5),
    ],
)
def test_names_are_where_they_are(
    gazetteer: Gazetteer, name: str, point: Point, within_km: float
) -> None:
    place = gazetteer.find(name, HOME)
    assert isinstance(place, Place)
    assert distance_km(place.point, point) < within_km


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("govan", "Govan"),
        ("  GOVAN. ", "Govan"),
        ("the Calton", "Calton"),
        ("The  calton", "Calton"),
        ("Kings Park", "King's Park"),
        ("king’s park", "King's Park"),
        ("Kingspark", "King's Park"),
        ("possil", "Possilpark"),
        ("Possil Park", "Possilpark"),
        ("Govan, Glasgow", "Govan"),
        ("Govan Glasgow", "Govan"),
        ("Govan, Glasgow, Scotland", "Govan"),
        ("Govan & Linthouse", "Govan and Linthouse"),
        ("Easterhouse East", "Easterhouse East"),
        ("Newton, South Ayrshire", "Newton"),
        ("near Govan", "Govan"),
        ("i live in shettleston", "Shettleston"),
        ("Saint Andrews", "St Andrews"),
        ("St. Andrews", "St Andrews"),
        ("Goven", "Govan"),
        ("shettelston", "Shettleston"),
        ("Drumchaple", "Drumchapel"),
        ("castlemilck", "Castlemilk"),
        ("South Side", "South Side"),
        ("Glasgow North East", "Glasgow North East"),
    ],
)
def test_ways_of_typing_a_name(gazetteer: Gazetteer, typed: str, label: str) -> None:
    place = gazetteer.find(typed, HOME)
    assert isinstance(place, Place)
    assert place.label == label


def test_compass_halves_become_one_place(gazetteer: Gazetteer) -> None:
    whole, east = gazetteer.find("Easterhouse", HOME), gazetteer.find("Easterhouse East", HOME)
    assert isinstance(whole, Place)
    assert isinstance(east, Place)
    assert whole.radius_m > east.radius_m
    assert 1000 * distance_km(whole.point, east.point) < whole.radius_m


def test_the_whole_city_holds_all_its_areas(gazetteer: Gazetteer) -> None:
    city = gazetteer.find("glasgow")
    assert isinstance(city, Place)
    assert set(city.localities) == {SOUTH, EAST, WEST}
    assert city.radius_m > 5000


def test_a_name_in_several_councils_gives_choices_that_can_be_searched(
    gazetteer: Gazetteer,
) -> None:
    miss = gazetteer.find("Dalry")
    assert isinstance(miss, Ambiguous)
    assert [choice.label for choice in miss.choices] == [
        "Dalry, City of Edinburgh",
        "Dalry, North Ayrshire",
    ]
    for choice in miss.choices:
        again = gazetteer.find(choice.label)
        assert isinstance(again, Place)
        assert again.point == choice.point


@pytest.mark.parametrize(
    ("name", "prefer", "council"),
    [
        ("Newton", HOME, SOUTH_AYRSHIRE),
        ("Hillhead", HOME, GLASGOW),
        ("Townhead", HOME, GLASGOW),
        ("Crosshill", frozenset({SOUTH_AYRSHIRE}), SOUTH_AYRSHIRE),
        ("Crosshill", frozenset({GLASGOW}), GLASGOW),
    ],
)
def test_a_preferred_council_wins(
    gazetteer: Gazetteer, name: str, prefer: frozenset[str], council: str
) -> None:
    assert isinstance(gazetteer.find(name), Ambiguous)
    place = gazetteer.find(name, prefer)
    assert isinstance(place, Place)
    assert place.council == council


def test_two_preferred_councils_still_ask(gazetteer: Gazetteer) -> None:
    miss = gazetteer.find("Crosshill", HOME)
    assert isinstance(miss, Ambiguous)
    assert {choice.council for choice in miss.choices} == HOME


@pytest.mark.parametrize(
    ("typed", "suggestions"),
    [
        ("Govannhilll", ("Govanhill",)),
        ("Wicj", ("Wick",)),
        ("Sheffield", ("Shawfield", "Seafield")),
    ],
)
def test_names_that_are_close_are_suggested(
    gazetteer: Gazetteer, typed: str, suggestions: tuple[str, ...]
) -> None:
    miss = gazetteer.find(typed, HOME)
    assert isinstance(miss, NotAPlace)
    assert miss.suggestions == suggestions
    assert suggestions[0] in miss.sentence


@pytest.mark.parametrize("typed", ["Wicj", "Keitj", "Lawx"])
def test_a_slip_is_never_taken_for_a_name_that_is_also_a_word(
    gazetteer: Gazetteer, typed: str
) -> None:
    assert isinstance(gazetteer.find(typed), NotAPlace)


@pytest.mark.parametrize("typed", ["London", "Newcastle", "carlisle", "Cardiff", "Belfast"])
def test_towns_outside_scotland(gazetteer: Gazetteer, typed: str) -> None:
    assert isinstance(gazetteer.find(typed), Elsewhere)


@pytest.mark.parametrize("typed", ["zzyzx", "nowhere at all", "help", "my house", "x" * 5000])
def test_not_places(gazetteer: Gazetteer, typed: str) -> None:
    miss = gazetteer.find(typed)
    assert isinstance(miss, NotAPlace)
    assert miss.text == typed[:300]
    assert miss.suggestions == ()


@pytest.mark.parametrize(
    "miss",
    [
        NotAPlace(""),
        NotAPlace("a long tale of where I live " * 9),
        NotAPlace("Pollk", ("Pollok", "Pollokshaws", "Pollokshields")),
        UnknownPostcode("ZZ9 9ZZ"),
        Elsewhere(Place("CF10 1NS", "district", Point(51.5, -3.2), 900, (), None, "W", True)),
        Ambiguous("Newton on the Moor by the Sea", ()),
    ],
)
def test_sentences_are_short(miss: NotAPlace | UnknownPostcode | Elsewhere | Ambiguous) -> None:
    sentences = miss.sentence.replace("?", ".").split(". ")
    assert max(len(sentence.split()) for sentence in sentences) <= 20
    assert miss.sentence[-1] in ".?"


def test_every_alias_finds_a_place(gazetteer: Gazetteer) -> None:
    path = Path(__file__).parents[2] / "app" / "places" / "data" / "aliases.csv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 200
    for row in rows:
        found = gazetteer.find(row["name"])
        assert isinstance(found, Place | Elsewhere | Ambiguous), row


PACKAGED = Gazetteer.packaged()
LABELS = [name for name, _ in NAMES]


@given(st.sampled_from(LABELS), st.data())
def test_case_and_punctuation_never_matter(name: str, data: st.DataObject) -> None:
    noise = st.text(alphabet=" .,()!?\t", max_size=3)
    cased = data.draw(st.sampled_from([name.upper(), name.lower(), name.title()]))
    typed = data.draw(noise) + cased.replace(" ", " " + data.draw(noise)) + data.draw(noise)
    found, plain = PACKAGED.find(typed, HOME), PACKAGED.find(name, HOME)
    assert found == plain
