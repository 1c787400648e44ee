"""The door of law and belief (数据之门): YAML with place, date, unit, tag and source, or it does not load."""

from actuary.dated.assembling import Assumptions
from actuary.dated.changes import Change, Changes
from actuary.dated.checking import Checked, check_path
from actuary.dated.folders import (
    load_assumptions,
    load_cohort,
    load_folder,
    load_published,
    load_schedule,
    load_valuation,
)
from actuary.dated.parameters import Parameters, Standing
from actuary.dated.published import Figure, Published, Relation
from actuary.dated.reforms import PoolingChange, Reform, load_reforms, shipped_reforms
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
    "load_assumptions",
    "load_cohort",
    "load_folder",
    "load_published",
    "load_reforms",
    "load_schedule",
    "load_valuation",
    "shipped_reforms",
]
