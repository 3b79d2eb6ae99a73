"""robots.txt is read as RFC 9309 says: the longest rule counts, and stars and ends are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fetching.robots import LONGEST_PAUSE_S, Rule, read_robots

SITE = "https://feed.example"


def allowed(rules: str, path: str, name: str = "ReachIn") -> bool:
    return read_robots(rules, name).allows(SITE + path)


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("", "/services", True),
        ("User-agent: *\nDisallow:", "/services", True),
        ("User-agent: *\nDisallow: /", "/services", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /admin", "/services", True),
        ("User-agent: *\nDisallow: /services", "/services/1?page=2", False),
        # The longest rule counts, whichever stands first; a tie is leave.
        ("User-agent: *\nDisallow: /\nAllow: /services", "/services", True),
        ("User-agent: *\nAllow: /services\nDisallow: /", "/other", False),
        ("User-agent: *\nDisallow: /services\nAllow: /services", "/services", True),
        # Stars and ends.
        ("User-agent: *\nDisallow: /*?", "/services?page=1", False),
        ("User-agent: *\nDisallow: /*?", "/services", True),
        ("User-agent: *\nDisallow: /*.json$", "/a/b.json", False),
        ("User-agent: *\nDisallow: /*.json$", "/a/b.json?x", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        # Our own group alone counts where there is one, in any case of letters.
        ("User-agent: *\nDisallow: /\nUser-agent: reachin\nDisallow: /x", "/services", True),
        ("User-agent: ReachIn\nDisallow: /\nUser-agent: *\nDisallow:", "/services", False),
        ("User-agent: a\nUser-agent: ReachIn\nDisallow: /", "/services", False),
        ("User-agent: ReachIn\nDisallow: /a\n\nUser-agent: ReachIn\nDisallow: /b", "/a", False),
        ("User-agent: other\nDisallow: /", "/services", True),
        # What stands before any group, comments, and spaces.
        ("Disallow: /\nUser-agent: *\nAllow: /", "/services", True),
        ("user-agent : * # all\n disallow : / # everything", "/services", False),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/services", False),
        ("User-agent: *\nDisallow: /caf\u00e9", "/caf%C3%A9", False),
    ],
)
def test_rules(rules: str, path: str, is_allowed: bool) -> None:
    assert allowed(rules, path) is is_allowed


@pytest.mark.parametrize(
    ("line", "pause"),
    [("2", 2.0), ("0.5", 0.5), ("9999", LONGEST_PAUSE_S), ("-3", 0.0), ("nan", 0.0), ("soon", 0.0)],
)
def test_a_pause_that_is_asked_for(line: str, pause: float) -> None:
    assert read_robots(f"User-agent: *\nCrawl-delay: {line}", "ReachIn").pause_s == pause


@given(st.text(max_size=200), st.text(max_size=40))
def test_anything_can_be_read(text: str, path: str) -> None:
    robots = read_robots(text, "ReachIn")
    assert robots.allows(f"{SITE}/{path.replace('[', '').replace(']', '')}") in (True, False)
    assert robots.pause_s >= 0


@given(st.text("/ab*", max_size=8), st.text("/ab", max_size=8))
def test_rules_fit_as_the_words_of_the_rfc_say(path: str, asked: str) -> None:
    def fits(rule: str, text: str) -> bool:
        if not rule:
            return True
        if rule[0] == "*":
            return any(fits(rule[1:], text[i:]) for i in range(len(text) + 1))
        return text[:1] == rule[0] and fits(rule[1:], text[1:])

    assert Rule(False, path).fits(asked) == fits(path, asked)
