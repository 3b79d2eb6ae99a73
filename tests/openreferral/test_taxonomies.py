"""Topics and the rest as terms, and what Open Eligibility and ALISS call them."""

import json
from typing import get_args

import pytest

from app.content.models import Group, Kind, Level, ReachInWay, Way
from app.openreferral.ids import make_id
from app.openreferral.taxonomies import read_packaged
from app.search.directory import Directory
from app.web.wording import REACH_IN, WELCOMES
from tests.openreferral.feed import Feed

MATCHES = read_packaged("matches.json")
CHOICES = read_packaged("choices.json")
OPEN_ELIGIBILITY = read_packaged("published/open-eligibility-2.0.json")["terms"]
ALISS = read_packaged("published/aliss-categories.json")["terms"]


def test_every_topic_is_matched_somewhere(directory: Directory) -> None:
    assert set(MATCHES) == set(directory.catalogue.needs)
    assert all(any(told.values()) for told in MATCHES.values())


def test_only_terms_that_exist_and_only_services_are_matched() -> None:
    services = {term["id"] for term in OPEN_ELIGIBILITY if term["part"] == "services"}
    used = {code for told in MATCHES.values() for code in told["openEligibility"]}
    assert used <= services
    assert {code for told in MATCHES.values() for code in told["aliss"]} <= {
        term["slug"] for term in ALISS
    }


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("level", get_args(Level)),
        ("kind", get_args(Kind)),
        ("way", get_args(Way)),
        ("welcome", get_args(Group)),
        ("reach_in", tuple(set(get_args(ReachInWay)) - {"not known"})),
    ],
)
def test_every_choice_a_planner_has_is_a_term(kind: str, values: tuple[str, ...]) -> None:
    assert set(CHOICES[kind]["terms"]) == set(values)


def test_terms_say_what_the_site_says() -> None:
    for way, (words, _) in CHOICES["reach_in"]["terms"].items():
        assert words == REACH_IN[way]
    for group, (words, _) in CHOICES["welcome"]["terms"].items():
        assert words.lower() == WELCOMES[group].lower()


def test_a_topic_is_told_in_the_words_of_families(feed: Feed, directory: Directory) -> None:
    money = directory.catalogue.needs["money"]
    told = feed.get(f"/taxonomy_terms/{make_id('need', 'money')}")
    assert (told["name"], told["description"], told["code"]) == (
        money.title,
        money.sentence,
        "money",
    )
    assert told["taxonomy"] == told["taxonomy_detail"]["name"] == "Reach In: topics"


def test_the_planners_names_of_needs_are_in_no_term(feed: Feed, directory: Directory) -> None:
    terms = feed.entries("/taxonomy_terms", per_page=500)
    names = {term["name"].lower() for term in terms if term["taxonomy"].startswith("Reach In")}
    assert not names & {n.planners_area.lower() for n in directory.catalogue.needs.values()}


def test_a_listing_has_its_terms_and_those_of_its_topics(feed: Feed) -> None:
    ours = feed.get(f"/services/{make_id('service', 'gemap-money-advice')}")
    terms = [attribute["taxonomy_term"] for attribute in ours["attributes"]]
    told = [(term["taxonomy"], term["code"]) for term in terms]
    own = ours["reachin"]
    assert [code for name, code in told if name == "Reach In: topics"] == own["needs"]
    assert [code for name, code in told if name == "Reach In: areas"] == own["areas"]
    assert [code for name, code in told if name == "Reach In: how to get it"] == ["get in touch"]
    assert ("openEligibility", "1107") in told
    assert ("ALISS categories", "money") in told


def test_a_tree_can_be_walked(feed: Feed) -> None:
    tops = feed.entries("/taxonomy_terms", top_only=True, per_page=500)
    assert all("parent_id" not in term for term in tops)
    reached = [term["id"] for term in tops]
    for term in reached:
        reached += feed.ids("/taxonomy_terms", parent_id=term)
    assert len(reached) == len(set(reached))
    assert set(reached) == set(feed.ids("/taxonomy_terms", per_page=500))


def test_a_taxonomy_has_its_terms(feed: Feed) -> None:
    for taxonomy in feed.entries("/taxonomies"):
        whole = feed.get(f"/taxonomies/{taxonomy['id']}")
        of_it = feed.ids("/taxonomy_terms", taxonomy_id=taxonomy["id"], per_page=500)
        assert [term["id"] for term in whole["taxonomy_terms"]] == of_it
        assert of_it


def test_packaged_lists_are_kept_as_they_came() -> None:
    assert (len(OPEN_ELIGIBILITY), len(ALISS)) == (385, 212)
    assert json.dumps(OPEN_ELIGIBILITY[0]) == (
        '{"id": "1101", "name": "Emergency", "parent_id": null, "part": "services"}'
    )
