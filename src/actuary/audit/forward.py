"""Every printed figure recomputed (正向核对): what follows from others is evaluated, and the finding is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from actuary.audit.arithmetic import Leaf, digits, dimension, expression, public_unit, told
from actuary.audit.interval import Interval, evaluated, point
from actuary.audit.surroundings import Surroundings
from actuary.dated import Figure, Published, Relation
from actuary.dated.formula import Formula, Name, names_of
from actuary.dated.published import LIMITS, UNITS
from actuary.months import text

FINDINGS = ("reproduced", "differs", "condition", "scope_changed", "not_derivable")
_SIGNS = {"equals": "=", "restates": "=", "at_most": "≤", "at_least": "≥"}
_AGAINST = {"=": "≠", "≤": ">", "≥": "<"}


@dataclass(frozen=True)
class Result:
    """A relation evaluated (勾稽结果): what the formula gives, and whether the printed figure can agree with it."""

    figure: Figure
    relation: Relation | None
    computed: Interval | None = None
    exact: Interval | None = None
    agrees: bool = True
    arithmetic: str = ""
    engine: tuple[tuple[str, Leaf], ...] = ()
    """Quantities of the engine that took part, by name."""

    @property
    def finding(self) -> str:
        """One of FINDINGS."""
        relation = self.relation
        if relation is None or self.computed is None:
            return "not_derivable"
        if relation.scope is not None:
            return "scope_changed"
        if self.agrees:
            return "reproduced" if relation.kind in ("equals", "restates") else "not_derivable"
        return "differs" if relation.condition is None else "condition"


def results(published: Published, around: Surroundings) -> list[Result]:
    """Every figure by its relations, in the order of the page; one without any is not derivable."""
    found: dict[str, list[Result]] = {name: [] for name in published.figures}
    restated: dict[str, Result] = {}
    for relation in published.relations:
        result = _result(published, relation, around)
        if result is None:
            continue
        found[relation.figure].append(result)
        if relation.kind == "restates":
            other = next(names_of(relation.formula)).name
            restated.setdefault(other, _mirrored(published, relation, result))
    for name, rows in found.items():
        if not any(row.relation and row.relation.kind in ("equals", "restates") for row in rows) and name in restated:
            rows.append(restated[name])
    return [
        result
        for name, rows in found.items()
        for result in rows or [Result(published.figures[name], None, arithmetic="")]
    ]


def leaves_of(formula: Formula, figure: Figure, published: Published, around: Surroundings) -> dict[Name, Leaf] | None:
    """The names of a formula with digits and intervals; None where the engine does not hold one of them."""
    found: dict[Name, Leaf] = {}
    for name in names_of(formula):
        leaf = _leaf(name, figure, published, around)
        if leaf is None:
            return None
        found[name] = leaf
    return found


def _leaf(name: Name, figure: Figure, published: Published, around: Surroundings) -> Leaf | None:
    if name.name in published.figures:
        other = published.figures[name.name]
        return Leaf(other.printed, other.unit, other.base_unit, other.value, Interval(*other.ends), _with_limit(other))
    known = around.known(name, figure.last)
    if known is None:
        return None
    unit = public_unit(known.unit, figure.unit)
    scaled = known.value / (UNITS[unit][1] if unit in UNITS else 1)
    places = next((n for n in range(5) if scaled * 10**n == int(scaled * 10**n)), 5)
    shown = f"{name.name} {told(known.value, unit, places)}"
    return Leaf(digits(scaled, places), unit, known.unit, known.value, known.ends, shown, known.tag)


def _result(published: Published, relation: Relation, around: Surroundings) -> Result | None:
    """A relation's result; None where it rests on a run that is not there."""
    figure = published.figures[relation.figure]
    leaves = leaves_of(relation.formula, figure, published, around)
    if leaves is None:
        return None
    engine = tuple((dated(name), leaf) for name, leaf in leaves.items() if name.name not in published.figures)
    try:
        computed = evaluated(relation.formula, {name: leaf.ends for name, leaf in leaves.items()})
        exact = evaluated(relation.formula, {name: point(leaf.value) for name, leaf in leaves.items()})
    except ZeroDivisionError:
        return Result(figure, relation, arithmetic=f"{expression(relation.formula, leaves)}: ÷ 0", engine=engine)
    agrees = _agrees(figure, relation, computed)
    lines = [_line(figure, relation, leaves, exact, computed, agrees)]
    lines += [line for part in relation.shows if (line := _shown(part, figure, published, around))]
    return Result(figure, relation, computed, exact, agrees, "; ".join(lines), engine)


def _mirrored(published: Published, relation: Relation, result: Result) -> Result:
    """The same relation read from the figure that is restated."""
    other = published.figures[next(names_of(relation.formula)).name]
    ends = Interval(*result.figure.ends)
    sign = "=" if result.agrees else "≠"
    arithmetic = f"{_with_limit(other)} {sign} {_with_limit(result.figure)}"
    return Result(other, relation, ends, point(result.figure.value), result.agrees, arithmetic)


