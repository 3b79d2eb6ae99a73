"""Makes languages nobody speaks: each message stands in marks and is longer than its English."""

import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from fastapi import FastAPI

from app.clock import Clock
from app.config import PROJECT, Settings
from app.language import FOLDER
from app.main import create_app
from tools.messages import gather

OPEN, CLOSE = "⟦", "⟧"
LONGER = 1.4


def lengthen(text: str) -> str:
    """Return a message in marks, with dots that make it as long as many languages are."""
    return f"{OPEN}{text}{' ·' * round(len(text) * (LONGER - 1) / 2)}{CLOSE}"


def make_pseudo(tag: str) -> bytes:
    """Return a file in which every message of the interface is turned."""
    turned = Catalog(locale=tag.replace("-", "_"))
    for message in gather():
        if message.pluralizable:
            forms = tuple(lengthen(message.id[1]) for _ in range(turned.num_plurals))
            turned.add(message.id, forms)
        elif message.id:
            turned.add(message.id, lengthen(str(message.id)))
    made = BytesIO()
    write_po(made, turned)
    return made.getvalue()


def write_files(data: Path, files: Mapping[str, bytes]) -> None:
    """Write files of translations into a data folder."""
    folder = data / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text)


def make_site(folder: Path, clock: Clock, files: Mapping[str, bytes]) -> FastAPI:
    """Return a site over the real listings with these files of translations."""
    data = shutil.copytree(PROJECT / "data", folder / "data")
    write_files(data, files)
    return create_app(Settings(data=data, var=folder / "var", watch=False), clock=clock)
