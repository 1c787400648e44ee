"""What a workbook asks for (工作簿规模), told from its parts before anything is laid out.

A reader lays a sheet out from its first cell to its last: one cell in the far corner asks for seventeen milliards; and
it copies a shared text into each cell that names it. So the parts are unpacked here, measured, and handed on as they
were measured: what a file says of its own sizes, and where it keeps its sheets, decides nothing. Rows below a hundred
thousand and columns before AA are not looked at one by one, so that an ordinary sheet costs little.
"""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
ROWS, COLUMNS = 99_999, 26
"""Extent that is taken for granted."""
ROOMS = ("[Content_Types].xml", "_rels/", "xl/")
"""Where the parts of a workbook lie."""
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
_CHUNK = 1 << 20
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,})[0-9]""")
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*([0-9]{6,})["']""")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_NAMED = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v>\s*([0-9]{1,9})\s*<""")
_CELL_END = b"</c>"
_TEXT_ENDS = re.compile(rb"</(?:\w+:)?si\s*>")


class Workbook(NamedTuple):
    """A workbook as it will be read: no part but these, and of these sizes."""

    content: bytes
    cells: int
    """Cells of the largest sheet, empty ones counted."""
    text: int
    """Most that its cells can hold of shared text [bytes]."""


def unpacked(path: Path) -> int:
    """What the parts of a workbook say that they unpack to [bytes]; raises one of BROKEN."""
    with zipfile.ZipFile(path) as parts:
        return sum(part.file_size for part in parts.infolist())


def measured(path: Path) -> Workbook:
    """A workbook packed anew from its parts, none larger than it says; raises one of BROKEN."""
    content, cells, lengths = io.BytesIO(), 0, np.zeros(1, dtype=np.int64)
    named, shared = np.zeros(0, dtype=np.int64), 0
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(content, "w") as anew:
        for name in dict.fromkeys(parts.namelist()):
            if not name.startswith(ROOMS) or name.endswith("/"):
                continue
            with parts.open(name) as packed:
                part = b"".join(iter(lambda: packed.read(_CHUNK), b""))
            if b"sheetData" in part:
                extent, here, places = _sheet(part)
                cells, shared, named = max(cells, extent), shared + here, np.concatenate((named, places))
            if b"sst" in part[:1000]:
                lengths = np.array([*map(len, _TEXT_ENDS.split(part))])
            anew.writestr(zipfile.ZipInfo(name), part)
    listed = named[named < len(lengths)]
    text = int(lengths[listed].sum()) + (shared - len(listed)) * int(lengths.max())
    return Workbook(content.getvalue(), cells, text)


def _sheet(sheet: bytes) -> tuple[int, int, IntArray]:
    """Cells of a sheet to its last one, how many of them name a shared text, and which texts those that say so plainly
    name; no tag is looked at in two parts."""
    rows, columns, shared, start = ROWS, COLUMNS, 0, 0
    places = [np.zeros(0, dtype=np.int64)]
    while start < len(sheet):
        end = sheet.find(_CELL_END, start + _CHUNK, start + 2 * _CHUNK)
        end = end + len(_CELL_END) if end >= 0 else sheet.find(b">", start + _CHUNK) + 1 or len(sheet)
        text = sheet[start:end]
        columns = max(columns, *map(_place, set(_COLUMN.findall(text))), 0)
        rows = max(rows, *map(int, set(_ROW.findall(text))), 0)
        shared += len(_SHARED.findall(text))
        places.append(np.array([*map(int, _NAMED.findall(text))], dtype=np.int64))
        start = end
    return rows * columns, shared, np.concatenate(places)


def _place(letters: bytes) -> int:
    """Place of a column by its letters: AA is the 27th."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place
