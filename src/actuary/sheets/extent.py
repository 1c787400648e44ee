"""How far a workbook's sheets reach (工作表范围), told from their text before anything is laid out.

A reader lays a sheet out from its first cell to its last: one cell in the far corner asks for seventeen milliards. Rows
below a hundred thousand and columns before AA are not looked at one by one, so that an ordinary sheet costs little.
"""

import re
import zipfile
import zlib
from pathlib import Path

ROWS, COLUMNS = 99_999, 26
"""Extent that is taken for granted."""
_CHUNK, _OVERLAP = 1 << 20, 64
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,})[0-9]""")
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*([0-9]{6,})["']""")


def cells_of(path: Path) -> int:
    """Cells of the largest sheet of a workbook, empty ones counted; nought where its parts cannot be unpacked."""
    try:
        with zipfile.ZipFile(path) as parts:
            names = [name for name in parts.namelist() if "sheet" in name.lower() and name.lower().endswith(".xml")]
            return max((_cells(parts, name) for name in names), default=0)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        return 0  # the reader says what is wrong with it


def _cells(parts: zipfile.ZipFile, name: str) -> int:
    rows, columns, before = ROWS, COLUMNS, b""
    with parts.open(name) as sheet:
        while chunk := sheet.read(_CHUNK):
            text = before + chunk
            columns = max(columns, *map(_number, set(_COLUMN.findall(text))), 0)
            rows = max(rows, *map(int, set(_ROW.findall(text))), 0)
            before = text[-_OVERLAP:]
    return rows * columns


def _number(letters: bytes) -> int:
    """Place of a column by its letters: AA is the 27th."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place
