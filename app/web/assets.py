"""Static files under addresses that hold a hash of their content, so caches never go stale."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
}
PACKED = ".gz"
"""What the name of a large file ends in that is kept packed, here and in the repository."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file, held in memory: there are few and they are small, or packed."""

    address: str
    body: bytes
    content_type: str
    is_packed: bool = False


class Assets:
    """Every static file by its hashed name."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        self._by_name = assets
        self._by_address = {asset.address: asset for asset in assets.values()}

    @classmethod
    def read(cls, folder: Path) -> "Assets":
        """Read every file of a folder that is of a type we serve."""
        files = sorted(path for path in folder.rglob("*") if _name(path).suffix in CONTENT_TYPES)
        return cls({str(_name(path).relative_to(folder)): _read(path, folder) for path in files})

    def address(self, name: str) -> str:
        """Return where a page finds a file. Raises KeyError for a name that is not there."""
        return self._by_name[name].address

    def body(self, name: str) -> bytes:
        """Return what a file holds. Raises KeyError for a name that is not there."""
        return self._by_name[name].body

    def find(self, address: str) -> Asset | None:
        """Return the asset at an address."""
        return self._by_address.get(address)


def _name(path: Path) -> Path:
    """Return a file's path as it is once unpacked."""
    return path.with_suffix("") if path.suffix == PACKED else path


def _read(path: Path, folder: Path) -> Asset:
    body, unpacked = path.read_bytes(), _name(path)
    is_packed = unpacked != path
    digest = hashlib.sha256(gzip.decompress(body) if is_packed else body).hexdigest()[:12]
    name = unpacked.relative_to(folder).with_suffix(f".{digest}{unpacked.suffix}")
    return Asset(f"/static/{name}", body, CONTENT_TYPES[unpacked.suffix], is_packed)
