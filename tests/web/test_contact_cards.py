"""A listing can be kept among a phone's contacts, where whoever picks the phone up may see it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.codes import code_of
from app.search.directory import Directory
from app.web.addresses import service_path
from app.web.contact_cards import ContactCard, show_contact_link, write_contact_card
from tests.web.pages import PageClient

BLAND = "Reach In contact"


def _read(text: str) -> list[tuple[str, str]]:
    """Return a card's lines as pairs, as a phone reads them (RFC 2426)."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    return [(line.partition(":")[0], line.partition(":")[2]) for line in lines]


def _plain(value: str) -> str:
    marked = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)
    return marked


def test_every_listing_with_a_number_can_be_kept(client: PageClient, directory: Directory) -> None:
    catalogue = directory.catalogue
    kept = 0
    for service in catalogue.live:
        link = show_contact_link(service, catalogue)
        numbers = [c.value for c in service.contacts if c.way in ("phone", "text")]
        assert (link is not None) == bool(numbers)
        answer = client.http.get(f"{service_path(service, catalogue)}.vcf")
        assert answer.status_code == (200 if numbers else 404)
        if link is None:
            continue
        kept += 1
        lines = _read(answer.text)
        assert lines[:2] == [("BEGIN", "VCARD"), ("VERSION", "3.0")]
        assert lines[-1] == ("END", "VCARD")
        assert [value for name, value in lines if name.startswith("TEL")] == numbers
        assert _plain(dict(lines)["FN"]) == link.shown_as
        assert link.href == answer.url.path
    assert kept > 50


def test_a_card_that_could_give_a_family_away_holds_numbers_alone(
    client: PageClient, directory: Directory
) -> None:
    catalogue = directory.catalogue
    risky = [s for s in catalogue.live if catalogue.may_give_away(s)]
    links = [(s, link) for s in risky if (link := show_contact_link(s, catalogue))]
    assert len(links) > 5
    for service, link in links:
        answer = client.http.get(link.href)
        assert link.is_bland
        assert link.href == f"/services/{code_of(service.id)}.vcf"
        names = {name.partition(";")[0] for name, _ in _read(answer.text)}
        assert names == {"BEGIN", "VERSION", "N", "FN", "TEL", "END"}
        assert f"FN:{BLAND}\r\n" in answer.text
        assert f"N:{BLAND};;;;\r\n" in answer.text


def test_a_card_is_a_file_whose_name_says_nothing(client: PageClient) -> None:
    answer = client.http.get("/services/glasgow-helps.vcf")
    assert answer.headers["content-type"] == "text/vcard; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="contact.vcf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "FN:Glasgow Helps\r\n" in answer.text


@pytest.mark.parametrize("name", ["glasgow-helps", "samaritans"])
def test_a_card_is_at_its_pages_address(
    client: PageClient, directory: Directory, name: str
) -> None:
    service = directory.catalogue.by_id[name]
    own = f"{service_path(service, directory.catalogue)}.vcf"
    for asked in (name, code_of(name)):
        assert client.http.get(f"/services/{asked}.vcf").url.path == own


@pytest.mark.parametrize("path", ["/services/.vcf", "/services/no-such.vcf", "/services/a%0Ab.vcf"])
def test_no_other_card_is_there(client: PageClient, path: str) -> None:
    client.get(path, 404)


def _is_kept(letter: str) -> bool:
    return letter == "\n" or (letter.isprintable() and letter not in "\u2028\u2029")


words = st.text(max_size=200)


@given(words, words, st.lists(st.tuples(st.sampled_from(["VOICE", "MSG"]), words), max_size=3))
def test_any_words_come_back_as_they_were_and_add_no_line(
    name: str, provider: str, numbers: list[tuple[str, str]]
) -> None:
    card = ContactCard(name, provider, tuple(numbers), "https://help.example/a,b;c")
    lines = _read(write_contact_card(card))
    assert len(lines) == 6 + bool(provider) + len(numbers)
    read = dict(lines)
    pairs = [
        (read["FN"], name),
        (read["N"].removesuffix(";;;;"), name),
        (read.get("ORG", ""), provider),
    ]
    for written, given_words in pairs:
        kept = "".join(filter(_is_kept, _plain(written)))
        assert kept == "".join(filter(_is_kept, given_words))
    assert read["URL"] == "https://help.example/a,b;c"
