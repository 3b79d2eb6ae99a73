"""Topics: from terms of any list in any spelling, else a guess from words, else none."""

from typing import Any

import pytest

from app.openreferral.reading import Dialect, Vocabulary
from app.openreferral.reading.terms import lists_named, packaged_terms
from tests.openreferral.reading.records import field, read, told

PARENTING = ["parenting"]


def attribute(**term: Any) -> dict[str, Any]:
    return {"attributes": [{"id": "a", "taxonomy_term": term}]}


@pytest.mark.parametrize(
    ("said", "needs"),
    [
        (attribute(id="x", name="Parenting Education", taxonomy="openEligibility"), PARENTING),
        (attribute(id="x", name=" parenting  EDUCATION "), PARENTING),
        (attribute(id="1315", name="", taxonomy="Open Eligibility"), PARENTING),
        (attribute(id="1315", name="Something", taxonomy="openEligibility"), PARENTING),
        (attribute(id="openEligibility:1128", name="Food"), ["food"]),
        (attribute(id="x", code="foodbank", taxonomy="ALISS"), ["food"]),
        (attribute(id="x", name="Foodbank"), ["food"]),
        (attribute(id="x", name="y", term_uri="http://id.esd.org.uk/service/831"), PARENTING),
        (attribute(id="http://id.esd.org.uk/service/831", name="y"), PARENTING),
        (attribute(id="https://id.esd.org.uk/service/831/", name="y"), PARENTING),
        (attribute(id="esdServiceType:831"), PARENTING),
        (attribute(id="esdServiceTypes:831"), PARENTING),
        (attribute(id="831", name="y", taxonomy="esdServiceTypes"), PARENTING),
        (attribute(id="831", name="y", taxonomy="ESD Standards"), PARENTING),
        (attribute(id="831", name="y", taxonomy="esdstandards"), PARENTING),
        (attribute(id="69", name="y", taxonomy="esdNeeds"), ["loneliness"]),
        (attribute(id="16", name="Domestic abuse"), ["safety_at_home"]),
        (attribute(id="x", name="Housing & Homelessness"), ["housing"]),
        (attribute(id="x", name="Housing and Homelessness", taxonomy="aliss"), ["housing"]),
        (attribute(id="305", name="Days out"), None),
        (attribute(id="1128"), None),
        ({"service_taxonomys": [{"id": "s", "taxonomy": {
            "id": "http://id.esd.org.uk/service/831", "name": "y", "vocabulary": "esdServiceTypes",
        }}]}, PARENTING),
        ({"service_taxonomies": [{"taxonomy": {"name": "Bereavement"}}]}, ["bereavement"]),
        ({"taxonomies": [{"id": 24, "name": "Childcare", "slug": "childcare-and-early-years"}]},
         ["childcare"]),
        ({"eligibilitys": [{"taxonomys": [{"name": "Carers", "id": "c"}]}]}, ["carers"]),
        ({"attributes": [{"taxonomy": "openEligibility", "value": "1128"}]}, ["food"]),
        ({"attributes": [None, "x", {"taxonomy_term": None}, {"taxonomy_term": []}]}, None),
        ({"attributes": {}}, None),
    ],
)  # fmt: skip
def test_a_term_names_a_topic(said: Any, needs: Any, vocabulary: Vocabulary) -> None:
    draft = read(vocabulary, {"name": "A", "description": "B", **said})
    assert draft.fields.get("needs") == needs
    assert bool(told(draft, "mapped", "needs")) is bool(needs)


def test_every_topic_can_be_named_by_another_list(vocabulary: Vocabulary) -> None:
    named = {slug for meaning in packaged_terms().by_code.values() for slug in meaning.needs}
    assert named == set(vocabulary.needs)


