"""One explained name (一条解释): words, formula, value in force, citation, inputs."""

from typing import Any

from actuary.dated import DatedParameter, Parameters, Standing, Table
from actuary.dated.formula import Constant, Name, names_of, written
from actuary.errors import Problem
from actuary.explaining.store import Store
from actuary.law.formulas import FORMS
from actuary.months import text
from actuary.vocabulary.measures import Quantity

Entry = dict[str, Any]


def entry(store: Store, name: str, on: int) -> Entry:
    """The explanation of a name that exists: law, belief and opening as in force in month `on`."""
    quantity, view = store.quantity(name), store.view(name)
    if quantity is not None:
        return _of_quantity(quantity)
    if view is not None:
        return _of_parameter(store, view, name, on)
    return _of_figure(store, name)


def _of_quantity(quantity: Quantity) -> Entry:
    told = quantity.derivation
    return {
        "name": quantity.key,
        "zh": quantity.zh,
        "en": quantity.en,
        "unit": quantity.unit,
        "kind": quantity.kind,
        "formula": {"zh": told.zh, "en": told.en, "symbols": told.symbols, "letters": told.legend},
        "value": None,
        "citation": None,
        "inputs": list(quantity.inputs),
    }


def _of_parameter(store: Store, view: Parameters, name: str, on: int) -> Entry:
    parameter = view.parameters[name]
    standing = view.standing(name, on)
    follows = parameter.grows_with is not None and standing is not None and standing.tail
    return {
        "name": name,
        "zh": parameter.zh,
        "en": name.rsplit(".", 1)[1].replace("_", " "),
        "unit": parameter.unit,
        "kind": name.partition(".")[0],
        "formula": _stated(parameter, standing, on),
        "value": None if standing is None else _value(view, name, on),
        "citation": None if standing is None else _citation(store, parameter, standing),
        "memorandum": parameter.memorandum,
        "inputs": [f"basis.{parameter.grows_with}"] if follows else [],
    }


def _stated(parameter: DatedParameter, standing: Standing | None, on: int) -> Entry:
    """How the value in force comes about: as stated, after the last statement by the tail, or by a named formula."""
    letters: dict[str, str] = {}
    if standing is None:
        zh, en, symbols = f"按这套规则，{text(on)} 没有取值", f"these rules state nothing for {text(on)}", "—"
    elif isinstance(standing.row.value, str) and standing.row.value in FORMS:
        form = FORMS[standing.row.value]
        zh, en, symbols = f"公式：{form.zh}", form.en, standing.row.value
    elif not standing.tail:
        zh, en, symbols = f"自 {text(standing.row.from_)} 起的取值", f"as stated from {text(standing.row.from_)}", "v"
    elif parameter.grows_with is None:
        zh, en, symbols = "末值之后不变（尾部规则 hold）", "the last stated value, held by the tail", "v"
    else:
        series = f"basis.{parameter.grows_with}"
        zh, en = f"末值之后随 {series} 增长", f"the last stated value, growing with {series}"
        symbols, letters = "v·Π(1 + g)", {"g": series}
    return {"zh": zh, "en": en, "symbols": symbols, "letters": letters}


def _value(view: Parameters, name: str, on: int) -> object:
    """The value in force as plain data; None where a tail stops or a formula has no number."""
    kind = view.parameters[name].values[0].value
    reading = view.aside()
    try:
        if isinstance(kind, Table):
            table = reading.table(name, on)
            return {"axis": table.axis, "keys": list(table.keys), "values": [float(x) for x in table.values]}
        return reading.word(name, on) if isinstance(kind, str) else reading.number(name, on)
    except Problem:
        return None


def _citation(store: Store, parameter: DatedParameter, standing: Standing) -> Entry:
    row = standing.row
    source = store.assumptions.sources.get(row.source)
    return {
        "source": row.source,
        "title": None if source is None else source.title,
        "number": None if source is None else source.number,
        "where": None if source is None else source.where,
        "article": row.article,
        "tag": row.tag,
        "trust": row.trust,
        "range": None if row.low is None else [row.low, row.high],
        "from": text(row.from_),
        "until": None if standing.until is None else text(standing.until),
        "known_from": text(row.known),
        "tail": parameter.tail,
        "tail_acts": standing.tail,
        "note": row.note,
        "file": row.file,
        "line": row.line,
    }


def _of_figure(store: Store, name: str) -> Entry:
    """A printed figure: as printed, and what must hold between it and others."""
    page, figure = store.figures[name]
    source = store.assumptions.sources.get(figure.source)
    relations = store.relations(name)
    shown = "；".join(f"{r.kind}: {written(r.formula, _leaf)}" for r in relations)
    others = dict.fromkeys(leaf.name for r in relations for leaf in names_of(r.formula))
    known = set(store.names())
    return {
        "name": name,
        "zh": figure.label.zh,
        "en": figure.label.en,
        "unit": figure.base_unit,
        "kind": "published",
        "formula": {
            "zh": f"{page.title.zh}所印：{figure.printed} {figure.unit}",
            "en": f"as printed in {page.title.en}: {figure.printed} {figure.unit}",
            "symbols": shown or "v",
            "letters": {},
        },
        "value": float(figure.value),
        "citation": {
            "source": figure.source,
            "title": None if source is None else source.title,
            "number": None if source is None else source.number,
            "where": figure.place.zh,
            "tag": figure.tag,
            "trust": figure.trust,
            "from": text(figure.first),
            "until": text(figure.last),
            "known_from": text(figure.known_from),
            "range": [float(end) for end in figure.ends],
            "file": figure.file,
            "line": figure.line,
        },
        "inputs": [other for other in others if other in known],
    }


def _leaf(part: Name | Constant) -> str:
    return part.name if isinstance(part, Name) else part.text
