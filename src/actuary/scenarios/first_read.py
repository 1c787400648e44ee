"""When a change first acts (改动起效月): the month in which it is first read, and what law states until then."""

from collections.abc import Sequence
from typing import Any

from actuary.dated import Change, Parameters, Table
from actuary.months import text
from actuary.people.rates import DECREES
from actuary.scenarios.outcome import Outcome


def stated_instead(change: Change, law: Parameters) -> list[str]:
    """Parameters of law that state, in the first month of a change of belief, what the belief stands in for: a decree,
    or what grows by it once it is no longer stated."""
    series = change.name.removeprefix("basis.")
    behind = [DECREES[change.name]] if change.name in DECREES else []
    behind += [parameter.name for parameter in law.parameters.values() if parameter.grows_with == series]
    return [name for name in behind if law.changes.on(name) or _states(law, name, change.from_)]


def _states(law: Parameters, name: str, month: int) -> bool:
    standing = law.standing(name, month) if name in law.parameters else None
    return standing is not None and not standing.tail


def told_changes(outcome: Outcome) -> list[dict[str, Any]]:
    """The changes of an outcome as documents tell them, each with the month from which it acts."""
    read = {change: month for group in outcome.seen.groups for change, month in group.changes.read.items()}
    law = outcome.seen.law.parameters
    return [_told(change, read.get(change), law) for reform in outcome.reforms for change in reform.changes]


def _told(change: Change, first: int | None, law: Parameters) -> dict[str, Any]:
    value = change.value
    if isinstance(value, Table):
        value = {key: float(number) for key, number in zip(value.keys, value.values, strict=True)}  # type: ignore[assignment]
    late = first is not None and first > change.from_
    until_then: Sequence[str] = stated_instead(change, law) if late else ()
    return {
        "reform": change.reform,
        "verb": change.verb,
        "name": change.name,
        "value": value,
        "keys": list(change.keys),
        "from": text(change.from_),
        "to": None if change.to is None else text(change.to),
        "acts_from": None if first is None else text(first),
        "until_then": list(until_then),
    }
