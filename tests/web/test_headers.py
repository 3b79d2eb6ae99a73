"""Every kind of answer carries exactly the headers of its surface, and no others of ours."""

import pytest

from tests.web.pages import PageClient

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
API = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-store",
}
ABOUT_THE_BODY = {"content-type", "content-length", "content-encoding", "vary", "etag"}
FRAME = {
    "content-security-policy": PAGE.replace("frame-ancestors 'none'", "frame-ancestors *"),
    "cross-origin-resource-policy": "cross-origin",
}
ORUK = {**API, "access-control-expose-headers": "ETag"}
WIDGET = {**API, "cache-control": "public, max-age=3600"}
OPEN_DATA = {
    **API,
    "cache-control": "public, max-age=300",
    "access-control-expose-headers": "Content-Disposition, ETag, Repr-Digest",
    "x-robots-tag": "noindex",
}
TABLE = {
    "/": {"content-security-policy": PAGE, "cache-control": "no-cache"},
    "/about": {"content-security-policy": PAGE, "cache-control": "no-cache"},
    "/for-schools-and-gps": {
        "content-security-policy": PAGE + "; frame-src 'self'",
        "cache-control": "no-cache",
    },
    "/find?need=food": {"content-security-policy": PAGE, "cache-control": "no-store"},
    "/nothing-here": {"content-security-policy": PAGE, "cache-control": "no-store"},
    "/planning/sign-in": {
        "content-security-policy": PAGE,
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
        "x-robots-tag": "noindex, nofollow",
    },
    "/health": API,
    "/api/v1/search?q=food": API,
    "/embed": {**FRAME, "cache-control": "no-cache"},
    "/embed/too-old": {**FRAME, "cache-control": "no-store"},
    "/widget/v1.js": WIDGET,
    "/widget/v1.0123456789abcdef.js": API,
    "/oembed?url=http://testserver/": WIDGET,
    "/oembed?url=http://elsewhere.example/": API,
    "/docs/api": {
        "content-security-policy": PAGE.replace("img-src", "img-src data:"),
        "cache-control": "no-cache",
    },
    "/open-data": {"content-security-policy": PAGE, "cache-control": "no-cache"},
    "/openapi.json": OPEN_DATA,
    "/open-data/none.csv": OPEN_DATA | {"cache-control": "no-store"},
    "/widget/v1/search": API | {"allow": "POST"},
    "/oruk/v3": ORUK | {"cache-control": "public, max-age=300"},
    "/oruk/v3/services": ORUK | {"cache-control": "public, max-age=300"},
    "/oruk/v3/services?search=food": ORUK,
    "/oruk/v3/services?page=0": ORUK,
    "/oruk/v3/services/nothing": ORUK,
}


@pytest.mark.parametrize("path", TABLE)
def test_an_answer_has_the_headers_of_its_surface_and_no_more(
    client: PageClient, path: str
) -> None:
    headers = dict(client.http.get(path).headers)
    assert {k: v for k, v in headers.items() if k not in ABOUT_THE_BODY} == (
        EVERYWHERE | TABLE[path]
    )


def test_static_files_are_kept_for_a_year(client: PageClient) -> None:
    (style, *_) = [e.get("href") for e in client.get("/").all(".//link[@rel='stylesheet']")]
    headers = dict(client.http.get(str(style)).headers)
    assert {k: v for k, v in headers.items() if k not in ABOUT_THE_BODY} == EVERYWHERE | {
        "content-security-policy": "default-src 'none'",
        "cache-control": "public, max-age=31536000, immutable",
        "cross-origin-resource-policy": "cross-origin",
    }


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("http://site.example", None),
        ("https://site.example", "max-age=31536000; includeSubDomains"),
    ],
)
def test_browsers_are_told_to_stay_with_tls_only_over_tls(
    client: PageClient, base: str, told: str | None
) -> None:
    assert client.http.get(f"{base}/").headers.get("strict-transport-security") == told
