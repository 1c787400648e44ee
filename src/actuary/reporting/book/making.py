"""A report being made (编制中的报告): material, words and page in one hand, which every part is given."""

import re
from functools import cached_property
from typing import Any

from rich.table import Table
from rich.text import Text

from actuary.reporting.book.blocks import Tabular
from actuary.reporting.book.material import Material
from actuary.reporting.book.references import References
from actuary.reporting.language import Words
from actuary.reporting.layout import Page, Section

NUMBERED = re.compile(r"^(?:[一二三四五六七八九十之附]+、|\d+[a-z]?\. )")
"""The terminal's own numbers before its titles."""
WIDE = 130
"""Columns of a terminal so wide that no year to the end of a plan is left out."""


class Making:
    """What the parts of a report are made with, in one language."""

    def __init__(self, material: Material, words: Words) -> None:
        self.material, self.words = material, words
        self.references = References(material, words)
        self.page = Page(material.verdict, words, WIDE, whole=True)

    @cached_property
    def heading(self) -> str:
        """Rule set, basis, pooling and horizon, each by its name and what it means; what the run is besides."""
        asked = ((key, str(self.material.verdict[key])) for key in ("rules", "basis", "pooling"))
        told = {key: self.words("book.named", name=name, word=self.words.term(key, name)) for key, name in asked}
        verdict, words = self.material.verdict, self.words
        besides = words("page.closed") if verdict.get("group") == "closed" else ""
        if verdict.get("reforms"):
            besides += " · " + words("page.reforms", names=" + ".join(self.reforms))
        if verdict.get("given"):
            besides += " · " + words("page.given", file=verdict["given"])
        return words("page.frame", to=words.month(verdict["to"]), **told) + besides

    @property
    def reforms(self) -> list[str]:
        """The reforms of the run in their order: in Chinese by their titles, as far as they ship."""
        names = [str(name) for name in self.material.verdict.get("reforms") or ()]
        titles = self.material.titles_of_reforms(names) if self.words.language == "zh" else {}
        return [titles.get(name, name) for name in names]

    @cached_property
    def footer(self) -> str:
        """Identities that hold, and the digest of the run's manifest."""
        certificate = self.material.verdict.get("certificate") or {"passed": 0, "identities": 0}
        run = self.words("report.run", digest=self.material.manifest["run"][:16])
        return f"{self.words('page.certificate', **certificate)} {run}"

    def caption(self, unit: str = "", scope: str = "", tags: str = "") -> str:
        """What figures are in, what they cover, under which law and belief, and where they come from."""
        told = [self.words("page.unit", unit=unit)] if unit else []
        told += [scope] if scope else []
        return " · ".join([*told, self.page.frame, tags or self.page.inputs])

    def tabular(self, section: Section | None) -> Tabular | None:
        """A section of the terminal as a table of the report; None where it has no row."""
        if section is None or not section.table.row_count:
            return None
        return Tabular(NUMBERED.sub("", section.title), section.table, self.caption(section.unit))

    def titled(self, key: str, table: Table, unit: str = "", scope: str = "", **values: object) -> Tabular:
        """A table under the catalogue's title `key`."""
        return Tabular(self.words(key, **values), table, self.caption(unit, scope))

    def rows(self, columns: list[tuple[str, str]], rows: list[list[Any]]) -> Table:
        """A table of (heading key, kind) columns and rows of words."""
        table = self.page.table(*((self.words(f"head.{key}"), kind) for key, kind in columns))
        for row in rows:
            table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
        return table
