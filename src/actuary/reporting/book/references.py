"""Numbers in the report's texts (文中数字): each is a reference into the run, and none is typed.

`{employee_pension.enterprise.city.last.balance}` is a figure of a ledger, `{run.to}` what was asked of the run,
`{inputs.unsourced}` a share of its inputs, `{value.law.common.minimum_years}` an input itself, `{source.wuhan-plan-13}`
a document, `{simulate.paths}` a key of a document made beside the run. After a bar stands a unit of `figures.amount`
where the reference has none of its own: `{simulate.paths|count}`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from actuary.errors import Both, Problem, problem
from actuary.reporting import figures
from actuary.reporting.book.blocks import Figure, Run
from actuary.reporting.book.material import Material
from actuary.reporting.language import Words
from actuary.reporting.selection import CITY, MEASURE_UNITS, Entries
from actuary.vocabulary import FUNDS
from actuary.vocabulary.measures import MEASURES

MONTH = re.compile(r"\d{4}-\d{2}")

REFERENCE = re.compile(r"\{([a-z][\w.\- ]*)(?:\|(\w+))?\}")
UNSOURCED = ("proxy", "judgement")
"""Tags of what no document states."""
_UNITS = {measure.key: measure.unit for measure in MEASURES} | MEASURE_UNITS
_FUNDS = {fund.key for fund in FUNDS}


class Found(NamedTuple):
    """What a reference points at, and its unit (`text` prints as it is)."""

    value: Any
    unit: str


class References:
    """Resolves the references of texts against one run, in one language."""

    def __init__(self, material: Material, words: Words) -> None:
        self.material, self.words = material, words
        self.entries = Entries(material.verdict["funds"])
        self._rooms: Mapping[str, Callable[[Sequence[str]], Found]] = {
            "run": self._run,
            "inputs": self._inputs,
            "value": self._value,
            "source": self._source,
            "certificate": lambda path: Found(material.verdict["certificate"][path[0]], "count"),
        }

    def runs(self, text: str) -> tuple[Run, ...]:
        """A text with its references resolved; raises Problem for one that points at nothing."""
        return tuple(self._split(text))

    def _split(self, text: str) -> Iterator[Run]:
        at = 0
        for match in REFERENCE.finditer(text):
            if match.start() > at:
                yield text[at : match.start()]
            yield self.figure(match[1], match[2])
            at = match.end()
        if at < len(text):
            yield text[at:]

    def figure(self, reference: str, unit: str | None = None) -> Figure:
        """One reference as it prints."""
        try:
            found = self._found(reference.split("."))
        except (KeyError, IndexError, ValueError, TypeError) as fault:
            raise _nothing(reference) from fault
        return Figure(reference, self._shown(found.value, unit or found.unit), found.value)

    def _found(self, path: Sequence[str]) -> Found:
        if path[0] in _FUNDS:
            return self._ledger(path)
        if path[0] in self._rooms:
            return self._rooms[path[0]](path[1:])
        return Found(_inside(self.material.documents[path[0]], path[1:]), "plain")

    def _ledger(self, path: Sequence[str]) -> Found:
        """`fund.account.pool[.without].first_...` or `fund.account.pool[.without].year.measure`."""
        fund, account, pool, *rest = path
        subsidy = rest.pop(0) if rest[0] == "without" else "with"
        if len(rest) == 1:
            entry = self.entries.find(fund, account, pool, subsidy) or {}
            return Found(entry[rest[0]], "text")
        year, measure = self._year(rest[0]), rest[1]
        lists = [self.entries.find(fund, account, pool, subsidy) or {}]
        lists += [each for each in self.material.verdict.get("measures", ()) if _is(each, fund, account, subsidy)]
        rows = [row for each in lists for row in each.get("years", ()) if row["year"] == year and measure in row]
        return Found(rows[0][measure], _UNITS[measure])

    def _year(self, word: str) -> int:
        years = self.material.years
        return {"first": years[0], "last": years[-1]}.get(word) or int(word)

    def _run(self, path: Sequence[str]) -> Found:
        """What was asked of the run, and who it is."""
        asked = {**self.material.manifest, **self.material.verdict}
        spans = {"first": str(self.material.years[0]), "last": str(self.material.years[-1])}
        manifest = self.material.manifest
        more = {
            "digest": manifest["run"],
            "day": str(manifest["created"])[:10],
            "version": manifest["versions"]["actuary"],
            "group_word": self.words(f"group.{self.material.verdict['group']}"),
        }
        return Found({**asked, **spans, **more}[path[0]], "text")

    def _inputs(self, path: Sequence[str]) -> Found:
        counts: Mapping[str, int] = self.material.verdict["inputs"]
        tags = UNSOURCED if path[0] == "unsourced" else tuple(counts) if path[0] == "all" else (path[0],)
        number = sum(counts[tag] for tag in tags)
        return Found(number, "count") if path[-1] == "count" else Found(number / sum(counts.values()), "share")

    def _value(self, path: Sequence[str]) -> Found:
        """The first value of an input of the run."""
        rows = self.material.inputs.filter(self.material.inputs["name"] == ".".join(path)).sort("date").to_dicts()
        return Found(rows[0]["value"], rows[0]["unit"])

    def _source(self, path: Sequence[str]) -> Found:
        source = self.material.assumptions.sources[".".join(path)]
        return Found(f"{source.title}{f'（{source.number}）' if source.number else ''}", "text")

    def _shown(self, value: Any, unit: str) -> str:
        if value is None:
            return figures.MISSING
        if isinstance(value, str):
            return self.words.month(value) if MONTH.fullmatch(value) else value
        if unit == "count":
            return f"{value:,.0f}"
        named = self.words("book.span") if unit == "month" else self.words.unit(unit)
        bare = unit in {"plain", "ratio", "index", "share", "per_year"}
        gap = " × " if named[:1].isdigit() else " "
        return figures.amount(float(value), unit) + ("" if bare else f"{gap}{named}")


def _is(each: Mapping[str, Any], fund: str, account: str, subsidy: str) -> bool:
    line = (each.get("fund"), each.get("account"), each.get("pool", CITY), each.get("subsidy", "with"))
    return line == (fund, account, CITY, subsidy)


def _inside(document: Any, path: Sequence[str]) -> Any:
    for key in path:
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


def _nothing(reference: str) -> Problem:
    message = Both(
        f"报告文字引用的“{reference}”在这次运行里没有。",
        f"A text of the report refers to {reference!r}, which the run has not.",
    )
    remedy = Both("请改正该引用，或补上它所引的文件。", "Correct the reference, or give the document it refers to.")
    return Problem(problem("reference", message=message, remedy=remedy, field=reference))
