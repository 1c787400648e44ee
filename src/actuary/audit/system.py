"""Printed figures as one system (方程组): quantities with the cells that print them, and rows of the relations.

Only what must hold takes part: no relation under a condition, none of changed scope, none that names the engine.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from actuary.audit.affine import Linear, Row
from actuary.audit.interval import Interval, evaluated
from actuary.dated import Figure, Published, Relation
from actuary.dated.formula import Name, names_of

NO_CELL: frozenset[str] = frozenset()
WIDE_SHARE = Interval(Fraction(-1), Fraction(100))
Boxes = Mapping[int, Interval]


@dataclass(frozen=True)
class System:
    """Quantities and what binds them (方程组). A cell is a printed figure, by its name."""

    figures: Mapping[str, Figure]
    relations: tuple[Relation, ...]
    """Those with a formula, restatements apart."""
    restated: tuple[Relation, ...]

    @cached_property
    def quantity(self) -> dict[str, int]:
        """The quantity that each cell prints: restated cells print one."""
        group = {name: name for name in self.figures}

        def root(name: str) -> str:
            while group[name] != name:
                name = group[name]
            return name

        for relation in self.restated:
            group[root(relation.figure)] = root(next(names_of(relation.formula)).name)
        roots = list(dict.fromkeys(root(name) for name in self.figures))
        return {name: roots.index(root(name)) for name in self.figures}

    @cached_property
    def cells(self) -> dict[int, list[str]]:
        """The cells of each quantity."""
        found: dict[int, list[str]] = {}
        for name, quantity in self.quantity.items():
            found.setdefault(quantity, []).append(name)
        return found

    @cached_property
    def often(self) -> frozenset[int]:
        """Quantities that more than one relation names."""
        named: dict[int, set[Relation]] = {}
        for relation in self.relations:
            for name in named_by(relation):
                named.setdefault(self.quantity[name], set()).add(relation)
        return frozenset(quantity for quantity, relations in named.items() if len(relations) > 1)

    def kept(self, quantity: int, relaxed: frozenset[str]) -> list[str]:
        """Cells of a quantity that are taken as printed."""
        return [cell for cell in self.cells[quantity] if cell not in relaxed]

    def held(self, quantity: int, relaxed: frozenset[str], boxes: Boxes) -> Interval:
        """The interval of a quantity as a multiplier: its printed cells together, else what a relation makes of it."""
        if quantity in boxes:
            return boxes[quantity]
        cells = self.kept(quantity, relaxed)
        if not cells:
            return self._computed(quantity, relaxed) or self.wide(quantity)
        ends = [self.figures[cell].ends for cell in cells]
        low, high = max(end[0] for end in ends), min(end[1] for end in ends)
        return Interval(min(low, high), max(low, high))

    def _computed(self, quantity: int, relaxed: frozenset[str]) -> Interval | None:
        """What the first equation for a quantity gives, all its names being believed."""
        for relation in self.relations:
            if relation.kind != "equals" or self.quantity[relation.figure] != quantity:
                continue
            names = list(names_of(relation.formula))
            if self.figures[relation.figure].bound is None and relaxed.isdisjoint(name.name for name in names):
                values = {name: Interval(*self.figures[name.name].ends) for name in names}
                with suppress(ZeroDivisionError):
                    return evaluated(relation.formula, values)
        return None

    def wide(self, quantity: int) -> Interval:
        """An interval wider than anything that could be meant."""
        figure = self.figures[self.cells[quantity][0]]
        wide = Interval(Fraction(0), 100 * abs(figure.value) + 100 * figure.step)
        return WIDE_SHARE if figure.base_unit == "share" else wide

    def signed(self, quantity: int) -> bool:
        """Whether a quantity may be below nought, as far as its first cell says."""
        return self.figures[self.cells[quantity][0]].ends[0] < 0

    def rows(self, relaxed: frozenset[str], boxes: Boxes) -> tuple[list[Row], set[int]]:
        """Rows of all relations while some cells are not believed, and the multipliers among the quantities."""
        linear = Linear(
            quantity_of=lambda name: self.quantity[name.name],
            unit_of=lambda quantity: self.figures[self.cells[quantity][0]].base_unit,
            held=lambda quantity: self.held(quantity, relaxed, boxes),
            signed=self.signed,
        )
        found: list[Row] = []
        for relation in self.relations:
            kind = _kind(relation, self.figures[relation.figure])
            found += linear.rows(_label(relation), self.quantity[relation.figure], kind, relation.formula)
        return found, linear.multipliers

    def part(self, relations: Iterable[Relation]) -> "System":
        """The same quantities with these relations only."""
        return System(self.figures, tuple(relations), self.restated)

    def direct(self, figure: str) -> "System":
        """A figure with the relations that name it, and what those name."""
        own = self.quantity[figure]
        chosen = tuple(r for r in self.relations if own in {self.quantity[name] for name in named_by(r)})
        return self._of({own, *(self.quantity[name] for r in chosen for name in named_by(r))}, chosen)

    def around(self, figure: str) -> "System":
        """All that is linked with a figure through relations."""
        quantities = {self.quantity[figure]}
        relations: list[Relation] = []
        while True:
            more = [
                relation
                for relation in self.relations
                if relation not in relations and {self.quantity[name] for name in named_by(relation)} & quantities
            ]
            if not more:
                return self._of(quantities, tuple(r for r in self.relations if r in relations))
            relations += more
            quantities |= {self.quantity[name] for relation in more for name in named_by(relation)}

    def _of(self, quantities: set[int], relations: tuple[Relation, ...]) -> "System":
        figures = {name: figure for name, figure in self.figures.items() if self.quantity[name] in quantities}
        restated = tuple(relation for relation in self.restated if relation.figure in figures)
        return System(figures, relations, restated)


def system_of(published: Published) -> System:
    """The system of a printed document."""
    binding = [relation for relation in published.relations if binds(relation, published)]
    return System(
        published.figures,
        tuple(relation for relation in binding if relation.kind != "restates"),
        tuple(relation for relation in binding if relation.kind == "restates"),
    )


def binds(relation: Relation, published: Published) -> bool:
    """Whether a relation must hold among the printed figures alone."""
    free = relation.condition is None and relation.scope is None
    return free and all(name.name in published.figures for name in names_of(relation.formula))


def named_by(relation: Relation) -> list[str]:
    """The figures of a relation."""
    return [relation.figure, *(name.name for name in names_of(relation.formula) if isinstance(name, Name))]


def _label(relation: Relation) -> str:
    return f"{relation.name}:{relation.figure}"


def _kind(relation: Relation, figure: Figure) -> str:
    """A printed limit on the left makes an equation an inequality."""
    if relation.kind == "equals" and figure.bound in ("at_least", "above"):
        return "at_most"
    if relation.kind == "equals" and figure.bound in ("at_most", "below"):
        return "at_least"
    return relation.kind
