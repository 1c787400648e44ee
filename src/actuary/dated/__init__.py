"""The door of law and belief (数据之门): YAML with place, date, unit, tag and source, or it does not load.

What has passed is light; the door itself, with its parser and shapes, is imported when something must pass it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from actuary.dated.assumptions import Assumptions
from actuary.dated.changes import Change, Changes, PoolingChange, Reform, names_in
from actuary.dated.folders import (
    load_assumptions,
    load_cohort,
    load_folder,
    load_published,
    load_schedule,
    load_valuation,
)
from actuary.dated.growth import growth_of
from actuary.dated.parameters import Parameters, Standing
from actuary.dated.published import Figure, Published, Relation
from actuary.dated.triggers import Trigger
from actuary.dated.values import (
    AgeFrom,
    BasisFile,
    DatedParameter,
    DatedValue,
    Delay,
    PoolingMap,
    Rounding,
    Schedule,
    Source,
    Table,
    ValuationFile,
)

if TYPE_CHECKING:
    from actuary.dated.checking import Checked, check_path
    from actuary.dated.reforms import load_reforms, shipped_reforms

__all__ = [
    "AgeFrom",
    "Assumptions",
    "BasisFile",
    "Change",
    "Changes",
    "Checked",
    "DatedParameter",
    "DatedValue",
    "Delay",
    "Figure",
    "Parameters",
    "PoolingChange",
    "PoolingMap",
    "Published",
    "Reform",
    "Relation",
    "Rounding",
    "Schedule",
    "Source",
    "Standing",
    "Table",
    "Trigger",
    "ValuationFile",
    "check_path",
    "growth_of",
    "load_assumptions",
    "load_cohort",
    "load_folder",
    "load_published",
    "load_reforms",
    "load_schedule",
    "load_valuation",
    "names_in",
    "shipped_reforms",
]

_LOADERS = {"checking": ("Checked", "check_path"), "reforms": ("load_reforms", "shipped_reforms")}
"""Modules that need the parser and the shapes, and what is asked of them here."""


def __getattr__(name: str) -> Any:
    """What is imported when it is first asked for."""
    for module, names in _LOADERS.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
