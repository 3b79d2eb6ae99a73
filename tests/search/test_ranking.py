"""The laws of order, over the real listings, for any need and any place."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.config import PROJECT
from app.content.models import Service
from app.places import distance_km
from app.search.directory import Directory
from app.search.outcomes import Found, Hit, Outcome, Understood
from app.search.ranking import judge_opening
from tests.search.outcomes import NOW, Held, ask, ids

TOPICS: list[dict[str, str]] = yaml.safe_load(
    (PROJECT / "data" / "needs.yaml").read_text(encoding="utf-8")
)
OURS_TYPED = (
    "G1|G11|G20|G21|G31|G33|G42|G45|G51|G51 2QP|G53|Govan|Maryhill|Easterhouse|Castlemilk"
    "|Drumchapel|KA6|KA7|KA7 1AA|KA8|KA9|KA26|Girvan|Maybole|Troon|Prestwick|Glasgow|Ayr"
)
TYPED = (
    "|food|pantry|cant pay the bills|damp flat|wee yin wont sleep|home start|i feel so low"
    "|samaritans|dad in jail|xqzvwk|i want to die|law centre"
)
NEEDS = st.sampled_from([topic["slug"] for topic in TOPICS if topic["slug"] != "crisis"])
OURS = st.sampled_from(OURS_TYPED.split("|"))
ANYWHERE = st.one_of(OURS, st.sampled_from(["", "Paisley", "Edinburgh", "KA1", "Kirkton", "xx"]))
WORDS = st.sampled_from(TYPED.split("|"))
SEVERAL = settings(max_examples=60, deadline=None)


def everything(directory: Directory, words: str = "", near: str = "", need: str = "") -> Outcome:
    needs = (need,) if need else ()
    return ask(directory, words, near, needs=needs, limit=500)


def helping_with(directory: Directory, need: str) -> list[Service]:
    return [service for service in directory.catalogue.live if need in service.needs]


def has_number(hit: Hit) -> bool:
    return any(contact.way in ("phone", "text") for contact in hit.service.contacts)


def main_topic(hit: Hit, need: str) -> int:
    return hit.service.needs.index(need)


@given(words=WORDS, near=ANYWHERE, need=NEEDS, limit=st.integers(1, 40))
@SEVERAL
def test_the_best_come_first_once_and_no_more_than_asked(
    held: Held, words: str, near: str, need: str, limit: int
) -> None:
    outcome = ask(held.directory, words, near, needs=(need,), limit=limit)
    scores = [hit.score for hit in outcome.hits]
    # Two listings for further needs, and one with a number, may be moved up into the first four.
    assert scores[0] == max(scores)
    assert scores[4:] == sorted(scores[4:], reverse=True)
    assert min(scores) > 0
    assert len(scores) <= limit
    assert len(scores) <= outcome.total
    assert len(set(ids(outcome.hits))) == len(scores)


@given(near=ANYWHERE, need=NEEDS)
@SEVERAL
def test_one_need_is_answered_strictly_in_order(held: Held, near: str, need: str) -> None:
    """But that whoever is worried finds a number among the first two, if there is any."""
    hits = everything(held.directory, "", near, need).hits
    moved = {n for n, hit in enumerate(hits) if n == 1 and has_number(hit)}
    if not any(map(has_number, hits[:1])):
        hits = tuple(hit for n, hit in enumerate(hits) if n not in moved)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


@given(near=ANYWHERE, need=NEEDS)
@SEVERAL
def test_one_of_the_first_two_can_be_phoned(held: Held, near: str, need: str) -> None:
    hits = everything(held.directory, "", near, need).hits
    assert any(map(has_number, hits[:2])) or not any(map(has_number, hits))


def test_who_is_asked_for_by_name_stands_first_even_without_a_number(directory: Directory) -> None:
    outcome = ask(directory, "ruchazie pantry", "Easterhouse")
    assert [hit.service.id for hit in outcome.hits][:1] == ["ruchazie-pantry"]
    assert not has_number(outcome.hits[0])


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("no money and he drinks", {"money", "alcohol_drugs"}),
        ("debt and drinking since my dad died", {"alcohol_drugs", "bereavement"}),
        ("my daughter is autistic and getting bullied", {"disability_asn", "school"}),
    ],
)
def test_two_needs_are_both_answered_at_the_top(
    directory: Directory, words: str, needs: set[str]
) -> None:
    top = {need for hit in ask(directory, words).hits[:3] for need in hit.service.needs}
    assert needs <= top


@given(words=WORDS, near=ANYWHERE, need=NEEDS, limit=st.integers(1, 20))
@SEVERAL
def test_a_shorter_list_is_the_start_of_a_longer_one(
    held: Held, words: str, near: str, need: str, limit: int
) -> None:
    short = ask(held.directory, words, near, needs=(need,), limit=limit)
    long = ask(held.directory, words, near, needs=(need,), limit=500)
    assert ids(short.hits) == ids(long.hits)[:limit]
    assert short.total == long.total == len(long.hits)


@given(words=WORDS, near=ANYWHERE, need=NEEDS)
@SEVERAL
def test_every_hit_says_why(held: Held, words: str, near: str, need: str) -> None:
    for hit in everything(held.directory, words, near, need).hits:
        assert hit.why, hit.service.id
        assert all(reason[0].isupper() and len(reason) < 120 for reason in hit.why)
        assert len(set(hit.why)) == len(hit.why)


@pytest.mark.parametrize("words", ["geeza break", "kooth", "baby box", "money matters", "camhs"])
def test_a_listing_asked_for_by_name_says_why(directory: Directory, words: str) -> None:
    assert all(hit.why for hit in everything(directory, words).hits)


@given(near=ANYWHERE, need=NEEDS)
@SEVERAL
def test_only_live_listings_are_shown(held: Held, near: str, need: str) -> None:
    outcome = everything(held.directory, "", near, need)
    assert all(hit.service.status == "live" for hit in outcome.hits)


@pytest.mark.parametrize("words", ["seascape", "sea scape homelessness ayr"])
def test_a_paused_listing_is_not_shown_even_by_name(directory: Directory, words: str) -> None:
    paused = {s.id for s in directory.catalogue.services if s.status != "live"}
    assert paused
    assert not paused & set(ids(everything(directory, words).hits))


@given(near=OURS, need=NEEDS)
@SEVERAL
def test_distances_are_to_the_nearest_place_shown(held: Held, near: str, need: str) -> None:
    outcome = everything(held.directory, "", near, need)
    place = outcome.understood.place
    assert place is not None
    for hit in outcome.hits:
        sites = held.directory.sites[hit.service.id]
        distances = [distance_km(place.point, site.point) for site in sites]
        assert hit.distance_km == (min(distances) if distances else None)
        assert (hit.location is None) == (hit.distance_km is None)
        assert hit.location is None or hit.location in hit.service.places


@given(need=NEEDS)
@SEVERAL
def test_without_a_place_nothing_is_near(held: Held, need: str) -> None:
    outcome = everything(held.directory, need=need)
    assert all(hit.distance_km is None and hit.location is None for hit in outcome.hits)


@given(near=OURS, need=NEEDS)
@SEVERAL
def test_help_for_others_never_outranks_help_for_this_family(
    held: Held, near: str, need: str
) -> None:
    outcome = everything(held.directory, "", near, need)
    by_order: dict[int, list[str]] = {}
    for hit in outcome.hits if isinstance(outcome, Found) else ():
        serves = held.directory.standings.seen_by(outcome.understood).serves(hit.service)
        by_order.setdefault(main_topic(hit, need), []).append(serves)
    for serving in by_order.values():
        if "another_area" in serving:
            rest = serving[serving.index("another_area") :]
            assert "my_area" not in rest


@given(near=OURS, need=NEEDS)
@SEVERAL
def test_no_family_is_sent_to_another_council(held: Held, near: str, need: str) -> None:
    outcome = everything(held.directory, "", near, need)
    spot = held.directory.standings.seen_by(outcome.understood)
    for hit in outcome.hits:
        if spot.serves(hit.service) == "another_area":
            assert hit.distance_km is not None
            assert hit.distance_km <= 3
            assert any("ask if you can come" in reason for reason in hit.why)


@given(near=OURS, need=NEEDS)
@SEVERAL
def test_help_by_phone_or_online_survives_a_postcode(held: Held, near: str, need: str) -> None:
    outcome = everything(held.directory, "", near, need)
    remote = {
        service.id
        for service in helping_with(held.directory, need)
        if "scotland" in service.areas and {"phone", "online"} & set(service.ways)
    }
    assert remote <= set(ids(outcome.hits))


@given(near=OURS, need=NEEDS)
@SEVERAL
def test_help_made_for_this_area_is_all_there(held: Held, near: str, need: str) -> None:
    outcome = everything(held.directory, "", near, need)
    mine = {area.slug for area in outcome.understood.areas}
    local = {s.id for s in helping_with(held.directory, need) if mine & set(s.areas)}
    assert local <= set(ids(outcome.hits))


def test_opening_is_said_for_the_moment_asked(directory: Directory) -> None:
    samaritans = directory.catalogue.by_id["samaritans"]
    assert judge_opening(samaritans, NOW) == ("open", "Open 24 hours")
    night = NOW.replace(hour=3)
    pantry = directory.catalogue.by_id["the-govan-pantry"]
    assert judge_opening(pantry, NOW)[0] == "open"
    assert judge_opening(pantry, night)[0] == "closed"


def test_a_service_is_for_all_scotland_where_no_area_is_known(directory: Directory) -> None:
    anywhere = Understood((), (), None, (), None)
    by_id = directory.catalogue.by_id
    assert directory.standings.seen_by(anywhere).serves(by_id["samaritans"]) == "all_of_scotland"
    assert directory.standings.seen_by(anywhere).serves(by_id["the-govan-pantry"]) == "my_area"


NAMED = [
    ("samaritans number", "samaritans"),
    ("phone number for samaritans please", "samaritans"),
    ("home start", "home-start-glasgow"),
    ("Home-Start", "home-start-glasgow"),
    ("shelter", "shelter-scotland-housing-helpline"),
    ("shelter scotland opening times", "shelter-scotland-housing-helpline"),
    ("one parent families", "one-parent-families-scotland-in-glasgow"),
    ("stepchange", "stepchange-debt-help"),
    ("citizens advice", "citizens-advice-bureaux-in-glasgow"),
    ("refuweegee", "refuweegee-welcome-centre-and-free-shop"),
    ("geeza break", "geeza-break"),
    ("cruse", "cruse-scotland-bereavement-helpline"),
    ("kooth", "kooth-glasgow"),
    ("samh", "samh-information-service"),
    ("al anon", "al-anon-family-groups"),
    ("star centre", "the-star-centre-rape-crisis-ayrshire"),
    ("simon community", "simon-community-scotland"),
    ("families outside", "families-outside"),
    ("rnib helpline", "rnib-helpline"),
    ("govan pantry", "the-govan-pantry"),
    ("govan law centre", "govan-law-centre"),
    ("govan help", "govan-help"),
    ("drumchapel foodbank", "drumchapel-foodbank"),
]


@pytest.mark.parametrize(("words", "first"), NAMED)
def test_a_named_organisation_comes_first(directory: Directory, words: str, first: str) -> None:
    assert ids(everything(directory, words).hits)[0].startswith(first)


@pytest.mark.parametrize("words", ["food", "money help", "counselling", "advice", "a warm meal"])
def test_an_ordinary_word_names_no_organisation(directory: Directory, words: str) -> None:
    assert everything(directory, words).understood.named == frozenset()


def test_a_pantry_at_the_door_comes_before_one_across_town(directory: Directory) -> None:
    first, *rest = ids(ask(directory, "food", "G51").hits)
    assert first in ("the-govan-pantry", "linthouse-community-shop")
    assert rest.index("threehills-community-supermarket-and-cafe") > 0


@pytest.mark.parametrize("need", ["housing", "crisis", "food", "money"])
def test_reasons_read_as_sentences(directory: Directory, need: str) -> None:
    reason = everything(directory, need=need).hits[0].why[0]
    assert reason.startswith("Help ")
    assert "Help with help" not in reason
    assert "with A " not in reason


@pytest.mark.parametrize("words", ["home start", "women's aid", "citizens advice", "al anon"])
def test_all_that_share_a_name_come_before_the_rest(directory: Directory, words: str) -> None:
    outcome = everything(directory, words)
    named = outcome.understood.named
    assert named
    assert set(ids(outcome.hits)[: len(named)]) == named