@pytest.mark.parametrize(
    ("spelt", "known"),
    [
        ("ESDstandards", "lga-services"),
        ("esd standards", "lga-services"),
        ("esdServiceTypes", "lga-services"),
        ("http://id.esd.org.uk/list/communityServices", "lga-services"),
        ("http://id.esd.org.uk/list/needs", "lga-needs"),
        ("Open_Eligibility", "open-eligibility"),
        ("Open Eligibility 2.0", "open-eligibility"),
        ("ALISS categories", "aliss"),
        ("taxonomy", None),
        ("", None),
        (None, None),
    ],
)
def test_a_lists_name_is_known_however_it_is_spelt(spelt: str | None, known: str | None) -> None:
    found = lists_named(spelt)
    assert known in found if known else found == ()


@pytest.mark.parametrize(
    ("ages", "need"),
    [
        ({"minimum_age": 11, "maximum_age": 18}, "mental_health_child"),
        ({"minimum_age": 18}, "mental_health_parent"),
        ({}, "mental_health_parent"),
    ],
)
def test_a_childs_feelings_are_a_topic_of_their_own(
    ages: Any, need: str, vocabulary: Vocabulary
) -> None:
    said = {**attribute(name="Counselling"), **ages}
    assert field(vocabulary, "needs", said) == [need]


@pytest.mark.parametrize(
    ("name", "description", "needs"),
    [
        ("Govan food bank", "Open to all.", ["food"]),
        ("A project", "Grief is hard. Come when someone has died.", None),
        ("A project", "We give out nappies, a pram or a cot to any new mum.", ["pregnancy_baby"]),
        ("A project", "Come along.", None),
        ("In danger now?", "Suicide and crisis help. Call 999.", None),
    ],
)
def test_without_a_term_the_words_are_a_guess(
    name: str, description: str, needs: Any, vocabulary: Vocabulary
) -> None:
    draft = read(vocabulary, {"name": name, "description": description})
    assert draft.fields.get("needs") == needs
    assert bool(told(draft, "guessed", "needs")) is bool(needs)
    assert bool(told(draft, "dropped", "needs")) is not bool(needs)


def test_the_extra_needs_it_suits_are_a_guess(vocabulary: Vocabulary) -> None:
    said = {"name": "A", "description": "B", "send_needs": [{"name": "Autism"}]}
    draft = read(vocabulary, said, Dialect.OUTPOST)
    assert draft.fields["needs"] == ["disability_asn"]
    assert told(draft, "guessed", "needs")
    assert draft.fields["planners_note"] == "The feed says it suits: Autism."


def test_terms_give_kinds_and_groups_too(vocabulary: Vocabulary) -> None:
    said = {"attributes": [
        {"taxonomy_term": {"name": name, "taxonomy": "openEligibility"}}
        for name in ("Support Groups", "Fathers", "Help Hotlines")
    ]}  # fmt: skip
    draft = read(vocabulary, said)
    assert draft.fields["kinds"] == ["group", "listening"]
    assert draft.fields["welcomes"] == ["dads"]


def test_our_own_lists_come_back_as_they_were(vocabulary: Vocabulary) -> None:
    said = {"attributes": [
        {"taxonomy_term": {"id": "u", "taxonomy": taxonomy, "code": code, "name": name}}
        for taxonomy, code, name in (
            ("Reach In: topics", "food", "Food for you and your family"),
            ("Reach In: topics", None, "Money worries and benefits"),
            ("Reach In: areas", "glasgow-south", "Glasgow South"),
            ("Reach In: level", "community", "Local"),
            ("Reach In: kinds of help", "food or goods", "Food or goods"),
            ("Reach In: ways of getting it", "drop in", "Drop in"),
            ("Reach In: made for", "mums", "Mums"),
            ("Reach In: how to get it", "just turn up", "You can just turn up"),
            ("openEligibility", "1195", "Parenting Education"),
        )
    ]}  # fmt: skip
    draft = read(vocabulary, said)
    expected = {
        "needs": ["food", "money"],
        "areas": ["glasgow-south"],
        "level": "community",
        "kinds": ["food or goods"],
        "ways": ["drop in"],
        "welcomes": ["mums"],
        "reach_in": {"how": "just turn up"},
    }
    assert {name: draft.fields.get(name) for name in expected} == expected