def _agrees(figure: Figure, relation: Relation, computed: Interval) -> bool:
    """Whether some value that rounds to the printed digits keeps the relation."""
    printed = Interval(*figure.ends)
    kind = relation.kind
    above = figure.bound in ("at_least", "above") and kind == "equals"
    below = figure.bound in ("at_most", "below") and kind == "equals"
    if kind == "at_most" or above:
        return printed.low <= computed.high
    if kind == "at_least" or below:
        return printed.high >= computed.low
    return printed.meets(computed)


def _line(
    figure: Figure,
    relation: Relation,
    leaves: Mapping[Name, Leaf],
    exact: Interval,
    computed: Interval,
    agrees: bool,
) -> str:
    """The arithmetic of a relation: digits, result, what rounding leaves open, and the printed figure."""
    places = max(figure.precision + 1, 2)
    if isinstance(relation.formula, Name):
        against = next(iter(leaves.values())).shown
        steps = ""
    else:
        end = {"at_most": computed.high, "at_least": computed.low}.get(relation.kind, exact.low)
        against = told(end, figure.unit, places)
        steps = f"{expression(relation.formula, leaves)} = {told(exact.low, figure.unit, places)}"
        if computed.low < computed.high:
            ends = (digits(end / figure.scale, places) for end in computed)
            steps += f" [{', '.join(ends)}]"
        steps += "; "
    sign = _SIGNS[relation.kind]
    if not agrees:
        sign = _AGAINST[sign]
    elif sign == "=" and not Interval(*figure.ends).meets(exact):
        sign = "≈"
    return f"{steps}{_with_limit(figure)} {sign} {against}"


def _with_limit(figure: Figure) -> str:
    amount = f"{figure.printed}{_sign_of(figure.unit)}"
    return f"“{LIMITS[figure.bound]} {amount}”" if figure.bound else amount


def _sign_of(unit: str) -> str:
    return unit if unit == "%" else f" {unit}"


def _shown(part: Formula, figure: Figure, published: Published, around: Surroundings) -> str | None:
    """A further quantity that explains the finding, with its arithmetic."""
    leaves = leaves_of(part, figure, published, around)
    if leaves is None:
        return None
    try:
        value = evaluated(part, {name: point(leaf.value) for name, leaf in leaves.items()}).low
    except ZeroDivisionError:
        return None
    units = dimension(part, lambda name: leaves[name].base_unit)
    wanted = next((leaf.unit for leaf in leaves.values() if units == {leaf.base_unit: 1}), None)
    unit = public_unit(next(iter(units)), wanted) if len(units) == 1 else "%" if not units else "?"
    return f"{expression(part, leaves)} = {told(value, unit, 2)}"


def rows(found: list[Result]) -> Iterator[dict[str, Any]]:
    """Entries of the document `actuary.audit/1`."""
    for result in found:
        figure, relation, scale = result.figure, result.relation, result.figure.scale
        note = (
            None
            if relation is None or result.finding not in ("condition", "scope_changed")
            else (relation.condition if result.finding == "condition" else relation.scope)
        )
        computed = None if result.exact is None else float(result.exact.low / scale)
        open_ends = None if result.computed is None else [float(end / scale) for end in result.computed]
        yield {
            "figure": figure.name,
            "zh": figure.label.zh,
            "en": figure.label.en,
            "place": figure.place.en,
            "place_zh": figure.place.zh,
            "from": text(figure.first),
            "to": text(figure.last),
            "printed": float(figure.printed),
            "unit": figure.unit,
            "precision": figure.precision,
            "bound": figure.bound,
            "scope": None if figure.scope is None else {"zh": figure.scope.zh, "en": figure.scope.en},
            "tag": figure.tag,
            "source": figure.source,
            "relation": None if relation is None else relation.name,
            "relation_zh": None if relation is None else relation.label.zh,
            "relation_en": None if relation is None else relation.label.en,
            "computed": computed,
            "computed_range": open_ends,
            "difference": None if computed is None else computed - float(figure.printed),
            "finding": result.finding,
            "note": None if note is None else {"zh": note.zh, "en": note.en},
            "arithmetic": result.arithmetic or None,
            "engine": [_of_engine(name, leaf) for name, leaf in result.engine],
        }


def dated(name: Name) -> str:
    """A name with its own month, where it has one."""
    return name.name if name.month is None else f"{name.name}@{name.month}"


def _of_engine(name: str, leaf: Leaf) -> dict[str, Any]:
    """A quantity of the engine with its tag and range, in a printed unit."""
    scale = UNITS[leaf.unit][1] if leaf.unit in UNITS else 1
    value, low, high = (float(end / scale) for end in (leaf.value, *leaf.ends))
    return {"name": name, "value": value, "unit": leaf.unit, "tag": leaf.tag, "low": low, "high": high}


def document(published: Published, around: Surroundings) -> dict[str, Any]:
    """The document `actuary.audit/1` of one printed document."""
    found = list(rows(results(published, around)))
    counted = {finding: sum(row["finding"] == finding for row in found) for finding in FINDINGS}
    return {
        "schema": "actuary.audit/1",
        "document": published.name,
        "zh": published.title.zh,
        "en": published.title.en,
        "run": bool(around.run),
        "figures": found,
        "totals": {"figures": len(published.figures), "rows": len(found), **counted},
    }
