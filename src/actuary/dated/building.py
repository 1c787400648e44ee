"""Parameters from validated shapes (参数构建): the checks of meaning, then frozen values."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from actuary.dated.advice import nearest, one_of
from actuary.dated.documents import Document
from actuary.dated.faults import FileFaults
from actuary.dated.nodes import Node, Place
from actuary.dated.pairing import DELETE_ONE, unpaired
from actuary.dated.plausible import implausible
from actuary.dated.scalars import is_name, number_of
from actuary.dated.shapes import WORDED, ParameterShape, RoundingShape, RowShape, TableShape, ValuesShape
from actuary.dated.validate import validate
from actuary.dated.values import DatedParameter, DatedValue, Rounding, Sources, Table
from actuary.dated.words import unread_word
from actuary.errors import Both
from actuary.months import text as month_text
from actuary.vocabulary import CATEGORIES, DISTRICTS

_DOUBTS = {"proxy": "代理", "judgement": "判断", "recalled": "凭记忆"}
_NAMED = {"district": DISTRICTS, "category": CATEGORIES}
"""Axes whose keys are registered names."""
_CORRECT_ONE = Both("请改正其中之一。", "Correct one of them.")
_SWAP = Both("请对调。", "Exchange them.")


def parameters_of(document: Document, prefix: str | None, sources: Sources) -> list[DatedParameter]:
    """All parameters of a values file that are free of faults; the others leave letters."""
    node = document.node
    shape = validate(ValuesShape, node, document.faults)
    group, entries = node.value.get("group"), node.value.get("parameters")
    if not isinstance(entries and entries.value, dict):
        return []
    named = str(group.value) if group is not None else ""
    built = [
        _parameter(f"{named}.{key}", entries.keys[key], entry, document, sources)
        for key, entry in entries.value.items()
    ]
    if shape is None or not _belongs(shape.group, prefix, document):
        return []
    return [parameter for parameter in built if parameter is not None]


def _belongs(group: str, prefix: str | None, document: Document) -> bool:
    """Whether a group may lie in this folder; else a letter."""
    if prefix is None or group.split(".", maxsplit=1)[0] == prefix:
        return True
    message = Both(f"组“{group}”不属于这个文件夹。", f"The group {group!r} does not belong into this folder.")
    remedy = Both(f"请以 `{prefix}.` 开头，或移动文件。", f"Begin it with `{prefix}.` or move the file.")
    document.faults.add("group", document.node.value["group"].place, message, remedy, "group")
    return False


def _parameter(name: str, place: Place, node: Node, document: Document, sources: Sources) -> DatedParameter | None:
    faults, before = document.faults, len(document.faults)
    if not is_name(name.rsplit(".", 1)[1]):
        message = Both("这不是合用的名称。", "This is not a name.")
        remedy = Both("请用小写英文字母、数字和下划线。", "Use lower snake_case ASCII.")
        faults.add("name", place, message, remedy, name)
    shape = validate(ParameterShape, node, faults, name)
    if shape is None:
        _check_good_rows(name, node, faults, sources)
        return None
    rows = node.value["values"].value
    for number, row in enumerate(shape.values):
        _RowCheck(f"{name}.values.{number}", shape.unit, row, rows[number], faults, sources).run()
    _check_rows(name, shape, rows, faults)
    if len(faults) > before:
        return None
    values = tuple(_value(row, rows[i], document.file, _trust(row, sources)) for i, row in enumerate(shape.values))
    return DatedParameter(
        name,
        shape.zh,
        shape.unit,
        values,
        shape.tail.rule,
        document.file,
        place[0],
        shape.stated_to,
        shape.tail.series,
        shape.memorandum,
        shape.note,
    )


def _check_good_rows(name: str, node: Node, faults: FileFaults, sources: Sources) -> None:
    """The checks of those rows that have a shape, where the parameter as a whole has none."""
    rows, unit = (node.find((field,)).value for field in ("values", "unit"))
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        with suppress(ValidationError):
            shape = RowShape.model_validate(row.plain())
            _RowCheck(f"{name}.values.{number}", str(unit), shape, row, faults, sources).run()


def _check_rows(name: str, shape: ParameterShape, rows: list[Node], faults: FileFaults) -> None:
    last = max(row.from_ for row in shape.values)
    if shape.stated_to is not None and shape.stated_to < last:
        message = Both(
            f"`stated_to` 早于最后一行的起始月 {month_text(last)}。",
            f"`stated_to` lies before the last row, from {month_text(last)}.",
        )
        faults.add("order", rows[-1].place, message, _CORRECT_ONE, f"{name}.stated_to")
    kinds = {"table" if row.table is not None else "number" for row in shape.values}
    if len(kinds) > 1:
        message = Both("有的行是表，有的行不是。", "Some rows are tables, some not.")
        faults.add("kind", rows[0].place, message, Both("各行请用同一种。", "Choose one for all rows."), name)
    if shape.unit in WORDED and shape.tail.rule == "grow":
        message = Both("文字不能增长。", "Text cannot grow.")
        remedy = Both("请写 `tail: hold`。", "Write `tail: hold`.")
        faults.add("tail", rows[0].place, message, remedy, f"{name}.tail")
    _check_order(name, shape, rows, faults)


def _check_order(name: str, shape: ParameterShape, rows: list[Node], faults: FileFaults) -> None:
    """Rows go forward in time; one may go back only to say what became known later. None stands twice."""
    times = [(row.from_, row.from_ if row.known_from is None else row.known_from) for row in shape.values]
    for (before, known_before), (from_, known), node in zip(times, times[1:], rows[1:], strict=False):
        if from_ <= before and known <= known_before and (from_, known) != (before, known_before):
            message = Both(
                f"这一行（{month_text(from_)} 起，{month_text(known)} 知悉）排在了更晚的一行之后。",
                f"This row, from {month_text(from_)} and known from {month_text(known)}, stands after a later one.",
            )
            remedy = Both("请按日期先后排列各行。", "Put the rows in order of their dates.")
            faults.add("order", node.place, message, remedy, name)
    _check_overlaps(name, times, rows, faults)


def _check_overlaps(name: str, times: list[tuple[int, int]], rows: list[Node], faults: FileFaults) -> None:
    seen: dict[tuple[int, int], int] = {}
    for key, node in zip(times, rows, strict=True):
        if key in seen:
            begun, known = (month_text(month) for month in key)
            message = Both(
                f"第 {seen[key]} 行也给出了 {begun} 起、{known} 知悉的取值。",
                f"Line {seen[key]} gives a value from {begun}, known from {known}, too.",
            )
            remedy = Both(
                "请只留一行，或用 `known_from` 写明哪一行在后。",
                "Keep one of the two rows, or say in `known_from` which came later.",
            )
            faults.add("overlap", node.place, message, remedy, name)
        seen.setdefault(key, node.place[0])


@dataclass
class _RowCheck:
    """Checks of one row, whose letters name the field."""

    field: str
    unit: str
    row: RowShape
    node: Node
    faults: FileFaults
    sources: Sources

    def run(self) -> None:
        """All checks."""
        row, sources = self.row, self.sources
        if sources is not None and row.source not in sources:
            self._add("source", "source", *unlisted(row.source, sources))
        self._check_rounding()
        if row.stated_to is not None and row.stated_to < row.from_:
            self._add("order", "stated_to", Both("`stated_to` 早于 `from`。", "`stated_to` lies before `from`."), _SWAP)
        if row.table is not None and row.value is not None:
            message = Both("一行只能有取值或表，不能都有。", "A row holds a value or a table, not both.")
            self._add("value", "table", message, DELETE_ONE)
        elif row.table is not None:
            self._table(row.table)
        elif row.value is None:
            message = Both("这一行既无 `value` 也无 `table`。", "The row has neither `value` nor `table`.")
            self._add("missing", None, message, Both("请补上其中一项。", "Add one of them."))
        elif self.unit in WORDED:
            self._word(row.value)
        else:
            self._number(row.value)

    def _check_rounding(self) -> None:
        rounding, sources = self.row.rounding, self.sources
        if rounding is None:
            return
        if self.unit != "formula":
            message = Both(f"单位为 {self.unit} 的取值不取整。", f"A value in {self.unit} is not rounded.")
            remedy = Both(
                "只有公式（unit: formula）写 `rounding`。", "Only a formula (`unit: formula`) has `rounding`."
            )
            self._add("rounding", "rounding", message, remedy)
        if sources is not None and rounding.source not in sources:
            self._add("source", "rounding", *unlisted(rounding.source, sources))

    def _word(self, value: float | str) -> None:
        if not isinstance(value, str):
            message = Both(f"{value} 不是文本。", f"{value} is not text.")
            self._add("text", "value", message, Both("请加引号。", "Put it in quotes."))
        elif (wrong := unread_word(value, self.field.rsplit(".values.", 1)[0])) is not None:
            self._add(wrong[0], "value", *wrong[1:])

    def _number(self, value: float | str) -> None:
        if isinstance(value, str):
            self._text_for_number(value)
            return
        self._plausible(value, "value")
        if self.row.range is None:
            self._range_missing("range")
            return
        low, high = self.row.range
        if low > high:
            message = Both(f"下限 {low} 高于上限 {high}。", f"The low end {low} is above the high end {high}.")
            self._add("range", "range", message, _SWAP)
        elif not low <= value <= high:
            message = Both(
                f"{value} 不在其范围 {low} 至 {high} 之内。", f"{value} lies outside its range {low} to {high}."
            )
            self._add("range", "range", message, _CORRECT_ONE)
        for end in self.row.range:
            self._plausible(end, "range")

    def _text_for_number(self, value: str) -> None:
        try:
            number_of(value)
        except PydanticCustomError as error:
            context = error.context or {}
            self._add(error.type, "value", context["message"], context["remedy"])

    def _table(self, table: TableShape) -> None:
        if self.unit in WORDED:
            message = Both("表里放的是数，不是文字。", "A table holds numbers, not text.")
            self._add("table", "table", message, Both("请换单位。", "Choose another unit."))
        for message, remedy in unpaired(table):
            self._add("table", "table", message, remedy)
        self._axis(table)
        for value in table.values:
            self._plausible(value, "table")
        if self.row.range is not None:
            message = Both("表没有单一的范围。", "A table has no single range.")
            remedy = Both("请改写 `range_factor: [0.8, 1.2]`。", "Write `range_factor: [0.8, 1.2]` instead.")
            self._add("range", "range", message, remedy)
        elif self.row.range_factor is not None and self.row.range_tilt is not None:
            message = Both("范围只能有一种。", "A table has one kind of range.")
            self._add("range", "range_tilt", message, DELETE_ONE)
        else:
            self._factors()

    def _factors(self) -> None:
        """The range of a table: factors on all its values, or on its shape."""
        field = "range_factor" if self.row.range_tilt is None else "range_tilt"
        found = self.row.range_factor or self.row.range_tilt
        if found is None:
            self._range_missing(field)
        elif not found[0] <= 1 <= found[1]:
            message = Both("上下限系数没有把 1 包在中间。", "The factors do not enclose 1.")
            self._add("range", field, message, Both("请改正。", "Correct them."))

    def _axis(self, table: TableShape) -> None:
        """Keys that belong to their axis: every district, categories that exist, ages that rise, no year left out."""
        if table.axis in _NAMED:
            known = [name.key for name in _NAMED[table.axis]]
            strange = [key for key in table.keys if key not in known]
            missing = [key for key in known if key not in table.keys] if table.axis == "district" else []
            if strange:
                message = Both(
                    f"{table.axis} 轴上没有“{strange[0]}”。", f"The axis {table.axis} has no {strange[0]!r}."
                )
                self._add("table", "table", message, nearest(strange[0], known) or one_of(known))
            elif missing:
                message = Both(f"表里缺少 {'、'.join(missing)}。", f"The table lacks {', '.join(missing)}.")
                self._add("table", "table", message, Both("请补全各区。", "Give every district."))
        if table.axis == "age" and not rising(table.keys):
            message = Both("年龄不是依次递增的整数。", "The ages are not whole numbers that rise.")
            self._add("table", "table", message, Both("请按年龄先后排列。", "Put them in order of age."))
        if table.axis == "year" and not following(table.keys):
            message = Both("年份不是逐年相连。", "The years do not follow one another.")
            self._add("table", "table", message, Both("请逐年给出，中间不缺年。", "Give every year, none left out."))

    def _range_missing(self, field: str) -> None:
        doubt = self.row.tag if self.row.tag in _DOUBTS else _trust(self.row, self.sources)
        if doubt in _DOUBTS:
            self._add(
                "range_missing",
                None,
                Both(f"{_DOUBTS[doubt]}的取值没有范围。", f"A value that is {doubt} has no range."),
                Both(
                    f"请补上 `{field}: [下限, 上限]`，疑有多大就写多宽。",
                    f"Add `{field}: [low, high]`, as wide as the doubt.",
                ),
            )

    def _plausible(self, value: float, field: str) -> None:
        found = implausible(value, self.unit, self.field)
        if found is not None:
            code, message, remedy = found
            self._add(code, field, message, remedy)

    def _add(self, code: str, field: str | None, message: Both, remedy: Both) -> None:
        place = self.node.find((field,)).place if field else self.node.place
        name = f"{self.field}.{field}" if field else self.field
        self.faults.add(code, place, message, remedy, name)


def rising(keys: list[str]) -> bool:
    """Whether keys are whole numbers in order, the last with or without "+"; one that stands twice is told apart."""
    plain = [*keys[:-1], keys[-1].removesuffix("+")]
    return all(key.isdecimal() for key in plain) and plain == sorted(plain, key=int)


def following(keys: list[str]) -> bool:
    """Whether keys are years of which each follows the one before."""
    return all(key.isdecimal() for key in keys) and all(int(b) == int(a) + 1 for a, b in pairwise(keys))


def unlisted(source: str, sources: Collection[str]) -> tuple[Both, Both]:
    """What is wrong and what to do where a source is not listed."""
    message = Both(f"来源“{source}”未列入。", f"The source {source!r} is not listed.")
    remedy = nearest(source, list(sources)) or Both("请补入来源文件。", "Add it to the file of sources.")
    return message, remedy


def _trust(row: RowShape, sources: Sources) -> str:
    """How far a row is to be trusted (可信度): as it says, else as its source."""
    if row.trust is not None:
        return row.trust
    return sources[row.source].trust if sources is not None and row.source in sources else "official"


def _value(row: RowShape, node: Node, file: str, trust: str) -> DatedValue:
    low, high = row.range_factor or row.range_tilt or row.range or (None, None)
    value = row.value if row.table is None else table_of(row.table)
    assert value is not None
    return DatedValue(
        from_=row.from_,
        value=value,
        tag=row.tag,
        trust=trust,
        source=row.source,
        article=row.article,
        known_from=row.from_ if row.known_from is None else row.known_from,
        low=low,
        high=high,
        tilts=row.range_tilt is not None,
        file=file,
        line=node.place[0],
        note=row.note,
        level=row.level,
        stated_to=row.stated_to,
        rounding=_rounding(row.rounding),
        day=_day(node),
    )


def _day(node: Node) -> int:
    """Day of the month from which a row holds; the first unless `from` says another."""
    written = str(node.value["from"].value)
    return int(written[8:10]) if len(written) == len("2016-01-13") else 1


def _rounding(shape: RoundingShape | None) -> Rounding | None:
    return None if shape is None else Rounding(shape.to, shape.how, shape.source, shape.article, shape.note)


def table_of(shape: TableShape) -> Table:
    """The table of a shape; the plus sign of a last, open age ("100+") says nothing more and is dropped."""
    keys = tuple(key.removesuffix("+") if shape.axis == "age" else key for key in shape.keys)
    values = np.array(shape.values, dtype=np.float64)
    values.setflags(write=False)
    return Table(shape.axis, keys, values)
