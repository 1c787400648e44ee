"""Parameters from validated shapes (参数构建): the checks of meaning, then frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from pydantic_core import PydanticCustomError

from actuary.dated.documents import Document
from actuary.dated.faults import FileFaults
from actuary.dated.nodes import Node, Place
from actuary.dated.scalars import is_name, number_of
from actuary.dated.shapes import WORDED, ParameterShape, RoundingShape, RowShape, TableShape, ValuesShape
from actuary.dated.validate import nearest, validate
from actuary.dated.values import DatedParameter, DatedValue, Rounding, Source, Table
from actuary.errors import Both
from actuary.months import text as month_text

SHARE_LIMIT = 1.5
"""Largest share or rate that is believed [share]; above it a percentage was meant."""
_NEVER_NEGATIVE = frozenset({"persons_per_person_year", "births_per_woman"})
_RANGED = frozenset({"proxy", "judgement", "recalled"})
Sources = Mapping[str, Source] | None
"""Sources by key; None: keys are not checked."""


def parameters_of(document: Document, prefix: str | None, sources: Sources) -> list[DatedParameter]:
    """All parameters of a values file that are free of faults; the others leave letters."""
    faults, node = document.faults, document.node
    shape = validate(ValuesShape, node, faults)
    if shape is None:
        return []
    if prefix is not None and shape.group.split(".")[0] != prefix:
        faults.add(
            "group",
            node.value["group"].place,
            f"The group {shape.group!r} does not belong into this folder.",
            f"Begin it with `{prefix}.` or move the file.",
            "group",
        )
        return []
    entries = node.value["parameters"]
    built = (
        _parameter(f"{shape.group}.{key}", entries.keys[key], entry, document, sources)
        for key, entry in entries.value.items()
    )
    return [parameter for parameter in built if parameter is not None]


def _parameter(name: str, place: Place, node: Node, document: Document, sources: Sources) -> DatedParameter | None:
    faults, before = document.faults, len(document.faults)
    if not is_name(name.rsplit(".", 1)[1]):
        faults.add("name", place, "This is not a name.", "Use lower snake_case ASCII.", name)
    shape = validate(ParameterShape, node, faults, name)
    if shape is None:
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


def _check_rows(name: str, shape: ParameterShape, rows: list[Node], faults: FileFaults) -> None:
    seen: dict[tuple[int, int], int] = {}
    last = max(row.from_ for row in shape.values)
    if shape.stated_to is not None and shape.stated_to < last:
        message = f"`stated_to` lies before the last row, from {month_text(last)}."
        faults.add("order", rows[-1].place, message, "Correct one of them.", f"{name}.stated_to")
    kinds = {"table" if row.table is not None else "number" for row in shape.values}
    if len(kinds) > 1:
        faults.add("kind", rows[0].place, "Some rows are tables, some not.", "Choose one for all rows.", name)
    if shape.unit in WORDED and shape.tail.rule == "grow":
        faults.add("tail", rows[0].place, "Text cannot grow.", "Write `tail: hold`.", f"{name}.tail")
    for row, node in zip(shape.values, rows, strict=True):
        key = (row.from_, row.from_ if row.known_from is None else row.known_from)
        if key in seen:
            faults.add(
                "overlap",
                node.place,
                f"Line {seen[key]} gives a value from {month_text(key[0])}, known from {month_text(key[1])}, too.",
                "Keep one of the two rows, or say in `known_from` which came later.",
                name,
            )
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
            advice = nearest(row.source, list(sources)) or "Add it to the file of sources."
            self._add("source", "source", f"The source {row.source!r} is not listed.", advice)
        self._check_rounding()
        if row.stated_to is not None and row.stated_to < row.from_:
            self._add("order", "stated_to", "`stated_to` lies before `from`.", "Exchange them.")
        if row.table is not None and row.value is not None:
            self._add("value", "table", "A row holds a value or a table, not both.", "Delete one of the two.")
        elif row.table is not None:
            self._table(row.table)
        elif row.value is None:
            self._add("missing", None, "The row has neither `value` nor `table`.", "Add one of them.")
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
            message = Both(f"来源“{rounding.source}”未登记。", f"The source {rounding.source!r} is not listed.")
            advice = nearest(rounding.source, list(sources))
            self._add(
                "source", "rounding", message, advice or Both("请补入来源文件。", "Add it to the file of sources.")
            )

    def _word(self, value: float | str) -> None:
        if not isinstance(value, str):
            self._add("text", "value", f"{value} is not text.", "Put it in quotes.")

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
            self._add("range", "range", f"The low end {low} is above the high end {high}.", "Exchange them.")
        elif not low <= value <= high:
            self._add("range", "range", f"{value} lies outside its range {low} to {high}.", "Correct one of them.")
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
            self._add("table", "table", "A table holds numbers, not text.", "Choose another unit.")
        if len(table.keys) != len(table.values):
            self._add(
                "table",
                "table",
                f"The table has {len(table.keys)} keys and {len(table.values)} values.",
                "Give one value a key.",
            )
        if len(set(table.keys)) < len(table.keys):
            self._add("table", "table", "A key stands twice in the table.", "Delete one of the two.")
        for value in table.values:
            self._plausible(value, "table")
        if self.row.range is not None:
            self._add("range", "range", "A table has no single range.", "Write `range_factor: [0.8, 1.2]` instead.")
        elif self.row.range_factor is None:
            self._range_missing("range_factor")
        elif not self.row.range_factor[0] <= 1 <= self.row.range_factor[1]:
            self._add("range", "range_factor", "The factors do not enclose 1.", "Correct them.")

    def _range_missing(self, field: str) -> None:
        doubt = self.row.tag if self.row.tag in _RANGED else _trust(self.row, self.sources)
        if doubt in _RANGED:
            self._add(
                "range_missing",
                None,
                f"A value that is {doubt} has no range.",
                f"Add `{field}: [low, high]`, as wide as the doubt.",
            )

    def _plausible(self, value: float, field: str) -> None:
        if self.unit == "share" and abs(value) > SHARE_LIMIT:
            self._add(
                "share",
                field,
                f"{value:.15g} is no share; a percentage was meant.",
                f"Write {value / 100:.15g}.",
            )
        elif value < 0 and self._never_negative():
            self._add("negative", field, f"{value:.15g} {self.unit} is negative.", "Correct the sign.")

    def _never_negative(self) -> bool:
        """Rates and stocks of people; a belief on persons may be a net movement."""
        return self.unit in _NEVER_NEGATIVE or (self.unit == "person" and self.field.startswith("opening."))

    def _add(self, code: str, field: str | None, message: Both | str, remedy: Both | str) -> None:
        place = self.node.find((field,)).place if field else self.node.place
        name = f"{self.field}.{field}" if field else self.field
        self.faults.add(code, place, message, remedy, name)


def _trust(row: RowShape, sources: Sources) -> str:
    """How far a row is to be trusted (可信度): as it says, else as its source."""
    if row.trust is not None:
        return row.trust
    return sources[row.source].trust if sources is not None and row.source in sources else "official"


def _value(row: RowShape, node: Node, file: str, trust: str) -> DatedValue:
    low, high = row.range_factor or row.range or (None, None)
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
        file=file,
        line=node.place[0],
        note=row.note,
        level=row.level,
        stated_to=row.stated_to,
        rounding=_rounding(row.rounding),
    )


def _rounding(shape: RoundingShape | None) -> Rounding | None:
    return None if shape is None else Rounding(shape.to, shape.how, shape.source, shape.article, shape.note)


def table_of(shape: TableShape) -> Table:
    values = np.array(shape.values, dtype=np.float64)
    values.setflags(write=False)
    return Table(shape.axis, tuple(shape.keys), values)
