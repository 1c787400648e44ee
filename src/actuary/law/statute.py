"""The law as a document (法规清单): what is in force on a date with its citation, and what changed between two."""

from collections.abc import Iterable
from typing import Any

from actuary.dated import Assumptions, DatedParameter, DatedValue, Parameters, PoolingMap, Schedule, Standing, Table
from actuary.dated.advice import nearest
from actuary.errors import Both, Problem, problem
from actuary.law.formulas import FORMS
from actuary.law.legislation import SCHEDULE_IN_FORCE
from actuary.months import date_text, text
from actuary.months import month as month_of
from actuary.vocabulary import FUNDS

KNOWN = "known-2016"
RULES = (KNOWN, "hindsight")
PENSION = "employee_pension"
KEYS = {fund.zh: fund.key for fund in FUNDS}
"""A fund by its Chinese name."""
END_OF_TIME = month_of(2100, 12)


Date = tuple[int, int | None]
"""A month, and a day of it; without a day the month as a whole, in which what begins in it is in force."""


class Statute:
    """The law of a data folder under one rule set (某一规则集下的法规), as plain documents."""

    def __init__(self, assumptions: Assumptions, rules: str) -> None:
        """`rules`: known-2016 sees what was known when the plan was made, hindsight sees all."""
        self.assumptions, self.rules = assumptions, rules
        self.known_at = _known_at(assumptions) if rules == KNOWN else None
        known = END_OF_TIME if self.known_at is None else self.known_at
        self.view = Parameters(assumptions.law, hindsight=self.known_at is None, known_at=known)

    def in_force(self, on: Date, fund: str | None = None) -> dict[str, Any]:
        """The document `actuary.law/1`: every parameter of a fund (or of all) that speaks on a date."""
        names, month = self._names(fund), on[0]
        standing = {name: self._standing(name, on) for name in names}
        return {
            "schema": "actuary.law/1",
            "on": date_text(*on),
            **self._frame(fund),
            "parameters": [self._entry(name, found) for name, found in standing.items() if found is not None],
            "silent": [
                {"name": name, "zh": self.assumptions.law[name].zh, "from": self._begins_after(name, month)}
                for name, found in standing.items()
                if found is None
            ],
            "schedule": self._schedule(month) if fund in (None, PENSION) else None,
            "pooling": [_pools(each, fund) for each in self.assumptions.pooling.values()],
        }

    def changed(self, before: Date, after: Date, fund: str | None = None) -> dict[str, Any]:
        """The document `actuary.law-diff/1`: what changed after one date up to another."""
        if _last(after) < _last(before):
            message = Both("第二个日期早于第一个。", "The second date lies before the first.")
            raise Problem(problem("order", message=message, remedy=Both("请对调。", "Exchange them."), field="--diff"))
        changes = [self._change(name, before, after) for name in self._names(fund)]
        return {
            "schema": "actuary.law-diff/1",
            "from": date_text(*before),
            "to": date_text(*after),
            **self._frame(fund),
            "changes": [change for change in changes if change is not None],
        }

    def _standing(self, name: str, on: Date) -> Standing | None:
        """How a parameter stands on a date: what begins on a later day of the month is not yet in force."""
        found = self.view.standing(name, on[0])
        late = found is not None and found.row.from_ == on[0] and _last(on) < (on[0], found.row.day)
        return self.view.standing(name, on[0] - 1) if late else found

    def _frame(self, fund: str | None) -> dict[str, Any]:
        return {
            "rules": self.rules,
            "known_at": None if self.known_at is None else text(self.known_at),
            "fund": fund,
        }

    def _names(self, fund: str | None) -> list[str]:
        """Names of a fund's parameters in order of the funds, then of the files."""
        groups = groups_of(self.assumptions.law)
        if fund is not None and fund not in groups:
            advice = nearest(fund, groups)
            known = Both(f"可选：{'、'.join(groups)}。", f"Choose one of {', '.join(groups)}.")
            message = Both(f"没有名为“{fund}”的险种或类别。", f"There is no fund or group {fund!r}.")
            raise Problem(problem("fund", message=message, remedy=advice or known, field="FUND"))
        order = {group: place for place, group in enumerate(groups)}
        chosen = [p for p in self.assumptions.law.values() if fund in (None, _group(p.name))]
        return [p.name for p in sorted(chosen, key=lambda p: (order[_group(p.name)], p.file, p.line))]

    def _entry(self, name: str, standing: Standing) -> dict[str, Any]:
        """A parameter in force, with its citation."""
        parameter = self.assumptions.law[name]
        return {
            "name": name,
            "zh": parameter.zh,
            "unit": parameter.unit,
            **self._row(parameter, standing.row),
            "until": None if standing.until is None else text(standing.until),
            "tail": parameter.tail if parameter.grows_with is None else f"grow: {parameter.grows_with}",
            "tail_acts": standing.tail,
            "memorandum": parameter.memorandum,
        }

    def _row(self, parameter: DatedParameter, row: DatedValue) -> dict[str, Any]:
        """Value and citation of a row."""
        source = self.assumptions.sources[row.source]
        found: dict[str, Any] = {
            "value": _value(row.value),
            "range": None if row.low is None else [row.low, row.high],
            "tag": row.tag,
            "trust": row.trust,
            "source": row.source,
            "title": source.title,
            "number": source.number,
            "article": row.article,
            "from": date_text(row.from_, row.day if row.day > 1 else None),
            "known_from": text(row.known),
            "level": row.level,
            "note": row.note,
            "file": row.file,
            "line": row.line,
        }
        if parameter.unit == "formula" and row.value in FORMS:
            form, rounding = FORMS[str(row.value)], row.rounding
            found["formula"] = {"zh": form.zh, "en": form.en}
            found["rounding"] = None if rounding is None else rounding._asdict()
        return found

    def _begins_after(self, name: str, on: int) -> str | None:
        """First month after `on` in which the parameter speaks again; None: no known row does."""
        later = (turn for turn in self.view.turns(name) if turn > on and self.view.standing(name, turn))
        first = next(later, None)
        return None if first is None else text(first)

    def _schedule(self, on: int) -> dict[str, Any] | None:
        """The schedule of statutory ages in force."""
        standing = self.view.standing(SCHEDULE_IN_FORCE, on) if SCHEDULE_IN_FORCE in self.assumptions.law else None
        found = None if standing is None else self.assumptions.schedules.get(str(standing.row.value))
        return None if found is None else _ages(found)

    def _change(self, name: str, before: Date, after: Date) -> dict[str, Any] | None:
        """What happened to a parameter; None where nothing did."""
        parameter = self.assumptions.law[name]
        first, last = self._standing(name, before), self._standing(name, after)
        between = [(turn, None) for turn in self.view.turns(name) if before[0] <= turn < after[0]]
        passed = [found for date in between if (found := self._standing(name, date)) is not None]
        steps = _distinct(first, passed if last is None else [*passed, last])
        kind = _kind(first, last, steps)
        if kind is None:
            return None
        return {
            "name": name,
            "zh": parameter.zh,
            "unit": parameter.unit,
            "kind": kind,
            "before": None if first is None else self._entry(name, first),
            "after": None if last is None else self._entry(name, last),
            "steps": [self._row(parameter, step.row) for step in steps],
        }


