"""The obvious slow twin of a register's month: one loop over every cell, nothing vectorised."""

from typing import Any


def slow_month(cells: dict[tuple[int, int, int], list[float]], oldest: int, rules: dict[str, Any]) -> dict[str, float]:
    """Move `cells[(kind, category, age)] = [persons, yuan]` by one month in place; returns the flows of persons."""
    flow = {"new": 0.0, "deaths": 0.0, "leavers": 0.0}
    moved: dict[tuple[int, int, int], list[float]] = {}
    for (kind, category, age), (persons, yuan) in cells.items():
        death, leave = rules["death"][category][age], rules["leaving"][kind][category][age]
        flow["deaths"] += persons * death
        flow["leavers"] += persons * (1 - death) * leave
        stay = (1 - death) * (1 - leave)
        target = moved.setdefault((kind, category, min(age + 1, oldest)), [0.0, 0.0])
        target[0] += persons * stay
        target[1] += yuan * (1 + rules["rise"]) * stay
    for kind, (persons, yuan) in enumerate(rules["new"]):
        for category, ages in enumerate(rules["entry"][kind]):
            for age, share in enumerate(ages):
                if share:
                    target = moved.setdefault((kind, category, age), [0.0, 0.0])
                    target[0] += persons * share
                    target[1] += yuan * share
                    flow["new"] += persons * share
    cells.clear()
    cells.update(moved)
    return flow
