"""What the root of the open data says: which standard, whose data, and under which licence.

The first three keys decide how the official validator reads everything else. Being in a list of
feeds is no licence, so the root names ours. HSDS 3.1 has `publisher`; `license` is our addition.
"""

from app.content.licences import Licence
from app.openreferral.records import Json, known

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OPENAPI = "https://openreferraluk.org/specifications/3.0/openapi.json"
"""The standard's own, not ours: the validator takes its schemas from there."""


def describe_feed(base: str, contact: str, licence: Licence) -> Json:
    """Return what the root says. `base` is the site's address, `contact` its mailbox or ""."""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": OPENAPI,
        "description": "Help for families in Scotland, listed by Reach In.",
        "publisher": known({"name": "Reach In", "website": f"{base}/", "email": contact}),
        "license": describe_licence(licence, base),
    }


def describe_licence(licence: Licence, base: str) -> Json:
    """Return under which licence the listings may be used; `base` may be "" if nobody told."""
    return {
        "name": licence.name,
        "url": licence.url,
        "attribution": licence.credit,
        "about": f"{base}/open-data",
    }
