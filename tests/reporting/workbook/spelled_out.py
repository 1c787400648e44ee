"""A workbook computed in plain Python from the text of its formulas (公式文本求值): it knows nothing of the engine
or of how the workbook was made, so it stands in where there is no LibreOffice."""

import html
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
_SHEET = re.compile(r'<sheet name="([^"]+)" sheetId="(\d+)"')
_TOKEN = re.compile(
    r"(?P<text>\"[^\"]*\")|'(?P<sheet>[^']+)'!(?P<there>[A-Z]+\d+)(?::(?P<there_end>[A-Z]+\d+))?"
    r"|(?P<name>[A-Z]+)\(|(?P<here>[A-Z]+\d+)(?::(?P<here_end>[A-Z]+\d+))?"
    r"|(?P<number>\d+\.?\d*(?:E[+-]?\d+)?)|(?P<sign><>|<=|>=|=|.)",
    re.S,
)
_PLACE = re.compile(r"([A-Z]+)(\d+)")


def _numbers(values: tuple[Any, ...]) -> list[float]:
    flat = [x for value in values for x in (value if isinstance(value, list) else [value])]
    return [x for x in flat if isinstance(x, float | int)]


FUNCTIONS = {
    "SUM": lambda *values: sum(_numbers(values)),
    "AVERAGE": lambda *values: sum(_numbers(values)) / len(_numbers(values)),
    "MAX": lambda *values: max(_numbers(values)),
    "MIN": lambda *values: min(_numbers(values)),
    "ABS": abs,
    "ROUND": lambda value, digits: float(int(value * 10**digits + 0.5)) / 10**digits,
    "ISNUMBER": lambda value: isinstance(value, float | int),
    "COUNTIF": lambda values, wanted: sum(value == wanted for value in values),
}


class Spelled:
    """A workbook by its text; `changes` puts other numbers in some cells, `{(sheet, cell): value}`."""

    def __init__(self, path: Path, changes: dict[tuple[str, str], float] | None = None) -> None:
        self.formulas: dict[tuple[str, str], str] = {}
        self.values: dict[tuple[str, str], Any] = {}
        self.made: dict[str, Any] = {}
        with zipfile.ZipFile(path) as content:
            strings = re.findall(r"<si>(.*?)</si>", content.read("xl/sharedStrings.xml").decode(), re.S)
            self.strings = [html.unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", each, re.S))) for each in strings]
            for name, number in _SHEET.findall(content.read("xl/workbook.xml").decode()):
                self._read(html.unescape(name), content.read(f"xl/worksheets/sheet{number}.xml").decode())
        for place, value in (changes or {}).items():
            self.formulas.pop(place, None)
            self.values[place] = value
        sys.setrecursionlimit(100_000)

    def _read(self, sheet: str, text: str) -> None:
        for cell, attributes, inside in _CELL.findall(text):
            formula = re.search(r"<f>(.*?)</f>", inside, re.S)
            kept = re.search(r"<v>(.*?)</v>", inside, re.S)
            if formula is not None:
                self.formulas[sheet, cell] = html.unescape(formula[1])
            elif kept is not None:
                told = kept[1]
                self.values[sheet, cell] = self.strings[int(told)] if 't="s"' in attributes else float(told)

    def at(self, sheet: str, cell: str) -> Any:
        """The value of a cell; an empty one is nought."""
        place = sheet, cell
        if place not in self.values:
            formula = self.formulas.get(place)
            self.values[place] = 0.0 if formula is None else self._computed(sheet, formula)
        return self.values[place]

    def over(self, sheet: str, first: str, last: str) -> list[Any]:
        """The values of a column's cells."""
        (column, top), (_, bottom) = (_PLACE.fullmatch(each).groups() for each in (first, last))
        return [self.at(sheet, f"{column}{row}") for row in range(int(top), int(bottom) + 1)]

    def _computed(self, sheet: str, formula: str) -> Any:
        if formula not in self.made:
            self.made[formula] = eval(f"lambda f, s: {_python(formula)}")
        return self.made[formula](self, sheet)


def _python(formula: str) -> str:
    """A formula as Python; of a condition only the branch that counts is computed."""
    tokens = [match for match in _TOKEN.finditer(formula) if match[0].strip()]
    told, end = _until(tokens, 0, ())
    assert end == len(tokens), formula
    return told


def _until(tokens: list[re.Match[str]], start: int, stops: tuple[str, ...]) -> tuple[str, int]:
    """Tokens as Python up to a comma or bracket that closes what is open; where that stands."""
    told, place = "", start
    while place < len(tokens) and tokens[place][0] not in stops:
        token = tokens[place]
        if token["name"] is not None:
            text, place = _call(token["name"], tokens, place + 1)
            told += text
        elif token[0] == "(":
            inside, place = _until(tokens, place + 1, (")",))
            told += f"({inside})"
        else:
            told += _token(token)
        place += 1
    return told, place


def _call(name: str, tokens: list[re.Match[str]], place: int) -> tuple[str, int]:
    """A function with its arguments, and where its closing bracket stands."""
    given = []
    while True:
        argument, place = _until(tokens, place, (",", ")"))
        given.append(argument)
        if tokens[place][0] == ")":
            break
        place += 1
    if name == "IF":
        return f"(({given[1]}) if ({given[0]}) else ({given[2]}))", place
    return f"FUNCTIONS[{name!r}]({','.join(given)})", place


def _token(token: re.Match[str]) -> str:
    """A reference, number, text or sign as Python."""
    if token["sheet"] is not None:
        sheet, end = repr(token["sheet"]), token["there_end"]
        return f"f.over({sheet},{token['there']!r},{end!r})" if end else f"f.at({sheet},{token['there']!r})"
    if token["here"] is not None:
        here, end = token["here"], token["here_end"]
        return f"f.over(s,{here!r},{end!r})" if end else f"f.at(s,{here!r})"
    return {"=": "==", "<>": "!=", "^": "**"}.get(token[0], token[0])
