"""The document of an explanation (解释文档): a name, its inputs, and on request all that lies below."""

from typing import TYPE_CHECKING, Any

from actuary.explaining.entries import Entry, entry
from actuary.explaining.store import Store
from actuary.months import text

if TYPE_CHECKING:
    from actuary.explaining.values import RunValues

SCHEMA = "actuary.explain/1"


def explain(store: Store, name: str, on: int, values: "RunValues | None" = None, deep: bool = False) -> dict[str, Any]:
    """The document `actuary.explain/1`; raises Problem for an unknown name.

    on: month in which law and belief are looked at; values: what a run says, else None; deep: explain each input
    likewise, once, down to the sources.
    """
    store.check(name)
    told = _with_value(entry(store, name, on), values, on)
    below = [_with_value(entry(store, each, on), values, on) for each in reachable(store, name, on)] if deep else []
    inputs = [_short(_with_value(entry(store, each, on), values, on)) for each in told["inputs"]]
    return {
        "schema": SCHEMA,
        "quantity": name,
        "on": text(on),
        "rules": store.rules,
        "basis": store.basis,
        "run": None if values is None else str(values.folder),
        **{key: part for key, part in told.items() if key not in ("name", "inputs")},
        "inputs": inputs,
        "used_by": store.used_by(name),
        "below": below,
    }


def reachable(store: Store, name: str, on: int) -> list[str]:
    """Everything that a quantity is computed from, each once, nearest first."""
    found: dict[str, None] = {}
    waiting = list(entry(store, name, on)["inputs"])
    while waiting:
        each = waiting.pop(0)
        if each != name and each not in found:
            found[each] = None
            waiting += entry(store, each, on)["inputs"]
    return list(found)


def _with_value(told: Entry, values: "RunValues | None", on: int) -> Entry:
    """The entry with what a run says of it: where a reform of the run acts, its value and its name."""
    if values is None:
        return told
    said = values.of(told["name"], told["kind"]) or {}
    rows = values.reformed(told["name"], text(on))
    if rows:
        told = {**told, **_reformed(told, rows)}
    cited = [each["citation"] for each in (told, told.get("baseline")) if each and each["citation"] is not None]
    return {**told, **said, "changed": any(values.changed(each["file"]) for each in cited)}


def _reformed(told: Entry, rows: "list[dict[str, Any]]") -> Entry:
    """Value, formula and citation of a parameter in a month in which a reform changes it, and those of the baseline, on
    which an addition or a factor rests; `rows`: what the run held."""
    first = rows[0]
    value: Any = first["value"] if first["text"] is None else first["text"]
    if first["key"] is not None:
        keys = [row["key"] for row in rows]
        value = {"axis": None, **(told["value"] or {}), "keys": keys, "values": [row["value"] for row in rows]}
    name, began, ends = first["source"], first["from"], first["to"]
    words = {"zh": f"方案“{name}”下的取值", "en": f"as the reform {name} has it"}
    unsaid = dict.fromkeys(("number", "where", "article", "trust", "range", "known_from", "note"))
    stated = {"source": name, "title": name, "tag": first["tag"], "file": first["file"], "line": first["line"]}
    dates = {"from": began, "until": ends, "tail": None, "tail_acts": False}
    return {
        "value": value,
        "formula": {**words, "symbols": "v", "letters": {}},
        "citation": {**unsaid, **stated, **dates},
        "inputs": [],
        "baseline": {key: told[key] for key in ("value", "formula", "citation", "inputs")},
    }


def _short(told: Entry) -> Entry:
    """An input in one line: name, words, unit, value, where it comes from."""
    citation = told["citation"] or {}
    where = {key: citation.get(key) for key in ("tag", "trust", "source", "title", "number", "article", "from")}
    words = {key: told[key] for key in ("name", "zh", "en", "unit", "kind", "value")}
    return {**words, "period": told.get("period"), "by_account": told.get("by_account", []), **where}
