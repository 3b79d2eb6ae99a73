"""What machines read about a page, in schema.org's words, as JSON-LD.

Only what is known stands here: nothing unknown, nothing hidden, no guess. A listing is a Service
(https://schema.org/Service), which says that it is free as an offer for 0 pounds.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.hours import Schedule
from app.content.licences import Licence
from app.content.models import Contact, Location, Service
from app.web.downloads import OPEN_DATA, PACKAGE, Bundle
from app.web.views import Link

Thing = dict[str, Any]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = 24 * 60


def write_linked(thing: Thing) -> str:
    """Return a thing as JSON that may stand in a page: no "<", so that nothing can end it."""
    whole = {"@context": "https://schema.org", **thing}
    return json.dumps(whole, ensure_ascii=False).replace("<", "\\u003c")


def describe_site(name: str, description: str, base: str) -> Thing:
    """Return the site. It has no SearchAction: that would put words in an address."""
    return {
        "@type": "WebSite",
        "name": name,
        "url": f"{base}/",
        "description": description,
        "inLanguage": "en-GB",
    }


def describe_crumbs(crumbs: Iterable[Link], base: str) -> Thing:
    """Return the way to a page, the page itself last."""
    items = [
        {"@type": "ListItem", "position": n, "name": link.text, "item": base + link.href}
        for n, link in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def describe_data(
    name: str, description: str, bundle: Bundle, licence: Licence, base: str
) -> Thing:
    """Return the data itself, for those who search for data (https://schema.org/Dataset)."""
    files = (file for file in bundle.files.values() if file.name != PACKAGE)
    return _without_unknowns(
        {
            "@type": "Dataset",
            "name": f"{name}: help for families in Scotland",
            "description": description,
            "url": base + OPEN_DATA,
            "license": licence.url,
            "creditText": licence.credit,
            "creator": {"@type": "Organization", "name": name, "url": f"{base}/"},
            "isAccessibleForFree": True,
            "inLanguage": "en-GB",
            "spatialCoverage": "Scotland",
            "dateModified": bundle.changed.isoformat() if bundle.changed else None,
            "size": f"{bundle.listings} listings",
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": file.name,
                    "encodingFormat": file.media_type.partition(";")[0],
                    "contentUrl": f"{base}{OPEN_DATA}/{file.name}",
                    "contentSize": f"{file.size} B",
                    "sha256": file.sha256.hex(),
                }
                for file in files
            ],
        }
    )


def describe_listing(service: Service, catalogue: Catalogue, url: str) -> Thing:
    """Return a listing as a service somebody provides."""
    areas = [_describe_area(catalogue.areas[slug]) for slug in service.areas]
    channels = [*_describe_contacts(service.contacts), *_describe_places(service.places)]
    return _without_unknowns(
        {
            "@type": "Service",
            "name": service.name,
            "description": service.summary,
            "url": url,
            "provider": {"@type": "Organization", "name": service.provider},
            "areaServed": areas,
            "audience": _describe_ages(service),
            "availableChannel": channels,
            "hoursAvailable": describe_hours(service.hours),
            "offers": _describe_price(service),
        }
    )


def describe_hours(schedule: Schedule) -> list[Thing]:
    """Return the opening times of any week; nothing where part of them is not known."""
    spans: dict[tuple[int, int], list[str]] = {}
    for name, day in zip(DAYS, schedule.ordinary_week, strict=False):
        for span in day:
            spans.setdefault(span, []).append(name)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": names,
            "opens": _write_clock(start),
            "closes": _write_clock(min(end, _DAY - 1)),
        }
        for (start, end), names in spans.items()
    ]


def _write_clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _describe_area(area: Area) -> Thing:
    kind = "Country" if area.countries else "AdministrativeArea"
    return {"@type": kind, "name": area.name.removeprefix("All of ")}


def _describe_price(service: Service) -> Thing | None:
    if service.cost != "free" or service.cost_note:
        return None
    return {"@type": "Offer", "price": 0, "priceCurrency": "GBP"}


def _describe_ages(service: Service) -> Thing | None:
    ages = service.ages
    if ages.youngest is None and ages.oldest is None:
        return None
    audience = {
        "@type": "PeopleAudience",
        "suggestedMinAge": ages.youngest,
        "suggestedMaxAge": None if ages.care_experienced_to_25 else ages.oldest,
    }
    return _without_unknowns(audience)


def _describe_contacts(contacts: Iterable[Contact]) -> Iterator[Thing]:
    """Yield ways to get in touch. A service's email address has no word of its own, so none is."""
    for contact in contacts:
        channel: Thing = {"@type": "ServiceChannel", "name": contact.name}
        if contact.way in ("website", "chat"):
            yield _without_unknowns({**channel, "serviceUrl": contact.value})
        elif contact.is_number:
            point = {
                "@type": "ContactPoint",
                "telephone": contact.value,
                "hoursAvailable": describe_hours(contact.hours),
            }
            field = "servicePhone" if contact.way == "phone" else "serviceSmsNumber"
            yield _without_unknowns({**channel, field: _without_unknowns(point)})


def _describe_places(places: Iterable[Location]) -> Iterator[Thing]:
    """Yield where it happens. A hidden place is nowhere."""
    for place in places:
        if place.hidden:
            continue
        address = {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": place.neighbourhood,
            "postalCode": place.postcode,
            "addressCountry": "GB",
        }
        spot = {
            "@type": "Place",
            "name": place.name,
            "address": _without_unknowns(address),
            "openingHoursSpecification": describe_hours(place.hours),
        }
        yield {"@type": "ServiceChannel", "serviceLocation": _without_unknowns(spot)}


def _without_unknowns(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [], ())}
