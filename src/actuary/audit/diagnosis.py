"""Contradictions and their smallest repairs (矛盾与最小改动).

After R. Reiter, A theory of diagnosis from first principles, Artificial Intelligence 32 (1987). A conflict is a
smallest set of relations and cells that cannot hold together. A repair is a smallest set of cells which, once not
believed, leaves no conflict; it must meet every conflict.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from actuary.audit.solving import SLACK, feasible, matrix, stretch
from actuary.audit.system import NO_CELL, System, named_by
from actuary.dated import Relation

LIMIT = 3
"""Largest number of altered cells that is searched."""


@dataclass(frozen=True)
class Conflict:
    """A smallest contradictory set (最小矛盾集)."""

    relations: tuple[Relation, ...]
    cells: frozenset[str]
    stretch: float
    """Units of the last digit by which all would have to leave their rounding."""


def conflict(system: System, relaxed: frozenset[str] = NO_CELL) -> Conflict | None:
    """A conflict among the cells that are believed; None where linear reading shows none."""
    if stretch(matrix(system, relaxed)) <= SLACK:
        return None
    at = system
    for relation in system.relations:
        less = at.part(other for other in at.relations if other != relation)
        if stretch(matrix(less, relaxed)) > SLACK:
            at = less
    bound = {at.quantity[name] for relation in at.relations for name in named_by(relation)}
    idle = {cells[0] for q, cells in at.cells.items() if q not in bound and len(cells) == 1}
    left_out = relaxed | idle
    named = {name for relation in at.relations for name in named_by(relation)}
    for cell in sorted(at.figures, key=lambda cell: cell in named):
        if cell not in left_out and stretch(matrix(at, left_out | {cell})) > SLACK:
            left_out |= {cell}
    cells = frozenset(cell for cell in at.figures if cell not in left_out)
    restated = tuple(r for r in at.restated if len(cells.intersection(at.cells[at.quantity[r.figure]])) > 1)
    return Conflict((*at.relations, *restated), cells, stretch(matrix(at, left_out)))


def repairs(system: System, first: Conflict) -> list[frozenset[str]]:
    """All sets of fewest cells that reconcile, up to LIMIT cells; empty where there is none."""
    known = [first.cells]
    for size in range(1, LIMIT + 1):
        found: list[frozenset[str]] = []
        tried: set[frozenset[str]] = set()
        while (cells := next(_meeting(known, size, tried), None)) is not None:
            tried.add(cells)
            other = conflict(system, cells)
            if other is not None:
                known.append(other.cells)
            elif feasible(system, cells):
                found.append(cells)
            else:
                known.append(frozenset(system.figures) - cells)
        if found:
            return sorted(found, key=sorted)
    return []


def _meeting(known: list[frozenset[str]], size: int, tried: set[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Sets of cells that meet every known conflict, untried."""
    everything = sorted(frozenset().union(*known))
    for chosen in combinations(everything, size):
        cells = frozenset(chosen)
        if cells not in tried and all(cells & one for one in known):
            yield cells
