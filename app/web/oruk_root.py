"""What the root of the open data says: which standard, whose data, and under which licence.

The first three keys decide how the official validator reads everything else. Being in a list of
feeds is no licence, so the root names ours. HSDS 3.1 has `publisher`; `license` is our addition.
"""

from app.openreferral.records import Json, known

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OPENAPI = "https://openreferraluk.org/specifications/3.0/openapi.json"
"""The standard's own, not ours: the validator takes its schemas from there."""


def describe_feed(base: str, contact: str) -> Json:
    """Return what the root says. `base` is the site's address, `contact` its mailbox or ""."""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": OPENAPI,
        "description": "Help for families in Scotland, listed by Reach In.",
        "publisher": known({"name": "Reach In", "website": f"{base}/", "email": contact}),
        "license": {
            "name": "Creative Commons Attribution 4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
            "attribution": "Reach In contributors",
            "about": f"{base}/open-data",
        },
    }
