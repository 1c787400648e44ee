"""One line of a reform (改动条目) checked against the parameter that it names, and the schedules it writes or moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from pydantic_core import PydanticCustomError

from actuary.dated.advice import nearest, one_of
from actuary.dated.assumptions import Assumptions
from actuary.dated.building import table_of
from actuary.dated.changes import ADD, SCALE, SET, STATUTORY_AGE, Change
from actuary.dated.documents import Document
from actuary.dated.nodes import Node
from actuary.dated.pages import delay_of
from actuary.dated.pairing import no_key, unlike, unpaired
from actuary.dated.plausible import implausible
from actuary.dated.scalars import number_of
from actuary.dated.shapes import ChangeShape, ScheduleInPlace, TableShape
from actuary.dated.values import AgeFrom, DatedParameter, Delay, Schedule, Table
from actuary.dated.words import unread_word
from actuary.errors import Both
from actuary.months import text as month_text

_NAMES = Both("请看 `actuary law` 和 assumptions/basis。", "See `actuary law` and assumptions/basis.")
OPERANDS = {SET: ("value", "table", "schedule", "begins"), SCALE: ("factor",), ADD: ("amount",)}
"""What each verb needs or may need."""
IDLE = {SCALE: 1.0, ADD: 0.0}
"""An operand after which everything is as before."""


def _fitting(row: ChangeShape, holds: float | str | Table) -> float | str | Table | None:
    """What a line sets, when it is of the kind that the parameter holds; a number fits every key of a table."""
    if isinstance(holds, Table) and row.table is not None:
        return table_of(row.table)
    if isinstance(holds, str):
        return row.value if isinstance(row.value, str) else None
    return float(row.value) if isinstance(row.value, float | int) else None


def _in_force(parameter: DatedParameter, change: Change) -> Iterator[float | Table]:
    """The numbers of a parameter that are in force in some month of a change; of two from one month on both, for some
    know the later law not yet."""
    for row in parameter.values:
        gone = any(row.from_ < each.from_ <= change.from_ for each in parameter.values)
        if not gone and (change.to is None or row.from_ <= change.to) and not isinstance(row.value, str):
            yield row.value


def _made(change: Change, held: float | Table, parameter: DatedParameter) -> tuple[str, float] | None:
    """Code and number where a change makes of a value what its unit cannot be."""
    made = change.table(held).values if isinstance(held, Table) else (change.number(held),)
    found = ((implausible(float(number), parameter.unit, parameter.name), float(number)) for number in made)
    return next(((wrong[0], number) for wrong, number in found if wrong is not None), None)


@dataclass
class Line:
    """One line of `changes`, checked against the parameter that it names."""

    reform: str
    tag: str
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
        self._check_keys(self.known[name])
        value = self._value(verb, self.known[name])
        if len(self.document.faults) > before or value is None:
            return None
        keys = tuple(row.keys or ())
        said = self.reform, self.document.file, self.node.place[0], self.tag
        return Change(verb, name, value, row.from_, row.to, keys, row.after, *said)

    def _check_keys(self, parameter: DatedParameter) -> None:
        """A letter on keys of what is no table, and on the first that the table has not."""
        holds = parameter.values[-1].value
        if not self.row.keys:
            return
        if not isinstance(holds, Table):
            told = f"{parameter.name} 不是表，没有键。", f"{parameter.name} is no table and has no keys."
            self._add("keys", "keys", *told, "请删去 keys。", "Leave `keys` out.")
            return
        absent = next((key for key in self.row.keys if key not in holds.keys), None)
        if absent is not None:
            message, advice = no_key(absent, parameter.name, holds.keys)
            self._add("keys", "keys", message.zh, message.en, advice.zh, advice.en)

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

    def _operand(self, verb: str, parameter: DatedParameter) -> float | None:
        """What is added, or by which a number is multiplied."""
        (name,) = OPERANDS[verb]
        operand: float | None = getattr(self.row, name)
        if isinstance(parameter.values[0].value, str):
            zh, en = (
                f"{name} 不能用于以词为值的 {parameter.name}。",
                f"{parameter.name} holds a word, which has no {name}.",
            )
            self._add("operand", verb, zh, en, "请改用 set 和 value。", "Use `set` with a `value`.")
        elif operand is None:
            zh, en = f"{verb} 需要“{name}”和数值型参数。", f"`{verb}` needs `{name}` and a parameter of numbers."
            self._add("missing", verb, zh, en, f"请写 {name}。", f"Add `{name}:`.")
        elif operand == IDLE[verb]:
            zh, en = f"{verb} {operand:g} 什么也不改。", f"`{verb}` by {operand:g} changes nothing."
            self._add("changes_nothing", name, zh, en, "请改数值，或删去这一项。", "Change it, or delete the change.")
        elif verb == ADD and operand > 0.0:
            self._refuse_implausible(operand, parameter, name)
        return operand

    def _value(self, verb: str, parameter: DatedParameter) -> float | str | Table | None:
        """The operand that the verb needs, of the kind that the parameter holds."""
        if verb != SET:
            return self._operand(verb, parameter)
        row, holds = self.row, parameter.values[0].value
        if row.schedule is not None:
            return self._schedule(parameter)
        if row.begins is not None:
            told = "只有 schedule 才用 begins。", "Only a `schedule` begins."
            self._add("operand", "begins", *told, "请删去。", "Delete it.")
            return None
        if row.table is not None and isinstance(holds, Table) and self._refuse_table(row.table, parameter):
            return None
        value = _fitting(row, holds)
        if value is not None:
            self._refuse_implausible(value, parameter, "table" if isinstance(value, Table) else "value")
            self._refuse_ten_thousands(value, parameter)
            self._refuse_unread_word(value, parameter)
            return value
        self._refuse_kind(holds, parameter)
        return None

    def _refuse_table(self, table: TableShape, parameter: DatedParameter) -> bool:
        """Letters on keys and values that are no pairs, and on what the parameter's own tables have not."""
        held = [row.value for row in parameter.values if isinstance(row.value, Table)]
        found = [*unpaired(table), *unlike(table, parameter.name, held)]
        for message, remedy in found:
            self._add("table", "table", message.zh, message.en, remedy.zh, remedy.en)
        return bool(found)

    def _refuse_kind(self, holds: float | str | Table, parameter: DatedParameter) -> None:
        """A letter on a value that is not of the kind that the parameter holds."""
        value, before = self.row.value, len(self.document.faults)
        if isinstance(value, str) and not isinstance(holds, str) and any(sign.isdecimal() for sign in value):
            self._refuse_words(value)
        elif isinstance(holds, str) and value is not None:
            self._refuse_unread_word(f"{value:g}" if isinstance(value, float) else str(value), parameter)
        if len(self.document.faults) == before:
            told = f"{parameter.name} 的取值种类不符。", f"{parameter.name} holds another kind of value."
            kind = "table" if isinstance(holds, Table) else "text" if isinstance(holds, str) else "number"
            self._add("kind", "value", *told, f"请给出 {kind}。", f"Give a {kind}.")

    def _refuse_ten_thousands(self, value: float | str | Table, parameter: DatedParameter) -> None:
        """A letter on persons that were told in 万人: less than a thousandth of all that the parameter ever holds."""
        if parameter.unit != "person" or not isinstance(value, float) or value <= 0.0:
            return
        known = [np.min(row.value.values) if isinstance(row.value, Table) else row.value for row in parameter.values]
        if value * 1000.0 < min(float(each) for each in known):
            meant = f"{value * 1e4:.15g}"
            told = (
                f"{parameter.name} 以人计，不是 {value:.15g} 人。",
                f"{parameter.name} counts persons, not {value:.15g}.",
            )
            self._add("unit", "value", *told, f"若为万人，请写 {meant}。", f"If 万人 was meant, write {meant}.")

    def _refuse_words(self, written: str) -> None:
        """A letter on a number that was written as text: a percentage, full-width digits, quotes."""
        try:
            number_of(written)
        except PydanticCustomError as error:
            told = error.context or {}
            wrong, remedy = told["message"], told["remedy"]
            self._add(error.type, "value", wrong.zh, wrong.en, remedy.zh, remedy.en)

    def _refuse_implausible(self, value: float | str | Table, parameter: DatedParameter, field: str) -> None:
        """A letter on the first number that its unit cannot be."""
        numbers = value.values if isinstance(value, Table) else () if isinstance(value, str) else (value,)
        found = (implausible(float(number), parameter.unit, parameter.name) for number in numbers)
        wrong = next((each for each in found if each is not None), None)
        if wrong is not None:
            code, message, remedy = wrong
            self._add(code, field, message.zh, message.en, remedy.zh, remedy.en)

    def _refuse_unread_word(self, value: float | str | Table, parameter: DatedParameter) -> None:
        """A letter on a word that the parameter never says."""
        wrong = unread_word(value, parameter.name) if isinstance(value, str) else None
        if wrong is not None:
            code, message, remedy = wrong
            self._add(code, "value", message.zh, message.en, remedy.zh, remedy.en)

    def refuse_what_comes_of(self, change: Change) -> None:
        """A letter where a factor or an amount, alone on its parameter, makes of every value that may be in force what
        its unit cannot be: of which values a run knows, its rules say, and then it asks again."""
        parameter = self.known[change.name]
        found = [] if change.verb == SET else [_made(change, held, parameter) for held in _in_force(parameter, change)]
        if found and all(each is not None for each in found):
            code, number = next(each for each in found if each is not None)
            zh, en = f"改后会成为 {number:.6g}，", f"{change.name} would be {number:.6g}, "
            told = f"{zh}{parameter.unit} 不能如此。", f"{en}which no {parameter.unit} is."
            self._add(code, OPERANDS[change.verb][0], *told, "请减小改动。", "Change it less.")

    def _schedule(self, parameter: DatedParameter) -> str | None:
        """Name of the schedule: shipped, moved to another first month, or written in place."""
        row, shipped = self.row, self.assumptions.schedules
        if parameter.name != STATUTORY_AGE:
            told = "schedule 只用于法定退休年龄。", "`schedule` is for the statutory age only."
            self._add("kind", "schedule", *told, f"请写 set: {STATUTORY_AGE}。", f"Write `set: {STATUTORY_AGE}`.")
            return None
        found = self._named()
        if found is not None and row.begins is not None:
            if not firsts(found):
                told = f"退休年龄表“{found.name}”从不上升，没有启动月。", f"The schedule {found.name!r} never rises."
                self._add("begins", "begins", *told, "请删去 begins，或换一张表。", "Delete it, or choose another.")
                return None
            found = beginning(found, row.begins)
        if found is None:
            return None
        if found.name not in shipped:
            self.schedules[found.name] = found
        return found.name

    def _named(self) -> Schedule | None:
        """The schedule that the line writes or names; None after letters were added."""
        stated, shipped = self.row.schedule, self.assumptions.schedules
        if isinstance(stated, ScheduleInPlace):
            return self._in_place(stated, shipped)
        name = str(stated)
        if name in shipped:
            return shipped[name]
        told = f"没有名为“{name}”的退休年龄表。", f"There is no schedule {name!r}."
        advice = nearest(name, list(shipped)) or one_of(sorted(shipped))
        self._add("schedule", "schedule", *told, advice.zh, advice.en)
        return None

    def _in_place(self, shape: ScheduleInPlace, shipped: Mapping[str, Schedule]) -> Schedule | None:
        """A schedule written inside a reform; categories that it does not name keep the old age of 1978."""
        if shape.name in shipped:
            told = f"“{shape.name}”已是随附退休年龄表的名称。", f"{shape.name!r} names a shipped schedule already."
            self._add("schedule", "schedule", *told, "请另取名称。", "Give it another name.")
            return None
        before = len(self.document.faults)
        nodes = self.node.value["schedule"].value["categories"].value
        own: dict[str, Delay] = {
            key: delay_of(self.document, rule, nodes[key]) for key, rule in shape.categories.items()
        }
        flexible = shape.flexible
        found = replace(
            shipped["1978"],
            name=shape.name,
            zh=shape.zh or shape.name,
            tag="judgement",
            categories={**shipped["1978"].categories, **own},
            early=flexible.early if flexible else 0,
            late=flexible.late if flexible else 0,
            flexible_from=flexible.from_ if flexible else None,
        )
        return found if len(self.document.faults) == before else None

    def _add(self, code: str, field: str | None, zh: str, en: str, remedy_zh: str, remedy_en: str) -> None:
        place = self.node.find((field,)).place if field else self.node.place
        name = f"{self.field}.{field}" if field else self.field
        self.document.faults.add(code, place, Both(zh, en), Both(remedy_zh, remedy_en), name)


