"""From a printed figure back to the others (反推): what each may be, or why they cannot hold and what would do."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from actuary.audit.arithmetic import fixed
from actuary.audit.diagnosis import LIMIT, Conflict, conflict, repairs
from actuary.audit.forward import Result, results, rows
from actuary.audit.solving import nearest_reading, reach
from actuary.audit.surroundings import Surroundings
from actuary.audit.system import System, binds, named_by, system_of
from actuary.dated import Figure, Published, Relation
from actuary.dated.advice import nearest
from actuary.dated.published import PREFIX
from actuary.errors import Both, Problem, problem

Ends = tuple[float, float] | None


def inverse(published: Published, around: Surroundings, asked: str) -> dict[str, Any]:
    """The document `actuary.inverse/1` of one figure; raises Problem where there is none of that name."""
    figure = figure_of(published, asked)
    system = system_of(published).around(figure.name)
    found = conflict(system)
    direct = system if found is None else system_of(published).direct(figure.name)
    evaluated = {
        (result.figure.name, result.relation.name): result
        for result in results(published, around)
        if result.relation is not None
    }
    own = direct.quantity[figure.name]
    return {
        "schema": "actuary.inverse/1",
        "document": published.name,
        **_told(figure),
        "interval": _scaled(figure, (float(figure.ends[0]), float(figure.ends[1]))),
        "implied": _scaled(figure, reach(direct, own, frozenset(direct.cells[own]))),
        "consistent": found is None,
        "relations": [_relation(relation, evaluated) for relation in (*direct.relations, *direct.restated)],
        "inputs": list(_inputs(direct, own, bool(direct.relations))),
        "conflict": None if found is None else _conflict(found, system, system.quantity[figure.name], evaluated),
        "repairs": None if found is None else _repairs(system, found),
        "under": list(_under(published, figure, evaluated)),
    }


def figure_of(published: Published, asked: str) -> Figure:
    """A figure by its name, the prefix left out or not."""
    name = asked if asked.startswith(PREFIX) else PREFIX + asked
    if name in published.figures:
        return published.figures[name]
    message = Both(f"没有公布数字“{asked}”。", f"There is no printed figure {asked!r}.")
    shortened = [known.removeprefix(PREFIX) for known in published.figures]
    remedy = nearest(asked.removeprefix(PREFIX), shortened) or Both(
        "名称为“表.行.列”，见 actuary audit --json。", "A name is <table>.<row>.<column>: see actuary audit --json."
    )
    raise Problem(problem("unknown_name", message=message, remedy=remedy, field="--inverse"))


def _told(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.name,
        "zh": figure.label.zh,
        "en": figure.label.en,
        "place": figure.place.en,
        "place_zh": figure.place.zh,
        "printed": figure.printed,
        "unit": figure.unit,
        "precision": figure.precision,
        "bound": figure.bound,
    }


def _scaled(figure: Figure, ends: Ends) -> list[float | None] | None:
    """An interval in the figure's printed unit; an end that is not bounded is null."""
    if ends is None:
        return None
    scale = float(figure.scale)
    return [round(end / scale, figure.precision + 6) + 0.0 if math.isfinite(end) else None for end in ends]


def _inputs(system: System, own: int, related: bool) -> Iterator[dict[str, Any]]:
    """Every other quantity of the figure's relations: its print, what the others imply, and both together."""
    for quantity, cells in system.cells.items() if related else ():
        if quantity == own:
            continue
        figure = system.figures[cells[0]]
        implied = reach(system, quantity, frozenset(cells))
        yield {
            **_told(figure),
            "cells": cells,
            "interval": _scaled(figure, (float(figure.ends[0]), float(figure.ends[1]))),
            "implied": _scaled(figure, implied),
            "consistent": _scaled(figure, reach(system, quantity)),
            "printable": _printable(figure, implied),
        }


def _printable(figure: Figure, ends: Ends) -> list[str | None] | None:
    """First and last number that could be printed for an interval, to the figure's decimals."""
    if ends is None:
        return None
    return [None if not math.isfinite(end) else printed_as(figure, end) for end in ends]


def printed_as(figure: Figure, value: float) -> str:
    """A value as it would be printed in the figure's place, the solver's slack at an edge left out."""
    scaled = Fraction(round(value / float(figure.step), 6))
    return fixed(scaled / 10**figure.precision, figure.precision)


def _relation(relation: Relation, evaluated: dict[tuple[str, str], Result]) -> dict[str, Any]:
    result = evaluated.get((relation.figure, relation.name))
    return {
        "relation": relation.name,
        "figure": relation.figure,
        "zh": relation.label.zh,
        "en": relation.label.en,
        "arithmetic": None if result is None else result.arithmetic,
    }


def _conflict(found: Conflict, system: System, own: int, evaluated: dict[tuple[str, str], Result]) -> dict[str, Any]:
    return {
        "touches": any(system.quantity[cell] == own for cell in found.cells),
        "figures": [_told(system.figures[cell]) for cell in system.figures if cell in found.cells],
        "relations": [_relation(relation, evaluated) for relation in found.relations],
        "stretch": round(found.stretch, 6) if math.isfinite(found.stretch) else None,
    }


def _repairs(system: System, found: Conflict) -> dict[str, Any]:
    """The smallest repairs, the least change first; identified when there is one only."""
    candidates = [candidate for cells in repairs(system, found) if (candidate := _candidate(system, cells))]
    candidates.sort(key=lambda candidate: candidate["size"])
    return {
        "altered": len(candidates[0]["cells"]) if candidates else None,
        "searched": LIMIT,
        "identified": len(candidates) == 1,
        "candidates": candidates,
    }


def _candidate(system: System, cells: frozenset[str]) -> dict[str, Any] | None:
    reading = nearest_reading(system, cells)
    if reading is None:
        return None
    _, multipliers = system.rows(cells, {})
    size, told = 0.0, []
    for cell in sorted(cells):
        figure = system.figures[cell]
        ends = reach(system, system.quantity[cell], cells)
        value = reading[system.quantity[cell]]
        if ends is not None and system.quantity[cell] in multipliers:
            value = min(max(float(figure.value), ends[0]), ends[1])
        size += abs(value / float(figure.value) - 1) if figure.value else abs(value / float(figure.step))
        low, high = _scaled(figure, ends) or (None, None)
        told.append({**_told(figure), "nearest": printed_as(figure, value), "low": low, "high": high})
    return {"size": round(size, 9), "cells": told}


def _under(published: Published, figure: Figure, evaluated: dict[tuple[str, str], Result]) -> Iterator[dict[str, Any]]:
    """Relations of the figure that do not bind, with what each figure in them would have to be."""
    for relation in published.relations:
        names = named_by(relation)
        result = evaluated.get((relation.figure, relation.name))
        if figure.name not in names or result is None or binds(relation, published):
            continue
        printed = [name for name in names if name in published.figures]
        alone = System(published.figures, (relation,), ())
        row = next(rows([result]))
        needed = []
        for name in printed if len(printed) == len(names) and relation.kind != "restates" else ():
            ends = reach(alone, alone.quantity[name], frozenset({name}))
            needed.append({**_told(published.figures[name]), "implied": _scaled(published.figures[name], ends)})
        yield {
            **{key: row[key] for key in ("relation", "relation_zh", "relation_en", "finding", "note", "arithmetic")},
            "inputs": needed,
        }