def _last(on: Date) -> tuple[int, int]:
    """A date to be compared; a month as a whole counts by its last day."""
    return on[0], 31 if on[1] is None else on[1]


def groups_of(law: Iterable[str]) -> list[str]:
    """The seven funds in their order, then the groups of law that belong to no single fund."""
    found = {_group(name) for name in law}
    funds = [fund.key for fund in FUNDS if fund.key in found]
    return funds + sorted(found - set(funds))


def _group(name: str) -> str:
    return name.split(".")[1]


def _known_at(assumptions: Assumptions) -> int:
    """When the plan was made: the month that the valuations of the folder were known at, the latest of them."""
    months = [valuation.known_at for valuation in assumptions.valuations.values()]
    if not months:
        message = Both("没有估值设定，无从得知当时所知的月份。", "No valuation says what was known when.")
        remedy = Both("请用 --rules hindsight。", "Use --rules hindsight.")
        raise Problem(problem("rules", message=message, remedy=remedy, field="--rules"))
    return max(months)


def _value(value: float | str | Table) -> float | str | dict[str, Any]:
    if not isinstance(value, Table):
        return value
    return {"axis": value.axis, "keys": list(value.keys), "values": [float(x) for x in value.values]}


def _kind(first: Standing | None, last: Standing | None, steps: list[Standing]) -> str | None:
    """began | ended | changed | returned (other values between) | renewed (another document, same value) | None."""
    if first is None or last is None:
        if first is last:
            return "returned" if steps else None
        return "began" if first is None else "ended"
    held = _value(first.row.value)
    if _value(last.row.value) != held:
        return "changed"
    if any(_value(step.row.value) != held for step in steps):
        return "returned"
    return "renewed" if last.row.source != first.row.source else None


def _distinct(first: Standing | None, steps: list[Standing]) -> list[Standing]:
    """Steps whose row is not that of the step before, `first` being before all."""
    rows = [None if first is None else first.row, *(step.row for step in steps)]
    return [step for step, row, before in zip(steps, rows[1:], rows, strict=False) if row is not before]


def _ages(schedule: Schedule) -> dict[str, Any]:
    """A schedule of statutory ages as plain values."""
    return {
        "name": schedule.name,
        "zh": schedule.zh,
        "tag": schedule.tag,
        "source": schedule.source,
        "article": schedule.article,
        "categories": {
            category: {
                "old_age_months": delay.old_age_months,
                "start": None if delay.start is None else text(delay.start),
                "step": delay.step,
                "cap": delay.cap,
                "births": [{"from": text(age.from_), "months": age.months} for age in delay.births],
                "ages": [{"from": text(age.from_), "months": age.months} for age in delay.ages],
            }
            for category, delay in schedule.categories.items()
        },
        "early": schedule.early,
        "late": schedule.late,
    }


def _pools(pooling: PoolingMap, fund: str | None) -> dict[str, Any]:
    """A pooling map as plain values, of one fund or of all."""
    shown = {key: found for key, found in pooling.pools.items() if fund in (None, key)}
    return {
        "name": pooling.name,
        "zh": pooling.zh,
        "tag": pooling.tag,
        "trust": pooling.trust,
        "source": pooling.source,
        "pools": {key: {pool: list(each) for pool, each in found.items()} for key, found in shown.items()},
    }
