"""What can be explained (可解释的量): quantities of the registry, law, belief, opening and printed figures by name."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from actuary.dated import (
    DatedParameter,
    Figure,
    Parameters,
    Published,
    Relation,
    ValuationFile,
    growth_of,
    load_assumptions,
    load_cohort,
    load_valuation,
)
from actuary.dated.advice import nearest
from actuary.errors import Both, Problem, problem
from actuary.vocabulary.measures import Quantity
from actuary.vocabulary.registry import quantities

VALUATION = "wuhan-2015"


class Store:
    """A data folder under one valuation, rule set and basis; nothing is read as a run reads it."""

    def __init__(self, root: Path, valuation: str | None = None, rules: str | None = None, basis: str | None = None):
        """By default the shipped valuation with its own rules and basis; an unknown valuation counts as that one."""
        self.assumptions = load_assumptions(root)
        known = self.assumptions.valuations
        self.valuation: ValuationFile = load_valuation(
            valuation if valuation is not None and valuation in known else VALUATION, self.assumptions, root
        )
        self.rules, self.basis = rules or self.valuation.rules, basis or self.valuation.basis
        self.cohort = load_cohort(root / self.valuation.people, self.assumptions.sources)
        beliefs = self._view(self._beliefs())
        beliefs.growth = growth_of(beliefs)
        self.views = (self._view(dict(self.assumptions.law), beliefs), beliefs, self._view(self.cohort, hindsight=True))
        self.quantities = quantities()

    def _beliefs(self) -> dict[str, DatedParameter]:
        """The beliefs of the basis, and those that only other sets hold."""
        merged: dict[str, DatedParameter] = {}
        for name in (*self.assumptions.bases, self.basis):
            merged |= self.assumptions.bases.get(name, {})
        return merged

    def _view(
        self, parameters: dict[str, DatedParameter], beliefs: Parameters | None = None, hindsight: bool = False
    ) -> Parameters:
        return Parameters(
            parameters,
            hindsight=hindsight or self.rules == "hindsight",
            known_at=self.valuation.known_at,
            growth=None if beliefs is None else growth_of(beliefs),
        )

    def view(self, name: str) -> Parameters | None:
        """The store of law, belief or opening that holds a parameter."""
        return next((view for view in self.views if name in view.parameters), None)

    @cached_property
    def figures(self) -> dict[str, tuple[Published, Figure]]:
        """Every printed figure by its name."""
        return {
            figure.name: (page, figure)
            for page in self.assumptions.published.values()
            for figure in page.figures.values()
        }

    def relations(self, figure: str) -> list[Relation]:
        """What must hold between a printed figure and others."""
        pages = self.assumptions.published.values()
        return [relation for page in pages for relation in page.relations if relation.figure == figure]

    def names(self) -> Iterator[str]:
        """Everything that can be explained."""
        yield from self.quantities
        for view in self.views:
            yield from view.parameters
        yield from self.figures

    def used_by(self, name: str) -> list[str]:
        """Quantities that are computed from this one."""
        return [key for key, quantity in self.quantities.items() if name in quantity.inputs]

    def quantity(self, name: str) -> Quantity | None:
        """A quantity of the registry; None for another kind of name."""
        return self.quantities.get(name)

    def check(self, name: str) -> None:
        """Raises Problem with the nearest names where nothing is called so."""
        known = list(self.names())
        if name in known:
            return
        inside = [each for each in known if name in each.split(".")][:3]
        listed = Both(f"例如 {'、'.join(inside)}。", f"For example {', '.join(inside)}.") if inside else None
        advice = nearest(name, known) or listed or Both("请看 `actuary quantities`。", "See `actuary quantities`.")
        message = Both(f"没有名为“{name}”的量。", f"There is no quantity {name!r}.")
        raise Problem(problem("unknown_name", message=message, remedy=advice, field="QUANTITY"))
