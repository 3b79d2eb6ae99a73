"""Where each page is. On safety topics an address is bland: it stays in the browser's history."""

from app.content.areas import Area
from app.content.catalogue import Catalogue
from app.content.codes import code_of
from app.content.guides import Guide
from app.content.models import Service
from app.content.needs import Need

TELL = "/tell-us"
"""Where families tell us what is missing."""
YOU_SAID = "/you-said"
"""What changed because families told us."""


def service_path(service: Service, catalogue: Catalogue) -> str:
    """Return a listing's address: by its id, or by its code where the id could give away."""
    name = code_of(service.id) if catalogue.may_give_away(service) else service.id
    return f"/services/{name}"


def topic_path(need: Need) -> str:
    """Return a topic's address."""
    return f"/topics/{need.page}"


def area_path(area: Area, need: Need | None = None) -> str:
    """Return the address of an area's directory, or of one topic in it."""
    return f"/areas/{area.slug}" + (f"/{need.page}" if need else "")


def guide_path(guide: Guide) -> str:
    """Return the address of a page that planners write."""
    return f"/{guide.slug}"


def list_path(services: tuple[Service, ...]) -> str:
    """Return the address of a list of these listings: their codes and nothing else."""
    return "/list/" + ".".join(code_of(service.id) for service in services)
