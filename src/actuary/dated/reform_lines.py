"""One line of a reform (改动条目) checked against the parameter that it names, and the schedules it writes or moves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actuary.dated.assembling import Assumptions
from actuary.dated.building import table_of
from actuary.dated.changes import ADD, SCALE, SET, Change
from actuary.dated.documents import Document
from actuary.dated.nodes import Node
from actuary.dated.shapes import ChangeShape, ScheduleInPlace
from actuary.dated.validate import nearest, one_of
from actuary.dated.values import DatedParameter, Delay, Schedule, Table
from actuary.errors import Both
from actuary.months import text as month_text

STATUTORY_AGE = "law.employee_pension.statutory_age"
_NAMES = Both("请看 `actuary law` 和 assumptions/basis。", "See `actuary law` and assumptions/basis.")
OPERANDS = {SET: ("value", "table", "schedule", "begins"), SCALE: ("factor",), ADD: ("amount",)}
"""What each verb needs or may need."""


def _fitting(row: ChangeShape, holds: float | str | Table) -> float | str | Table | None:
    """What a line sets, when it is of the kind that the parameter holds; a number fits every key of a table."""
    if isinstance(holds, Table) and row.table is not None:
        return table_of(row.table)
    if isinstance(holds, str):
        return row.value if isinstance(row.value, str) else None
    return float(row.value) if isinstance(row.value, float | int) else None


@dataclass
class Line:
    """One line of `changes`, checked against the parameter that it names."""

    reform: str
    row: ChangeShape
    node: Node
    field: str
    document: Document
    known: Mapping[str, DatedParameter]
    assumptions: Assumptions
    schedules: dict[str, Schedule]

    def change(self) -> Change | None:
        """The change; None after letters were added."""
        before = len(self.document.faults)
        row = self.row
        stated = self._verb()
        if stated is None:
            return None
        verb, name = stated
        if row.to is not None and row.to < row.from_:
            self._add("order", "to", "“to”早于“from”。", "`to` lies before `from`.", "请对调。", "Exchange them.")
        if row.then is not None and (row.then != "baseline" or row.to is None):
            told = "“then”只能是 baseline，且须有“to”。", "`then` can only be baseline, and needs `to`."
            self._add("then", "then", *told, "请改正或删去。", "Correct or delete it.")
        if name not in self.known:
            told = f"没有名为“{name}”的参数。", f"There is no parameter {name!r}."
            advice = nearest(name, list(self.known)) or _NAMES
            self._add("unknown_name", verb, *told, advice.zh, advice.en)
            return None
        value = self._value(verb, self.known[name])
        if len(self.document.faults) > before or value is None:
            return None
        keys = tuple(row.keys or ())
        place = self.node.place[0]
        return Change(verb, name, value, row.from_, row.to, keys, row.after, self.reform, self.document.file, place)

    def _verb(self) -> tuple[str, str] | None:
        """Verb and parameter of the line; None after a letter was added."""
        row = self.row
        stated = [(verb, str(name)) for verb in OPERANDS if (name := getattr(row, verb)) is not None]
        if not stated and row.schedule is not None:
            stated = [(SET, STATUTORY_AGE)]
        if len(stated) != 1:
            zh, en = (
                "每项改动须有且只有一个动词：set、scale、add 或 schedule。",
                "A change has one verb: set, scale, add or schedule.",
            )
            self._add("verb", None, zh, en, "保留一个。", "Keep one of them.")
            return None
        verb = stated[0][0]
        for operand in {name for names in OPERANDS.values() for name in names} - set(OPERANDS[verb]):
            if getattr(row, operand) is not None:
                zh, en = f"{verb} 不用“{operand}”。", f"`{verb}` does not use `{operand}`."
                self._add("operand", operand, zh, en, "请删去。", "Delete it.")
        return stated[0]

    def _value(self, verb: str, parameter: DatedParameter) -> float | str | Table | None:
        """The operand that the verb needs, of the kind that the parameter holds."""
        row = self.row
        holds = parameter.values[0].value
        if verb != SET:
            (name,) = OPERANDS[verb]
            operand: float | None = getattr(row, name)
            if operand is None or isinstance(holds, str):
                zh, en = f"{verb} 需要“{name}”和数值型参数。", f"`{verb}` needs `{name}` and a parameter of numbers."
                self._add("missing", verb, zh, en, f"请写 {name}。", f"Add `{name}:`.")
            return operand
        if row.schedule is not None:
            return self._schedule(parameter)
        value = _fitting(row, holds)
        if value is not None:
            return value
        told = f"{parameter.name} 的取值种类不符。", f"{parameter.name} holds another kind of value."
        kind = "table" if isinstance(holds, Table) else "text" if isinstance(holds, str) else "number"
        self._add("kind", "value", *told, f"请给出 {kind}。", f"Give a {kind}.")
        return None

    def _schedule(self, parameter: DatedParameter) -> str | None:
        """Name of the schedule: shipped, moved to another first month, or written in place."""
        row, shipped = self.row, self.assumptions.schedules
        if parameter.name != STATUTORY_AGE:
            told = "schedule 只用于法定退休年龄。", "`schedule` is for the statutory age only."
            self._add("kind", "schedule", *told, f"请写 set: {STATUTORY_AGE}。", f"Write `set: {STATUTORY_AGE}`.")
            return None
        if isinstance(row.schedule, ScheduleInPlace):
            found = in_place(row.schedule, shipped["1978"])
            self.schedules[found.name] = found
            return found.name
        name = str(row.schedule)
        if name not in shipped:
            told = f"没有名为“{name}”的退休年龄表。", f"There is no schedule {name!r}."
            advice = nearest(name, list(shipped)) or one_of(sorted(shipped))
            self._add("schedule", "schedule", *told, advice.zh, advice.en)
            return None
        if row.begins is None:
            return name
        moved = beginning(shipped[name], row.begins)
        self.schedules[moved.name] = moved
        return moved.name

    def _add(self, code: str, field: str | None, zh: str, en: str, remedy_zh: str, remedy_en: str) -> None:
        place = self.node.find((field,)).place if field else self.node.place
        name = f"{self.field}.{field}" if field else self.field
        self.document.faults.add(code, place, Both(zh, en), Both(remedy_zh, remedy_en), name)


def in_place(shape: ScheduleInPlace, old: Schedule) -> Schedule:
    """A schedule written inside a reform; categories that it does not name keep the old age of 1978."""
    categories: dict[str, Delay] = {
        key: Delay(delay.old_age_months, delay.start, delay.step, delay.cap or 0)
        for key, delay in shape.categories.items()
    }
    flexible = shape.flexible
    return replace(
        old,
        name=shape.name,
        zh=shape.zh or shape.name,
        tag="judgement",
        categories={**old.categories, **categories},
        early=flexible.early if flexible else 0,
        late=flexible.late if flexible else 0,
    )


def beginning(schedule: Schedule, month: int) -> Schedule:
    """The same schedule moved (平移启动月), so that the first who retire later reach the old age in `month`."""
    firsts = [d.start + d.old_age_months for d in schedule.categories.values() if d.start is not None]
    shift = month - min(firsts)
    categories = {
        key: delay if delay.start is None else delay._replace(start=delay.start + shift)
        for key, delay in schedule.categories.items()
    }
    name = f"{schedule.name}@{month_text(month)}"
    return replace(
        schedule, name=name, zh=f"{schedule.zh}（{month_text(month)}启动）", tag="judgement", categories=categories
    )
