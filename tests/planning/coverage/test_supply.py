"""What there is, counted by area, topic and answer, with figures known by hand."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.catalogue import Catalogue
from app.content.models import Service
from app.planning.coverage.circles import help_everywhere, help_in, slugs_in
from app.planning.coverage.provision import count_provision, find_groups
from app.planning.coverage.questions import BY_KEY, QUESTIONS, ask
from app.planning.coverage.topics import MAPPED, count_topics
from app.search.directory import Directory
from tests.conftest import MOMENT
from tests.planning.coverage.conftest import catalogue_of, listing

AREAS = (
    "glasgow-north-east",
    "glasgow-north-west",
    "glasgow-south",
    "glasgow",
    "south-ayrshire",
    "scotland",
)


def names(services: Iterable[Service]) -> set[str]:
    return {service.id for service in services}


@pytest.mark.parametrize(
    ("area", "named", "parts", "wider"),
    [
        ("glasgow-south", "pantry club", "", "van line"),
        ("glasgow-north-east", "club", "", "van line"),
        ("glasgow-north-west", "refuge", "", "van line"),
        ("glasgow", "van", "pantry club refuge", "line"),
        ("south-ayrshire", "girvan", "", "line"),
        ("scotland", "line", "", ""),
    ],
)
def test_who_helps_in_an_area(
    catalogue: Catalogue, area: str, named: str, parts: str, wider: str
) -> None:
    helping = help_in(catalogue.areas[area], catalogue)
    assert names(helping.named) == set(named.split())
    assert names(helping.parts) == set(parts.split())
    assert names(helping.wider) == set(wider.split())
    assert helping == help_everywhere(catalogue)[area]


def test_a_city_holds_its_parts_and_a_country_is_alone(catalogue: Catalogue) -> None:
    assert slugs_in(catalogue.areas["glasgow"], catalogue) == set(AREAS[:4])
    assert slugs_in(catalogue.areas["scotland"], catalogue) == {"scotland"}
    assert [(whole.slug, len(inside)) for whole, inside in find_groups(catalogue)] == [
        ("glasgow", 4)
    ]


def test_the_strategys_table_counts_what_is_citywide_once(catalogue: Catalogue) -> None:
    ((_, inside),) = find_groups(catalogue)
    table = count_provision(catalogue, inside)
    rows = {row.area.slug: (len(row.services), row.providers) for row in table.rows}
    assert rows == {
        "glasgow-north-east": (1, 1),
        "glasgow-north-west": (1, 1),
        "glasgow-south": (2, 1),
        "glasgow": (1, 1),
    }
    assert (len(table.services), table.providers, table.sum_of_rows) == (4, 3, 5)
    assert names(table.in_several) == {"club"}
    south = next(row for row in table.rows if row.area.slug == "glasgow-south")
    assert names(south.alone) == {"pantry"}


def test_one_provider_is_one_however_it_is_spaced(catalogue: Catalogue) -> None:
    table = count_provision(catalogue, catalogue.areas.values())
    assert len(table.services) == 6
    assert table.providers == 5


def test_what_is_paused_counts_nowhere(catalogue: Catalogue) -> None:
    everywhere = help_everywhere(catalogue)
    assert all("old" not in names(helping.all) for helping in everywhere.values())


def test_topics_count_a_listing_in_each_area_and_a_need_counts_it_once(
    catalogue: Catalogue,
) -> None:
    groups = {group.name: group for group in count_topics(catalogue)}
    assert tuple(groups) == MAPPED
    poverty = groups["Poverty"]
    food = next(row for row in poverty.topics if row.need.slug == "food")
    assert {area: len(cell.own) for area, cell in food.cells.items()} == {
        "glasgow-north-east": 0,
        "glasgow-north-west": 0,
        "glasgow-south": 1,
        "glasgow": 2,
        "south-ayrshire": 1,
        "scotland": 0,
    }
    assert names(poverty.cells["glasgow-south"].own) == {"pantry"}
    assert names(poverty.cells["glasgow-south"].wider) == {"van", "line"}


@pytest.mark.parametrize(
    ("key", "yes", "no"),
    [
        ("when:evenings", "pantry", "club"),
        ("when:weekends", "club", "pantry"),
        ("how:self", "pantry", "club"),
        ("how:free", "pantry", "club"),
        ("lang:any", "club", ""),
        ("checked", "pantry", "club van line refuge girvan"),
        ("age:0-2", "pantry", "club"),
        ("age:18-25", "club", "pantry"),
        ("level:universal", "line", "pantry"),
        ("level:community", "pantry", "line"),
        ("level:targeted", "", "pantry line"),
    ],
)
def test_each_question_has_three_answers(catalogue: Catalogue, key: str, yes: str, no: str) -> None:
    split = ask(BY_KEY[key], catalogue.live, MOMENT, catalogue.checking)
    assert names(split.yes) == set(yes.split())
    assert names(split.no) == set(no.split())
    assert names(split.not_known) == names(catalogue.live) - names(split.yes) - names(split.no)


CHOSEN = st.lists(
    st.tuples(
        st.lists(st.sampled_from(AREAS), min_size=1, max_size=4, unique=True),
        st.lists(st.sampled_from(["food", "money", "school"]), min_size=1, unique=True),
        st.sampled_from(["free", "paid", "not known"]),
        st.sampled_from(["A", "B", "C"]),
    ),
    max_size=12,
)


@given(chosen=CHOSEN)
def test_parts_and_whole_agree_whatever_the_listings(
    directory: Directory, chosen: list[tuple[list[str], list[str], str, str]]
) -> None:
    services = [
        listing(f"n{number}", *areas, needs=needs, cost=cost, provider=provider)
        for number, (areas, needs, cost, provider) in enumerate(chosen)
    ]
    made = catalogue_of(services, directory.catalogue)
    table = count_provision(made, made.areas.values())
    assert len(table.services) == len(services)
    assert table.providers == len({provider for *_, provider in chosen})
    assert table.sum_of_rows == sum(len(areas) for areas, *_ in chosen)
    for area, helping in help_everywhere(made).items():
        assert len(helping.all) == len(names(helping.all)) <= len(services)
        for question in QUESTIONS:
            split = ask(question, helping.all, MOMENT, made.checking)
            assert split.total == len(helping.all)
        in_rows = {r.need.slug: r for g in count_topics(made) for r in g.topics}
        told = [names(row.cells[area].all) for row in in_rows.values()]
        assert set().union(*told) == names(helping.all)
