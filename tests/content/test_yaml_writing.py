"""What is written as YAML says the same to our own reader, to others, and to whoever edits it."""

from datetime import date

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from app.content.yaml_source import parse_yaml
from app.content.yaml_writing import WIDTH, write_entries, write_entry, write_line

KEYS = st.sampled_from(["name", "note", "summary", "a_b"])
WORDS = st.text(st.sampled_from("ab 0:#-'\"[]{},&*!|>%@`?~=.\t\n\x85\u2028\xa0\ufeff£é😀\x07"))
TEXTS = st.one_of(st.text(), WORDS)
ENTRIES = st.dictionaries(
    KEYS,
    st.one_of(
        TEXTS,
        st.lists(TEXTS, min_size=1),
        st.dictionaries(KEYS, TEXTS, min_size=1),
        st.lists(st.dictionaries(KEYS, TEXTS, min_size=1), min_size=1),
    ),
    min_size=1,
)


@given(st.lists(ENTRIES))
def test_every_text_is_read_back_as_it_was(entries: list[dict[str, object]]) -> None:
    written = "".join(write_entries(entries))  # type: ignore[arg-type]
    source = parse_yaml(written)
    assert source.problems == []
    assert source.value == entries
    assert yaml.safe_load(written) == entries


@given(ENTRIES)
@example({"name": "Need a hand?"})
def test_a_line_is_a_mapping_once_it_stands_in_braces(entry: dict[str, object]) -> None:
    line = write_line(entry)  # type: ignore[arg-type]
    assert "\n" not in line
    assert parse_yaml(f"{{{line}}}").value == entry
    assert yaml.safe_load(f"{{{line}}}") == entry


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Old Hall", "Old Hall"),
        ("0141 496 0001", "0141 496 0001"),
        ("Mon-Fri 9:00-17:00", "Mon-Fri 9:00-17:00"),
        ("https://example.org/#a", "https://example.org/#a"),
        ("£2.50 a shop", "£2.50 a shop"),
        ("999", '"999"'),
        ("yes", '"yes"'),
        ("9:30", '"9:30"'),
        ("0o17", '"0o17"'),
        ("2026-11-22", '"2026-11-22"'),
        ("null", '"null"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a:", '"a:"'),
        ("- a", '"- a"'),
        ("", '""'),
        ("a\nb", '"a\\nb"'),
        ("a\u200db", '"a\\u200db"'),
        (True, "yes"),
        (False, "no"),
        (date(2026, 11, 22), "2026-11-22"),
        (["money", "food or goods"], "[money, food or goods]"),
    ],
)
def test_a_value_is_written_as_planners_write_it(value: object, written: str) -> None:
    assert write_entry({"name": value}) == f"- name: {written}\n"  # type: ignore[dict-item]


def test_entries_have_the_shape_of_the_planners_guide() -> None:
    long = "Someone will listen to you, and help you to find out what you could do next. " * 3
    entry = {
        "id": "tea",
        "summary": long.strip(),
        "contacts": [{"phone": "0141 496 0001", "note": "Ask for Jo."}, {"text": "85258"}],
        "hours": ["Mon 9:00-12:00", "closed on bank holidays"],
        "languages": {"spoken": ["Polish"]},
    }
    written = write_entry(entry)  # type: ignore[arg-type]
    assert max(map(len, written.splitlines())) <= WIDTH
    head, folded = written.split("\n    Someone", 1)
    assert head == "- id: tea\n  summary: >-"
    assert folded.endswith(
        "\n  contacts:\n    - phone: 0141 496 0001\n      note: Ask for Jo.\n"
        '    - text: "85258"\n'
        "  hours:\n    - Mon 9:00-12:00\n    - closed on bank holidays\n"
        "  languages:\n    spoken: [Polish]\n"
    )


def test_a_list_of_nothing_is_still_a_list() -> None:
    assert parse_yaml("".join(write_entries([]))).value == []
