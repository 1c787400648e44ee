"""Workbooks written by hand (手写工作簿): what no office program writes, and what somebody may send."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

_TYPES = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETS}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_TYPES}/relationships"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">'
    '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_TYPES}/relationships"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
HEAD = f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
TAIL = b"</sheetData></worksheet>"


def cell(place: str, value: str) -> bytes:
    """A cell of text at a place such as B2."""
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'.encode()


def book(path: Path, rows: Iterable[bytes], sheet: str = "worksheets/sheet1.xml", texts: bytes = b"") -> Path:
    """A workbook of one sheet, whose text comes in parts, under a name; `texts`: what its cells share."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        for name, text in _PARTS.items():
            parts.writestr(name, text.replace("worksheets/sheet1.xml", sheet))
        if texts:
            parts.writestr("xl/sharedStrings.xml", texts)
        with parts.open(f"xl/{sheet}", "w", force_zip64=True) as written:
            for part in rows:
                written.write(part)
    return path
