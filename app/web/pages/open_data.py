"""Every listing in one file, and the page about it. No search, no account, no limit."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from app.web.digests import is_known, write_digest
from app.web.downloads import OPEN_DATA, PACKAGE, Bundle, File
from app.web.open_data import show_open_data
from app.web.packing import GZIP, VARIES, takes_gzip
from app.web.site import TheVisit

router = APIRouter(tags=["Whole files"])


class Unpacked(Response):
    """An answer unpacked while it is sent: a large file is never whole in memory."""

    def __init__(self, file: File, headers: dict[str, str]) -> None:
        super().__init__(None, media_type=file.media_type, headers=headers)
        self.headers["content-length"] = str(file.size)
        self._file = file

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the file part by part."""
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        for part in self._file.unpack():
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _describe(media_type: str, about: str) -> dict[int | str, dict[str, Any]]:
    """Return what the API's description says of an answer."""
    text = {"schema": {"type": "object" if media_type == "application/json" else "string"}}
    same = {"description": "You have this file already: its ETag is the one you sent."}
    return {200: {"description": about, "content": {media_type: text}}, 304: same}


@router.get(OPEN_DATA)
async def explain_data(visit: TheVisit) -> HTMLResponse:
    """Answer the page about our data."""
    bundle = await visit.site.downloads.find(visit.directory)
    return visit.answer(show_open_data(bundle, visit))


@router.get(
    f"{OPEN_DATA}/services.csv",
    summary="All listings as a table",
    response_class=Response,
    responses=_describe("text/csv", "A row for each listing. UTF-8 with a byte order mark."),
)
async def send_table(request: Request, visit: TheVisit) -> Response:
    """Get one row for each listing. It opens in Excel and other spreadsheets."""
    return await _send("services.csv", request, visit)


@router.get(
    f"{OPEN_DATA}/services.yaml",
    summary="All listings as we write them",
    response_class=Response,
    responses=_describe("application/yaml", "A list of listings, below lines about the licence."),
)
async def send_yaml(request: Request, visit: TheVisit) -> Response:
    """Get the fields that our planners write. Another Reach In can read the file as it is."""
    return await _send("services.yaml", request, visit)


@router.get(
    f"{OPEN_DATA}/services.json",
    summary="All listings in the UK standard",
    response_class=Response,
    responses=_describe("application/json", "One page of full services, with our licence."),
)
async def send_json(request: Request, visit: TheVisit) -> Response:
    """Get full services of Open Referral UK 3.0 as one page, with our licence beside them."""
    return await _send("services.json", request, visit)


@router.get(
    f"{OPEN_DATA}/{PACKAGE}",
    summary="What these files are",
    response_class=Response,
    responses=_describe("application/json", "A Data Package: see datapackage.org."),
)
async def send_package(request: Request, visit: TheVisit) -> Response:
    """Get the size and SHA-256 of each file, the licence, and what each column of the table is."""
    return await _send(PACKAGE, request, visit)


async def _send(name: str, request: Request, visit: TheVisit) -> Response:
    bundle = await visit.site.downloads.find(visit.directory)
    file, packed = bundle.files[name], takes_gzip(request)
    headers = _write_headers(file, bundle, visit.site.live.standing.since, packed=packed)
    if is_known(request.headers.get("if-none-match", ""), file.sha256.hex()):
        kept = ("ETag", "Last-Modified", "Vary")
        return Response(status_code=304, headers={name: headers[name] for name in kept})
    if packed:
        return Response(file.packed, media_type=file.media_type, headers=headers | GZIP)
    return Unpacked(file, headers)


def _write_headers(file: File, bundle: Bundle, since: datetime, *, packed: bool) -> dict[str, str]:
    """Return what is said of a file. Its digest is that of the bytes as sent (RFC 9530, 3)."""
    stem, _, ending = file.name.rpartition(".")
    day = f"-{bundle.changed}" if bundle.changed and file.name != PACKAGE else ""
    shown = "inline" if file.name == PACKAGE else "attachment"
    etag = file.sha256.hex() + ("-gzip" if packed else "")
    return {
        "Content-Disposition": f'{shown}; filename="reach-in-{stem}{day}.{ending}"',
        "ETag": f'"{etag}"',
        "Last-Modified": format_datetime(since.astimezone(UTC), usegmt=True),
        "Repr-Digest": write_digest(file.packed_sha256 if packed else file.sha256),
        **VARIES,
    }
