"""Nothing inside a private network can be asked, by whatever name or number it goes."""

import socket
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fetching.outcomes import NotAnAddress, NotFetched, Unanswered, Unsafe
from app.fetching.targets import Resolve, Target, find_target, is_public

PUBLIC = ("93.184.215.14", "8.8.8.8", "1.1.1.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
PRIVATE = (
    "127.0.0.1", "127.8.9.1", "0.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200", "192.0.0.192",
    "168.63.129.16", "198.18.0.1", "198.51.100.7", "203.0.113.9", "192.0.2.1", "192.88.99.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1",
    "2001:db8::1", "2001::1", "100::1", "64:ff9b:1::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "2002:7f00:1::", "2002:a9fe:a9fe::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "not a number",
)  # fmt: skip


def resolving(*addresses: str) -> Resolve:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        return addresses

    return resolve


@pytest.mark.parametrize("address", PUBLIC)
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_what_only_this_machine_can_reach_is_not(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_as_itself(address: object) -> None:
    inside = f"::ffff:{address}"
    assert is_public(inside) == is_public(str(address))


@pytest.mark.parametrize("address", [a for a in PRIVATE if a != "not a number"])
def test_a_name_that_leads_inside_is_not_asked(address: str) -> None:
    found = find_target("https://feed.example/x", resolve=resolving(address))
    assert isinstance(found, Unsafe)
    assert "private network" in found.sentence


def test_one_bad_address_among_good_ones_is_enough() -> None:
    found = find_target("https://feed.example/", resolve=resolving("8.8.8.8", "127.0.0.1"))
    assert isinstance(found, Unsafe)


@pytest.mark.parametrize(
    "url",
    ["http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://127.0.0.1/",
     "http://[::ffff:127.0.0.1]/"],
)  # fmt: skip
def test_numbers_written_oddly_are_the_same_numbers(url: str) -> None:
    assert isinstance(find_target(url), Unsafe)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://feed.example/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("feed.example", "https://"),
        ("", "https://"),
        ("https://", "names no server"),
        ("https:///x", "names no server"),
        ("https://user:word@feed.example/", "sign-in"),
        ("https://feed.example:port/", "ort"),
        ("https://feed.example:99999/", "ort"),
        ("https://[::1/", "Invalid"),
        ("https://a b.example/", "letters"),
        ("https://%31.example/", "letters"),
        ("https://feed.example/" + "x" * 3000, "too long"),
    ],
)
def test_what_is_no_web_address_is_said_so(url: str, why: str) -> None:
    found = find_target(url, resolve=resolving("8.8.8.8"))
    assert isinstance(found, NotAnAddress)
    assert why in found.sentence


def test_only_the_webs_own_doors() -> None:
    found = find_target("http://feed.example:22/", resolve=resolving("8.8.8.8"))
    assert isinstance(found, Unsafe)
    assert "port 22" in found.sentence


@pytest.mark.parametrize("allowed", ["feed.example", "feed.example:8001"])
def test_ones_own_servers_may_be_private(allowed: str) -> None:
    found = find_target(
        "http://feed.example:8001/x", frozenset({allowed}), resolve=resolving("10.0.0.7")
    )
    assert isinstance(found, Target)
    assert (found.addresses, found.netloc) == (("10.0.0.7",), "feed.example:8001")


def test_another_door_of_ones_own_server_is_not_open() -> None:
    allowed = frozenset({"feed.example:8001"})
    found = find_target("http://feed.example/", allowed, resolve=resolving("10.0.0.7"))
    assert isinstance(found, Unsafe)


def test_a_name_nobody_has() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "Name or service not known")

    found = find_target("https://nobody.example/", resolve=unknown)
    assert isinstance(found, Unanswered)
    assert found.may_pass
    assert "no server has that name" in found.sentence


def test_names_in_other_letters_are_asked_for_in_ascii() -> None:
    found = find_target("https://bücher.example/", resolve=resolving("8.8.8.8"))
    assert isinstance(found, Target)
    assert found.host == "xn--bcher-kva.example"


@given(st.text(max_size=60))
def test_any_text_is_a_target_or_a_sentence(text: str) -> None:
    found = find_target(text, resolve=resolving("8.8.8.8"))
    assert isinstance(found, Target) or (isinstance(found, NotFetched) and found.sentence)


@given(st.from_regex(r"https?://[^\s]{1,40}", fullmatch=True))
def test_any_address_is_a_target_or_a_sentence(url: str) -> None:
    found = find_target(url, resolve=resolving("10.1.1.1"))
    assert isinstance(found, NotFetched)
    assert found.sentence
