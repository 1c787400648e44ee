"""A workbook recalculated by LibreOffice: stripped of every kept value first, so that nothing stale can pass."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import fastexcel
import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice recalculates the workbook")
_KEPT = re.compile(r"(</f>)<v>[^<]*</v>")
_SHEET = re.compile(r'<sheet name="([^"]+)" sheetId="(\d+)"')


def stripped(content: Path, out: Path, changes: Mapping[tuple[str, str], float]) -> None:
    """The workbook without the values of its formulas, and with some cells changed: `{(sheet, cell): value}`."""
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = _SHEET.findall(old.read("xl/workbook.xml").decode())
        files = {f"xl/worksheets/sheet{number}.xml": name for name, number in names}
        for item in old.infolist():
            data = old.read(item)
            if item.filename in files:
                text = _KEPT.sub(r"\1", data.decode())
                for (sheet, cell), value in changes.items():
                    if sheet == files[item.filename]:
                        text = changed(text, cell, value)
                data = text.encode()
            new.writestr(item, data)


def changed(text: str, cell: str, value: float) -> str:
    """A sheet with a number in a cell that holds a number; a formula there gives way to it."""
    found = re.compile(rf'(<c r="{cell}"(?: s="\d+")?)(?: t="\w+")?>(?:<f>[^<]*</f>)?(?:<v>[^<]*</v>)?</c>')
    text, times = found.subn(rf"\1><v>{value!r}</v></c>", text)
    assert times == 1, f"{cell} holds no number"
    return text


def recalculated(content: Path, folder: Path, changes: Mapping[tuple[str, str], float] | None = None) -> Path:
    """The same workbook as LibreOffice computes it, after some cells have changed."""
    assert SOFFICE is not None
    bare, out = folder / "bare.xlsx", folder / "out"
    stripped(content, bare, changes or {})
    profile = (folder / "profile").as_uri()
    command = [SOFFICE, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    done = subprocess.run([*command, "--outdir", str(out), str(bare)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / "bare.xlsx"


def cells(workbook: Path, sheet: str) -> list[list[object]]:
    """Every cell of a sheet by row, from A1 on."""
    reader = fastexcel.read_excel(workbook)
    table = reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return [list(row) for row in table.iter_rows()]
