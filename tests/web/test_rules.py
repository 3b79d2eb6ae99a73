"""The rules that pages are held to do find what breaks them."""

import html5lib
import httpx
import pytest

from tests.web import rules

GOOD = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Food – Reach In</title></head><body>
<a href="https://www.bbc.co.uk/weather" rel="nofollow noreferrer">Leave</a>
<section class="urgent" aria-labelledby="u"><h2 id="u">Now</h2><a href="tel:999">999</a></section>
<h1>Food</h1><h2>Near</h2>
<form action="/find" method="post"><label for="q">What?</label><input id="q" name="q"></form>
</body></html>"""


def test_a_good_page_is_let_through() -> None:
    assert rules.judge(html5lib.parse(GOOD, namespaceHTMLElements=False)) == []


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('lang="en-GB"', 'lang="en"', "language is en"),
        ("Food – Reach In", "– Reach In", "titles are"),
        ("Food – Reach In", "Food", "titles are"),
        ('name="viewport"', 'name="view"', "no viewport"),
        ("<h1>Food</h1>", "", "0 h1 headings"),
        ("<h1>Food</h1>", "<h1>Food</h1><h1>More</h1>", "2 h1 headings"),
        ("<h2>Near</h2>", "<h3>Near</h3>", "skips from h1 to h3"),
        ('class="urgent"', 'class="calm"', "skips from h0 to h2"),
        ("<h2>Near</h2>", "<h2> </h2>", "an empty h2"),
        ('<input id="q"', '<input id="u"', 'id "u" is used 2 times'),
        ('<label for="q">', '<label for="z">', 'for="z" leads nowhere'),
        ('<label for="q">What?</label>', "", 'the box "q" has no label'),
        ('name="q"', 'name="q" aria-describedby="hint"', "aria-describedby"),
        ("<h2>Near</h2>", '<h2>Near</h2><a href="#gone">Go</a>', 'href="#gone" leads nowhere'),
        ("<h2>Near</h2>", '<h2>Near</h2><a href="/"></a>', "has no words"),
        ("<h2>Near</h2>", "<h2>Near</h2><button></button>", "has no words"),
        ("<h2>Near</h2>", '<h2>Near</h2><img src="/static/a.0123456789ab.png">', "no alt"),
        ("<h1>", '<h1 style="color:red">', "inline style on h1"),
        ("<h1>", '<h1 onclick="go()">', "inline onclick on h1"),
        ("</head>", "<style>a{}</style></head>", "inline style"),
        ("</head>", "<script>go()</script></head>", "inline script"),
        ("<h2>Near</h2>", '<h2>Near</h2><a href="javascript:go()">Go</a>', "a link to javascript"),
        ('rel="nofollow noreferrer"', 'rel="noreferrer"', "no way to leave"),
        ("tel:999", "tel:111", "no link to call 999"),
        ("<h2>Near</h2>", '<h2>Near</h2><a href="https://a.example">A</a>', "would be told"),
        ("<h2>Near</h2>", '<h2>Near</h2><a href="/" target="_blank">A</a>', "a second window"),
        ('action="/find"', 'action="https://a.example"', "a form sends to https://a.example"),
    ],
)
def test_a_page_that_breaks_a_rule_is_found(was: str, becomes: str, said: str) -> None:
    assert was in GOOD
    page = html5lib.parse(GOOD.replace(was, becomes), namespaceHTMLElements=False)
    assert any(said in line for line in rules.judge(page))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("referrer-policy", "origin", "header referrer-policy"),
        ("content-security-policy", "default-src 'self'", "policy is"),
        ("content-security-policy", "", 'policy is ""'),
        ("permissions-policy", "camera=()", "pages may ask for the geolocation"),
        ("cache-control", "public, max-age=60", 'cache-control is "public, max-age=60"'),
        ("cache-control", "no-cache", 'cache-control is "no-cache"'),
        ("set-cookie", "id=1", "header set-cookie is there"),
        ("server", "uvicorn", "header server is there"),
    ],
)
def test_headers_that_break_a_rule_are_found(name: str, value: str, said: str) -> None:
    policy = "; ".join(f"{key} {allowed}" for key, allowed in rules.PAGE_POLICY.items())
    good = {
        **rules.ALWAYS,
        "content-security-policy": policy,
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "cache-control": "no-store",
    }
    assert list(rules.judge_headers(httpx.Response(200, headers=good), may_keep=False)) == []
    bad = httpx.Response(200, headers={**good, name: value})
    assert any(said in line for line in rules.judge_headers(bad, may_keep=False))