def firsts(schedule: Schedule) -> list[int]:
    """Month in which the first of each category that rises retire later than before [month]."""
    found: list[int] = []
    for rule in schedule.categories.values():
        if rule.start is not None:
            found.append(rule.start + rule.old_age_months)
        found += [rule.births[0].from_ + rule.old_age_months] if rule.births else []
        found += [rule.ages[0].from_] if rule.ages else []
    return found


def beginning(schedule: Schedule, month: int) -> Schedule:
    """The same schedule moved (平移启动月), so that the first who retire later reach the old age in `month`; what may
    be chosen around the age moves with it."""
    shift = month - min(firsts(schedule))

    def moved(steps: tuple[AgeFrom, ...]) -> tuple[AgeFrom, ...]:
        return tuple(step._replace(from_=step.from_ + shift) for step in steps)

    categories = {
        key: rule._replace(
            start=None if rule.start is None else rule.start + shift, births=moved(rule.births), ages=moved(rule.ages)
        )
        for key, rule in schedule.categories.items()
    }
    chosen = schedule.flexible_from
    return replace(
        schedule,
        name=f"{schedule.name}@{month_text(month)}",
        zh=f"{schedule.zh}（{month_text(month)}启动）",
        tag="judgement",
        categories=categories,
        flexible_from=None if chosen is None else chosen + shift,
    )
