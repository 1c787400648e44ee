"""The page of an explanation (解释页): words, formula with its letters, value, citation, inputs, what lies below."""

from collections.abc import Iterator
from typing import Any

from actuary.reporting.figures import amount
from actuary.reporting.language import Language, Words

LISTED = 12
"""Values of a table that are shown on the page; the document has all."""
TEXTS: dict[str, tuple[str, str]] = {
    "formula": ("算式", "formula"),
    "where": ("其中", "where"),
    "value": ("取值", "value"),
    "years": ("逐年", "by year"),
    "districts": ("分区", "by district"),
    "lines": ("分账户与统筹区", "by account and pool"),
    "source": ("依据", "source"),
    "range": ("范围", "range"),
    "memorandum": ("备查", "memorandum"),
    "inputs": ("输入", "inputs"),
    "used_by": ("用于", "used by"),
    "below": ("逐级输入", "each input, down to the sources"),
    "under": ("{rules}，{basis}，{on}", "{rules}, {basis}, {on}"),
}


def page(document: dict[str, Any], language: Language) -> Iterator[str]:
    """The lines of an `actuary.explain/1` document."""
    words = Words(language)
    yield from _one({**document, "name": document["quantity"]}, words)
    yield _said("under", language).format(**document)
    if document["inputs"]:
        yield ""
        yield _said("inputs", language)
        yield from (f"  {_input(each, words)}" for each in document["inputs"])
    if document["used_by"]:
        yield f"{_said('used_by', language)}  {', '.join(document['used_by'][:LISTED])}"
    if document["below"]:
        yield ""
        yield _said("below", language)
        for each in document["below"]:
            yield ""
            yield from _one(each, words)


def _said(key: str, language: Language) -> str:
    return TEXTS[key][language == "en"]


def _one(told: dict[str, Any], words: Words) -> Iterator[str]:
    """One explained name."""
    language = words.language
    yield f"{told['name']}  {told['zh'] if language == 'zh' else told['en']}  [{told['unit']}]"
    formula = told["formula"]
    yield f"  {_said('formula', language)}  {formula[language]}"
    if formula["symbols"] not in ("v", "—"):
        yield f"      {formula['symbols']}"
    for letter, name in formula["letters"].items():
        yield f"      {letter} = {name}"
    shown = _shown(told["value"], told["unit"], words)
    if shown:
        period = f"{told['period']}  " if told.get("period") else ""
        yield f"  {_said('value', language)}  {period}{shown}"
    yield from _series(told, words)
    if told["citation"] is not None:
        yield from _citation(told["citation"], words)
    if told.get("memorandum"):
        yield f"  {_said('memorandum', language)}  {told['memorandum']}"


def _series(told: dict[str, Any], words: Words) -> Iterator[str]:
    """Values by year, district or line of a run."""
    unit = told["unit"]
    if told.get("by_year"):
        parts = (f"{_account(row)}{row['year']} {amount(row['value'], unit)}" for row in told["by_year"])
        yield f"  {_said('years', words.language)}  {'  '.join(parts)}"
    if told.get("by_district"):
        parts = (f"{words.pool(row['district'])} {amount(row['value'], unit)}" for row in told["by_district"])
        yield f"  {_said('districts', words.language)}  {'  '.join(parts)}"
    if told.get("by_line"):
        yield f"  {_said('lines', words.language)}"
        for row in told["by_line"]:
            value = row["value"] if isinstance(row["value"], str) else amount(row["value"], row.get("unit") or unit)
            keys = (row.get("fund"), row["account"], row.get("subsidy"))
            yield f"    {' '.join(filter(None, keys))} {words.pool(row['district'])}  {value}"


def _account(row: dict[str, Any]) -> str:
    return f"{row['account']} " if row.get("account") else ""


def _citation(citation: dict[str, Any], words: Words) -> Iterator[str]:
    """Document, article, tag, trust, and where the value stands."""
    document = " ".join(filter(None, (citation["title"], citation.get("number"), citation.get("article"))))
    tags = f"{words.term('tag', citation['tag'])} · {citation['trust']}"
    yield f"  {_said('source', words.language)}  {document or citation['source']} ({tags}; {citation['source']})"
    if citation.get("range"):
        low, high = citation["range"]
        yield f"  {_said('range', words.language)}  {low:g} - {high:g}"
    yield f"      {citation['file']}:{citation['line']}"


def _input(told: dict[str, Any], words: Words) -> str:
    """An input on one line."""
    name = told["zh"] if words.language == "zh" else told["en"]
    shown = _shown(told["value"], told["unit"], words)
    tag = f"  {words.term('tag', told['tag'])}" if told["tag"] else ""
    where = f" {told['number'] or told['source']}" if told["source"] else ""
    return f"{told['name']}  {name}  {shown}{tag}{where}".rstrip()


def _shown(value: object, unit: str, words: Words) -> str:
    """A value in its public unit; a table as its first keys."""
    if value is None:
        return ""
    if isinstance(value, dict):
        pairs = [f"{key} {amount(x, unit)}" for key, x in zip(value["keys"], value["values"], strict=True)]
        return "  ".join(pairs[:LISTED]) + (" ..." if len(pairs) > LISTED else "")
    if isinstance(value, str):
        return value
    assert isinstance(value, int | float)
    figure, name = amount(float(value), unit), words.unit(unit)
    return f"{figure}{name[1:]}" if figure.endswith("%") and name.startswith("%") else f"{figure} {name}".rstrip()
