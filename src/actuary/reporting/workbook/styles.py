"""How cells look (单元格样式): input colours by tag, number formats by unit, and a frame that shows without colour."""

from typing import Any

TAG_COLOURS = {
    "statute": "#DDEBF7",
    "published": "#E2EFDA",
    "derived": "#FFF2CC",
    "proxy": "#FCE4D6",
    "judgement": "#EADCF4",
}
NUMBER_FORMATS = {
    "share": "0.00%",
    "per_year": "0.00%",
    "yuan": "#,##0.00",
    "yuan_per_month": "#,##0.00",
    "yuan_per_year": "#,##0.00",
    "yuan_per_case": "#,##0.00",
    "yuan_per_day": "#,##0.00",
    "person": "#,##0.00",
    "month": "0.00",
    "index": "0.000000",
    "ratio": "0.000000",
    "flag": "0",
    "year": "#,##0.00",
    "day": "0.0",
}
FONT = "Microsoft YaHei"
"""A face that every Excel in Chinese has; LibreOffice takes its own in its place."""


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **wanted: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "font_size": 10, "valign": "vcenter", **wanted})
        return self._made[key]

    def number(self, unit: str, **more: Any) -> Any:
        """A figure of a unit."""
        return self.of(num_format=NUMBER_FORMATS.get(unit, "General"), **more)

    def input(self, tag: str, unit: str, *, follows: bool = False) -> Any:
        """A value that may be changed: framed, in the colour of its tag; in italics where it follows another."""
        colour = TAG_COLOURS.get(tag, "#F2F2F2")
        return self.number(unit, bg_color=colour, border=1 if follows else 2, italic=follows)

    @property
    def title(self) -> Any:
        return self.of(bold=True, font_size=14)

    @property
    def heading(self) -> Any:
        return self.of(bold=True, text_wrap=True, align="center", bottom=2, bg_color="#F2F2F2")

    @property
    def note(self) -> Any:
        return self.of(italic=True, font_size=9)

    @property
    def text(self) -> Any:
        return self.of()

    @property
    def wrapped(self) -> Any:
        return self.of(text_wrap=True, valign="top")
