"""Whatever is sent, the answer is a page: never a fault, and never somebody else's markup."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.pages import PageClient

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
REFUSED = (400, 413, 422)
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
FORBIDDEN = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160)]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<script>alert(1)</script>", None),
        ("\"'><img src=x onerror=alert(1)>", None),
        ("{{ 7 * 7 }} {% raw %} &amp; &#x41;", None),
        ("help\u202eton si eh\u202c", None),
        ("I’m worrit aboot ma wean 😢👨‍👩‍👧", None),
        ("я боюсь אני צריך مساعدة 需要帮助", None),
        ("e\u0301" * 40, None),
        ("%00 %zz %u1234 ../../etc/passwd", None),
        ("'; DROP TABLE services; --", None),
        ("* ? ~ ^ AND OR NOT name:food [a TO z]", None),
        ("food\x00\x01\x1b[31m\x7f\x85 bank", "food[31m bank"),
        ("half\ufffe\ufdd0\U0001ffff", "half"),
        ("line one\r\nline two\ttab", "line one\nline two\ttab"),
        ("x" * 1000, None),
        ("x" * 5000, "x" * 1000),
        ("food " * 1000, "food " * 200),
        ("مساعدة " * 1000, ("مساعدة " * 1000)[:1000]),
    ],
)
def test_words_come_back_in_their_box_as_they_were(
    client: PageClient, typed: str, kept: str | None
) -> None:
    page = client.find(q=typed, near=typed[:60])
    assert page.box("q").get("value") == (typed if kept is None else kept)
    assert typed not in page.title
    assert page.all(".//main//script") == page.all(".//img") == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"q=%ff%fe%00food&near=%ED%A0%80", FORM, 200),
        (b"q=\xff\xfe&near=\xed\xa0\x80", FORM, 200),
        (b"q=%zz%&near=%", FORM, 200),
        (b"%%%=%&&&;;;==", FORM, 422),
        (b"q=one&q=two&near=G51&near=", FORM, 200),
        (b"&" * 60_000, FORM, 422),
        (b"a=1&" * 15_000, FORM, 400),
        (b"", FORM, 422),
        (b'{"q": "food"}', "application/json", 422),
        (b"q=food", "text/plain", 422),
        (b"\x00" * 100, "application/octet-stream", 422),
        (b"--x\r\n", PARTS, 422),
        (b"--x\r\n", "multipart/form-data", 400),
        (b"--y\r\nnonsense", PARTS, 400),
    ],
)
def test_odd_bodies_are_answered_kindly(
    client: PageClient, body: bytes, kind: str, status: int
) -> None:
    answer = client.http.post("/find", content=body, headers={"content-type": kind})
    page = client.check(answer, status, may_keep=False)
    assert "tel:999" in page.links()


@pytest.mark.parametrize("charset", ["utf-7", "raw_unicode_escape", "utf-16", "undefined", "x"])
@pytest.mark.parametrize("value", [b"+2AA-", b"\\ud800", b"food", b"\xff\xfe\x00\xd8"])
def test_a_form_in_an_odd_encoding_is_no_fault(
    client: PageClient, charset: str, value: bytes
) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n' + value + b"\r\n--x--\r\n"
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    answer = client.http.post("/find", content=body, headers={"content-type": kind})
    assert answer.status_code in (200, *REFUSED)
    client.check(answer, answer.status_code, may_keep=False)


def test_a_file_where_words_belong_is_refused(client: PageClient) -> None:
    answer = client.http.post("/find", files={"q": ("letter.txt", b"food")})
    page = client.check(answer, 422, may_keep=False)
    assert "letter" not in page.text


@pytest.mark.parametrize("chunked", [False, True])
def test_more_than_anyone_would_type_is_refused_kindly(client: PageClient, chunked: bool) -> None:
    body = b"q=" + b"help " * 14_000
    parts = (body[at : at + 8192] for at in range(0, len(body), 8192))
    content = parts if chunked else body
    answer = client.http.post("/find", content=content, headers={"content-type": FORM})
    page = client.check(answer, 413, may_keep=False)
    assert page.h1 == "That is too long for us to read"
    assert "Go back and use fewer words." in page.text
    assert {"tel:999", "tel:116123", "/"} <= set(page.links())
    assert "help help" not in page.text


def test_too_much_is_refused_in_the_frame_as_a_frame(client: PageClient) -> None:
    body = b"q=" + b"help " * 14_000
    answer = client.http.post("/embed/find", content=body, headers={"content-type": FORM})
    page = client.check(answer, 413, may_keep=False, framed=True)
    assert "tel:999" in page.links()


def test_too_much_is_refused_in_few_words_where_no_page_can_be_drawn(
    client: PageClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.web.errors.show_general_crisis", lambda *_: 1 / 0)
    answer = client.http.post("/find", content=b"q=" + b"help " * 14_000)
    assert (answer.status_code, answer.headers["content-type"][:10]) == (413, "text/plain")
    assert "Go back and use fewer words." in answer.text
    assert "999" in answer.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "path", ["/services/%ff%00", "/topics/%F0%9F%92%A9", "/%2e%2e/x", "/a%0d%0ab"]
)
def test_odd_addresses_are_not_found(client: PageClient, path: str) -> None:
    client.get(path, 404)


@pytest.mark.parametrize(
    "query", ["q=%ff%00&near=%ed%a0%80", "q=%", "need=,,,&area=%00", "&&&=&q=a"]
)
def test_odd_links_are_answered(client: PageClient, query: str) -> None:
    answer = client.http.get(f"/find?{query}")
    assert answer.status_code in (200, 422)
    client.check(answer, answer.status_code, may_keep=False)


letters = st.characters(exclude_categories=["Cs", "Cn"])
anything = st.text(letters, max_size=120) | st.text(string.printable, max_size=300)


@quick
@given(q=anything, near=anything, need=anything, area=anything)
def test_no_words_break_a_page(client: PageClient, q: str, near: str, need: str, area: str) -> None:
    answer = client.http.post("/find", data={"q": q, "near": near, "need": need, "area": area})
    assert answer.status_code in (200, 422)
    page = client.check(answer, answer.status_code, may_keep=False)
    shown = page.box("q").get("value", "")
    assert shown.split() == "".join(c for c in q if c not in FORBIDDEN).split()


@quick
@given(body=st.binary(max_size=400), kind=st.sampled_from([FORM, PARTS]))
def test_no_bytes_break_a_page(client: PageClient, body: bytes, kind: str) -> None:
    answer = client.http.post("/find", content=body, headers={"content-type": kind})
    assert answer.status_code in (200, *REFUSED)
    client.check(answer, answer.status_code, may_keep=False)


@quick
@given(path=st.text(max_size=60))
def test_no_address_breaks_a_page(client: PageClient, path: str) -> None:
    for start in ("/services/", "/topics/", "/x"):
        answer = client.http.get(start + "".join(f"%{byte:02x}" for byte in path.encode()))
        assert answer.status_code in (404, 307)
