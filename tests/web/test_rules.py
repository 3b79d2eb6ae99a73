"""The rules that pages are held to do find what breaks them."""

import html5lib
import httpx
import pytest

from tests.web import rules

GOOD = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Food – Reach In</title><link rel="canonical" href="http://a.example/topics/food">
<meta name="description" content="Food banks and free meals.">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Thing"}</script>
</head><body>
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
        ("<h2>Near</h2>", '<h2>Near</h2><iframe src="/embed"></iframe>', 'a frame called "None"'),
        ("<h2>", '<iframe src="//a.example" title="A"></iframe><h2>', "shows //a.example"),
        ("<h1>", '<h1 style="color:red">', "inline style on h1"),
        ("<h1>", '<h1 onclick="go()">', "inline onclick on h1"),
        ("</head>", "<style>a{}</style></head>", "inline style"),
        ("</head>", "<script>go()</script></head>", "inline script"),
        ('"@type": "Thing"}', '"@type": "Thing"', "linked data is not JSON"),
        ('"@type": "Thing"', '"name": "Food"', "linked data is not of schema.org"),
        ('"Thing"', '"Thing", "name": "<b>"', "linked data holds <"),
        ('"Thing"', '"Thing", "offers": [{"price": null}]', "linked data holds an empty price"),
        ('"Thing"', '"Thing", "name": ""', "linked data holds an empty name"),
        ('rel="canonical"', 'rel="author"', "canonical is [] and robots None"),
        ('rel="canonical"', 'rel="author"', "linked data on a page that is not to be listed"),
        ('name="viewport"', 'name="robots" content="noindex"', "and robots noindex"),
        ("Food banks and free meals.", "Food", 'description is "Food"'),
        ("Food banks and free meals.", "Food " * 40, 'description is "Food'),
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
    ("was", "becomes", "said"),
    [
        ('<base target="_top">', "", "links stay inside the frame"),
        ('<base target="_top">', '<base target="_blank">', "links stay inside the frame"),
        ('href="/embed?need=food" target="_self"', 'href="/embed?need=food"', "opens in None"),
        ('href="/embed?need=food"', 'href="/topics/food"', "/topics/food opens in _self"),
        ('action="/embed/find" target="_self"', 'action="/embed/find"', "opens in None"),
    ],
)
def test_a_frame_that_breaks_a_rule_is_found(was: str, becomes: str, said: str) -> None:
    frame = (
        GOOD.replace("<title>", '<base target="_top"><title>')
        .replace('action="/find"', 'action="/embed/find" target="_self"')
        .replace("<h2>Near</h2>", '<h2>Near</h2><a href="/embed?need=food" target="_self">Food</a>')
    )
    assert rules.judge(html5lib.parse(frame, namespaceHTMLElements=False), framed=True) == []
    assert was in frame
    broken = html5lib.parse(frame.replace(was, becomes), namespaceHTMLElements=False)
    assert any(said in line for line in rules.judge(broken, framed=True))


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
    asked = httpx.Request("GET", "http://a.example/topics/food")
    whole = httpx.Response(200, headers=good, request=asked)
    assert list(rules.judge_headers(whole, may_keep=False)) == []
    bad = httpx.Response(200, headers={**good, name: value}, request=asked)
    assert any(said in line for line in rules.judge_headers(bad, may_keep=False))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("<p>Food.. Tea.</p>", ['"Food.." in p']),
        ("<ul><li>Tea for <b>dads</b>..</li></ul>", ['"dads.." in li']),
        ("<dl><dd>Food . Tea</dd></dl>", ['"Food ." in dd']),
        ("<p>Food. Tea ... A .vcf file.</p>", []),
    ],
)
def test_a_sentence_ends_once(line: str, wrong: list[str]) -> None:
    page = html5lib.parse(f"<h1>Food</h1>{line}", namespaceHTMLElements=False)
    assert list(rules.judge_stops(page)) == wrong
