"""The checks themselves notice what is wrong: a validator that passes everything proves nothing."""

import pytest

from tests.openreferral.standard_schemas import Standard, faults_of

GOOD = {
    "id": "1b49dede-40e9-5ec8-ab09-303518f9da89",
    "name": "Tea and a chat",
    "status": "active",
    "url": "https://example.org/tea?a=1#b",
    "email": "tea@example.org",
    "last_modified": "2026-11-22T00:00:00.000Z",
}
BAD = {
    "id": "tea-and-a-chat",
    "name": None,
    "status": "open",
    "url": "example.org/café",
    "email": "tea at example.org",
    "last_modified": "2026-11-22T00:00:00",
    "minimum_age": "4",
}


@pytest.mark.parametrize("standard", ["uk-3.0", "hsds-3.0"])
def test_a_good_record_has_no_faults(standard: Standard) -> None:
    assert faults_of(GOOD, "service", standard) == []


@pytest.mark.parametrize("standard", ["uk-3.0", "hsds-3.0"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_is_noticed(standard: Standard, name: str) -> None:
    assert len(faults_of({**GOOD, name: BAD[name]}, "service", standard)) == 1


@pytest.mark.parametrize("standard", ["uk-3.0", "hsds-3.0"])
def test_faults_far_below_are_noticed(standard: Standard) -> None:
    address = {"id": "1", "address_1": "1 Plum Street"}
    spot = {"id": GOOD["id"], "location": {"id": GOOD["id"], "addresses": [address]}}
    told = faults_of({**GOOD, "service_at_locations": [spot]}, "service", standard)
    assert len(told) == 7  # its id, five fields of the address, and the kind of place
