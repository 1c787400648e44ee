"""The page of an explanation (解释页): words, formula with its letters, value, citation, inputs, what lies below."""

from collections.abc import Iterator
from typing import Any

from actuary.dated.citing import cited
from actuary.reporting.exact import number, unit_of
from actuary.reporting.figures import amount
from actuary.reporting.language import Language, Words
from actuary.reporting.law_words import word

GIVEN = {"law", "basis", "opening", "published"}
"""Kinds of names whose value stands in a file."""
LISTED = 12
"""Values of a table that are shown on the page; the document has all."""
SUBSIDY = {"with": ("含补贴", "with subsidy"), "without": ("不含补贴", "without subsidy")}
TEXTS: dict[str, tuple[str, str]] = {
    "formula": ("算式", "formula"),
    "where": ("其中", "where"),
    "value": ("取值", "value"),
    "years": ("逐年", "by year"),
    "districts": ("分区", "by district"),
    "lines": ("分账户与统筹区", "by account and pool"),
    "passed": ("通过", "passed"),
    "failed": ("未通过", "failed"),
    "source": ("依据", "source"),
    "baseline": ("方案之前", "before reforms"),
    "range": ("范围", "range"),
    "memorandum": ("备查", "memorandum"),
    "inputs": ("输入", "inputs"),
    "used_by": ("用于", "used by"),
    "below": ("逐级输入", "each input, down to the sources"),
    "changed": (
        "注意：该文件已与这次运行所读的不同，取值为现在的",
        "mind: this file is no longer the one that the run read",
    ),
    "under": ("规则 {rules}，假设 {basis}，{on}", "rules {rules}, basis {basis}, {on}"),
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
        yield f"{_said('used_by', language)}  {words('page.and').join(document['used_by'][:LISTED])}"
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
    yield f"{told['name']}  {told['zh'] if language == 'zh' else told['en']}  {_unit(told, words)}".rstrip()
    formula = told["formula"]
    yield f"  {_said('formula', language)}  {formula[language]}"
    if formula["symbols"] not in ("v", "—"):
        yield f"      {formula['symbols']}"
    for letter, name in formula["letters"].items():
        yield f"      {letter} = {name}"
    shown = _shown(told, words)
    if shown:
        period = f"{told['period']}  " if told.get("period") else ""
        yield f"  {_said('value', language)}  {period}{shown}"
    yield from _series(told, words)
    if told.get("changed"):
        yield f"  {_said('changed', language)}"
    if told["citation"] is not None:
        yield from _citation(told["citation"], words)
    if told.get("baseline"):
        yield from _baseline({**told, **told["baseline"]}, words)
    if told.get("memorandum"):
        yield f"  {_said('memorandum', language)}  {told['memorandum']}"


def _baseline(told: dict[str, Any], words: Words) -> Iterator[str]:
    """What a parameter is without the reforms of the run: value, formula, source."""
    yield f"  {_said('baseline', words.language)}  {_shown(told, words)}  {told['formula'][words.language]}".rstrip()
    if told["citation"] is not None:
        yield from (f"  {line}" for line in _citation(told["citation"], words))


def _series(told: dict[str, Any], words: Words) -> Iterator[str]:
    """Values by year, district or line of a run."""
    unit = told["unit"]
    if told.get("by_year"):
        parts = (f"{_line(row, told, words)}{row['year']} {amount(row['value'], unit)}" for row in told["by_year"])
        yield f"  {_said('years', words.language)}  {'  '.join(parts)}"
    if told.get("by_district"):
        parts = (f"{words.pool(row['district'])} {amount(row['value'], unit)}" for row in told["by_district"])
        yield f"  {_said('districts', words.language)}  {'  '.join(parts)}"
    there = [row for row in told.get("by_line") or () if row["value"] is not None]
    if there:
        yield f"  {_said('lines', words.language)}"
        for row in there:
            value = row["value"] if isinstance(row["value"], str) else amount(row["value"], row.get("unit") or unit)
            yield f"    {_line(row, told, words)}{words.pool(row['district'])}  {value}{_passed(row, words)}"


def _passed(row: dict[str, Any], words: Words) -> str:
    """Whether a test is passed; nothing where the line is none."""
    if row.get("passed") is None:
        return ""
    return f"  {_said('passed' if row['passed'] else 'failed', words.language)}"


def _line(row: dict[str, Any], told: dict[str, Any], words: Words) -> str:
    """Fund, account and subsidy of a line in words."""
    fund = row.get("fund") or told["name"].partition(".")[0]
    parts = (
        words.fund(row["fund"]) if row.get("fund") else "",
        words.account(fund, row["account"]) if row.get("account") else "",
        SUBSIDY[row["subsidy"]][words.language == "en"] if row.get("subsidy") else "",
    )
    return "".join(f"{part} " for part in parts if part)


def _citation(citation: dict[str, Any], words: Words) -> Iterator[str]:
    """Document, article, tag, trust, and where the value stands."""
    title = " ".join(filter(None, (citation["title"], citation.get("number")))) or citation["source"]
    document = cited(title, citation.get("article")).said(words.language)
    tags = " · ".join(words.term(kind, citation[kind]) for kind in ("tag", "trust") if citation[kind] is not None)
    yield f"  {_said('source', words.language)}  {document} ({tags}; {citation['source']})"
    if citation.get("range"):
        low, high = citation["range"]
        yield f"  {_said('range', words.language)}  {low:g} - {high:g}"
    yield f"      {citation['file']}:{citation['line']}"


def _input(told: dict[str, Any], words: Words) -> str:
    """An input on one line."""
    name = told["zh"] if words.language == "zh" else told["en"]
    fund = told["name"].partition(".")[0]
    shown = _shown(told, words) or "  ".join(
        f"{words.account(fund, each['account'])} {amount(each['value'], told['unit'])}" for each in told["by_account"]
    )
    tag = f"  {words.term('tag', told['tag'])}" if told["tag"] else ""
    where = f" {told['number'] or told['title'] or told['source']}" if told["source"] else ""
    return f"{told['name']}  {name}  {shown}{tag}{where}".rstrip()


def _unit(told: dict[str, Any], words: Words) -> str:
    """The unit in brackets; none of what is a word or a formula."""
    unit = told["unit"]
    if unit in {"text", "formula"}:
        return ""
    return f"[{unit_of(unit, words).strip() if told['kind'] in GIVEN else words.unit(unit)}]".replace("[]", "")


def _shown(told: dict[str, Any], words: Words) -> str:
    """A value: of a file to its last digit, of a run in the public unit; a table as its first keys."""
    value, unit, given = told["value"], told["unit"], told["kind"] in GIVEN
    if value is None:
        return ""
    if isinstance(value, dict):
        pairs = [f"{key} {number(x, unit)}" for key, x in zip(value["keys"], value["values"], strict=True)]
        return "  ".join(pairs[:LISTED]) + (" ..." if len(pairs) > LISTED else "")
    if isinstance(value, str):
        return word(value, words.language)
    assert isinstance(value, int | float)
    if given:
        return number(float(value), unit) + unit_of(unit, words, value)
    figure, name = amount(float(value), unit), words.unit(unit)
    return f"{figure}{name[1:]}" if figure.endswith("%") and name.startswith("%") else f"{figure} {name}".rstrip()
