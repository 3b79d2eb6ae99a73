"""The files of all listings: made once for each Directory, kept packed, each with its digest.

What stands in a file depends on the data alone, so every replica and every start makes the same
bytes. Their digests stand in `datapackage.json`, since no file can hold its own.
"""

import asyncio
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from app.content.licences import Licence
from app.content.models import Service
from app.content.packages import describe_package
from app.content.records import write_record
from app.content.tables import write_table
from app.content.yaml_writing import write_entries
from app.openreferral.envelopes import describe_page
from app.openreferral.records import encode
from app.search.directory import Directory
from app.web.addresses import service_path
from app.web.oruk_root import describe_licence

OPEN_DATA = "/open-data"
PACKAGE = "datapackage.json"
LEVEL = 6
_CHUNK = 1 << 16
_SCHEMA = "# yaml-language-server: $schema=schema/services.schema.json\n"

WriteServices = Callable[[Directory], Iterable[bytes]]
"""Gives every listing as JSON: a full service of the national standard (Open Referral UK)."""


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name, type, size and SHA-256 as it is unpacked, and its packed bytes."""

    name: str
    media_type: str
    size: int
    sha256: bytes
    packed: bytes
    packed_sha256: bytes

    @property
    def format(self) -> str:
        """Return what kind of file it is: yaml, csv or json."""
        return self.name.rpartition(".")[2]

    def unpack(self) -> Iterator[bytes]:
        """Yield its bytes, a part at a time."""
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        for start in range(0, len(self.packed), _CHUNK):
            yield unpacking.decompress(self.packed[start : start + _CHUNK])


@dataclass(frozen=True, slots=True)
class Bundle:
    """All files of one Directory. `digest` names what the listings say, whatever the file."""

    files: dict[str, File]
    listings: int
    changed: date | None
    digest: str


class Downloads:
    """Makes the files of the Directory in service, when somebody first asks for them.

    They are made one after another in a thread of their own: whoever waits for the files of many
    thousand listings must not take up those that answer families.
    """

    def __init__(self, licence: Licence, home: str, write_services: WriteServices) -> None:
        """Say under which licence, and where the site is; `home` is empty if nobody told."""
        self.licence = licence
        self._home = home
        self._write_services = write_services
        self._worker = ThreadPoolExecutor(1, "downloads")
        self._made: tuple[str, Bundle] | None = None

    async def find(self, directory: Directory) -> Bundle:
        """Return the files of a Directory; those that were last made are kept."""
        made = self._made
        if made is not None and made[0] == directory.digest:
            return made[1]
        running = asyncio.get_running_loop()
        return await running.run_in_executor(self._worker, self._find, directory)

    def _find(self, directory: Directory) -> Bundle:
        made = self._made
        if made is None or made[0] != directory.digest:
            made = self._made = directory.digest, self._make(directory)
        return made[1]

    def _make(self, directory: Directory) -> Bundle:
        services = directory.catalogue.live
        entries = [text.encode() for text in write_entries(map(write_record, services))]
        digest = hashlib.sha256(b"".join(entries)).hexdigest()
        bundle = Bundle({}, len(services), find_change(services), digest)
        head = self._write_head(bundle).encode()
        table = write_table(services, lambda each: self._find_page(each, directory))
        written = (
            pack("services.yaml", "application/yaml", (head, *entries)),
            pack("services.csv", "text/csv; charset=utf-8; header=present", _encode(table)),
            pack("services.json", "application/json", self._write_json(bundle, directory)),
        )
        files = {file.name: file for file in written}
        described = describe_package(
            [(f.name, f.format, f.media_type, f.size, f.sha256.hex()) for f in written],
            self.licence,
            changed=bundle.changed,
            digest=digest,
            home=self._home + OPEN_DATA if self._home else "",
        )
        text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
        files[PACKAGE] = pack(PACKAGE, "application/json", (text.encode(),))
        return Bundle(files, bundle.listings, bundle.changed, digest)

    def _find_page(self, service: Service, directory: Directory) -> str:
        return self._home + service_path(service, directory.catalogue)

    def _write_head(self, bundle: Bundle) -> str:
        """Return the comments above the listings in YAML, and the empty line after them."""
        changed = f", last changed on {bundle.changed}" if bundle.changed else ""
        lines = (
            f"Help for families, from Reach In. Listings: {bundle.listings}{changed}.",
            f"Licence of the text: {self.licence.name}, {self.licence.url}",
            f'Please name "{self.licence.credit}", with a link to us.',
            *([f"From {self._home}{OPEN_DATA}"] if self._home else []),
            f"SHA-256 of everything below the empty line: {bundle.digest}",
        )
        return _SCHEMA + "".join(f"# {line}\n" for line in lines) + "\n"

    def _write_json(self, bundle: Bundle, directory: Directory) -> Iterator[bytes]:
        """Yield one page of every listing, as the standard has it, with our own keys beside."""
        count = bundle.listings
        envelope = {
            "license": describe_licence(self.licence, self._home),
            "changed": bundle.changed.isoformat() if bundle.changed else "",
            "digest": f"sha256:{bundle.digest}",
            **describe_page(count, 1, max(1, count), count),
        }
        yield encode(envelope)[:-1] + b',"contents":['
        for index, service in enumerate(self._write_services(directory)):
            yield (b",\n" if index else b"\n") + service
        yield b"\n]}\n"


def find_change(services: Iterable[Service]) -> date | None:
    """Return the last day any of these was changed or checked."""
    checks = (each.checked.on for each in services if each.checked)
    return max((*(each.edited for each in services), *checks), default=None)


def pack(name: str, media_type: str, parts: Iterable[bytes]) -> File:
    """Return parts as one file. Packed bytes hold no time, so that they are always the same."""
    whole, packing, size, packed = hashlib.sha256(), _start_packing(), 0, []
    for part in parts:
        whole.update(part)
        size += len(part)
        packed.append(packing.compress(part))
    packed.append(packing.flush())
    body = b"".join(packed)
    return File(name, media_type, size, whole.digest(), body, hashlib.sha256(body).digest())


def _start_packing() -> "zlib._Compress":
    return zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)


def _encode(texts: Iterable[str]) -> Iterator[bytes]:
    return (text.encode() for text in texts)
