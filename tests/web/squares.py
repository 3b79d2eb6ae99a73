"""Reads a drawn QR code back, as a phone's camera would (ISO/IEC 18004), with nothing of segno's.

Only what our addresses need: bytes, versions 2 to 5, and no mending, for nothing is scratched.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
BORDER = 4
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
FORMAT_MASK = 0b101010000010010
LEVELS = {1: "L", 0: "M", 3: "Q", 2: "H"}
BLOCKS = {
    "2L": (34,), "2M": (28,), "2Q": (22,), "2H": (16,),
    "3L": (55,), "3M": (44,), "3Q": (17, 17), "3H": (13, 13),
    "4L": (80,), "4M": (32, 32), "4Q": (24, 24), "4H": (9, 9, 9, 9),
    "5L": (108,), "5M": (43, 43), "5Q": (15, 15, 16, 16), "5H": (11, 11, 12, 12),
}  # fmt: skip
"""Bytes of data in each block, by version and level."""
MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda y, x: (y + x) % 2,
    lambda y, _: y % 2,
    lambda _, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
Matrix = list[list[bool]]


def read_square(svg: Element) -> str:
    """Return the words that a drawn code holds."""
    matrix = _read_path(svg)
    size = len(matrix)
    version = (size - 17) // 4
    level, mask = _read_format(matrix)
    bits = [matrix[y][x] ^ (MASKS[mask](y, x) == 0) for y, x in _walk(size)]
    stored = [_number(bits[i : i + 8]) for i in range(0, len(bits) - 7, 8)]
    return _read_bytes(_gather(stored, BLOCKS[f"{version}{level}"]))


def _read_path(svg: Element) -> Matrix:
    whole = int((svg.get("viewBox") or "").split()[-1])
    drawn = _path_of(svg)
    grid = [[False] * whole for _ in range(whole)]
    assert RUN.sub("", drawn) == ""
    for x, y, width, back in (map(int, run) for run in RUN.findall(drawn)):
        assert width == back
        grid[y][x : x + width] = [True] * width
    edge = [*grid[:BORDER], *grid[-BORDER:]]
    assert not any(map(any, edge)), "cameras need a blank border"
    return [row[BORDER:-BORDER] for row in grid[BORDER:-BORDER]]


def _path_of(svg: Element) -> str:
    path = svg.find(f"{SVG}path")
    assert path is not None
    return path.get("d") or ""


def _read_format(matrix: Matrix) -> tuple[str, int]:
    across = [matrix[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)]
    bits = _number([*across, *(matrix[y][8] for y in (7, 5, 4, 3, 2, 1, 0))]) ^ FORMAT_MASK
    return LEVELS[bits >> 13], bits >> 10 & 7


def _walk(size: int) -> Iterator[tuple[int, int]]:
    """Yield where each bit of data lies: up and down in pairs of columns, from the right."""
    upward = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if upward else range(size):
            yield from ((y, x) for x in (right, right - 1) if not _is_fixed(y, x, size))
        upward = not upward


def _is_fixed(y: int, x: int, size: int) -> bool:
    in_corner = (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9)
    in_small_square = abs(y - (size - 7)) <= 2 and abs(x - (size - 7)) <= 2
    return in_corner or in_small_square or 6 in (y, x)


def _gather(stored: list[int], blocks: tuple[int, ...]) -> list[int]:
    """Return the data bytes in order; they are stored dealt out among the blocks."""
    data: list[list[int]] = [[] for _ in blocks]
    dealt = iter(stored)
    for place in range(max(blocks)):
        for block, length in zip(data, blocks, strict=True):
            if place < length:
                block.append(next(dealt))
    return [byte for block in data for byte in block]


def _read_bytes(data: list[int]) -> str:
    bits = [bool(byte >> shift & 1) for byte in data for shift in range(7, -1, -1)]
    assert _number(bits[:4]) == 0b0100, "not bytes"
    count = _number(bits[4:12])
    return bytes(_number(bits[12 + 8 * i : 20 + 8 * i]) for i in range(count)).decode()


def _number(bits: list[bool]) -> int:
    return int("".join("01"[bit] for bit in bits), 2)
