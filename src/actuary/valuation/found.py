"""What was found out to matter (已查明的排序): a ranking that was computed before, kept beside the opening that it is
about, and shown by a run whose options, law, beliefs and opening are those it was computed with."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from actuary.dated import DatedParameter, Table
from actuary.valuation.prepare import Prepared

OPTIONS = ("rules", "basis", "pooling", "group", "to")
"""Options that tell the rankings of one opening apart."""


def place_of(prepared: Prepared) -> Path:
    """Where the ranking of an opening under such options lies."""
    told = "-".join(str(prepared.options[name]) for name in OPTIONS)
    return prepared.folder / f"next-{told}.json"


def found(prepared: Prepared) -> dict[str, Any] | None:
    """The kept ranking; None where there is none, or it is another run's."""
    try:
        document = json.loads(place_of(prepared).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(document, dict) or document.get("schema") != "actuary.next/1":
        return None
    options = {key: document.get(key) for key in prepared.options}
    return document if options == prepared.options and document.get("stamp") == stamp_of(prepared) else None


def stamp_of(prepared: Prepared) -> str:
    """Digest (sha256) of the options and of every value of law, belief and opening, with its range and tag."""
    whole = hashlib.sha256(repr(sorted(prepared.options.items())).encode())
    assumptions = prepared.assumptions
    for store in (assumptions.law, assumptions.bases[prepared.options["basis"]], prepared.cohort):
        for name in sorted(store):
            whole.update(_row(store[name]).encode())
    people = prepared.folder / "people.csv"
    if people.is_file():
        whole.update(people.read_bytes())
    return whole.hexdigest()


def _row(parameter: DatedParameter) -> str:
    rows = (f"{v.from_} {_value(v.value)} {v.low} {v.high} {v.tag} {v.known_from}" for v in parameter.values)
    return "|".join((parameter.name, parameter.unit, parameter.tail, *rows))


def _value(value: object) -> str:
    if isinstance(value, Table):
        return f"{value.keys} {np.asarray(value.values).tolist()}"
    return repr(value)
