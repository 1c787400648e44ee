"""What holds the report up (核对与附件): identities, clauses, files with their digests, names, questions, signature."""

import re
from collections.abc import Iterator, Mapping

from actuary.reporting.book.blocks import Block, Paragraph
from actuary.reporting.book.clauses import Clause, clauses
from actuary.reporting.book.making import Making
from actuary.reporting.book.outline import outline, titles
from actuary.reporting.catalogue import TEXTS
from actuary.vocabulary import ACCOUNTS, FUNDS
from actuary.vocabulary.measures import MEASURES

QUESTIONS = ("qualified", "standards", "data", "methods", "communication")
STATED = ("data", "assumptions", "methods", "compliance", "sustainable")
"""What the signatory states."""
RAW = ("yuan", "person", "share")
"""Units in which residuals are told as they are, not in public ones."""
JOINED = {" x ": "×", ", ": "，", " and ": "与"}
JOINT = re.compile("( x |, | and )")
"""How the terms of a scope are joined."""
DIGEST = 16
"""Signs of a digest that are shown."""


def identities(making: Making) -> Iterator[Block]:
    """Every identity with its worst residual."""
    rows = [
        [
            making.words.term("identity", each["name"]),
            _scope(making, each["scope"]),
            f"{each['worst']:.1e}",
            f"{each['tolerance']:.0e}",
            making.words.unit(each["unit"]) if each["unit"] not in RAW else making.words(f"raw.{each['unit']}"),
            making.page.verdict_word(each["passed"]),
        ]
        for each in making.material.certificate["identities"]
    ]
    columns = [("identity", "name"), ("scope", "name"), ("worst", "figure"), ("tolerance", "figure"), ("unit", "word")]
    yield making.titled("book.identities", making.rows([*columns, ("passed", "word")], rows))


def _scope(making: Making, scope: str) -> str:
    """Over what an identity is checked, in words: ledgers by name, axes by theirs."""
    if making.words.language == "en":
        return scope.replace("_", " ")
    told = JOINT.split(scope)
    return "".join(_term(making, each) if place % 2 == 0 else JOINED[each] for place, each in enumerate(told))


def _term(making: Making, term: str) -> str:
    fund, _, account = term.partition(".")
    if account:
        return f"{making.words.fund(fund)}·{making.words.account(fund, account)}"
    known = f"scope.term.{term}"
    return making.words(known) if known in TEXTS else making.words.key(term)


def clause_map(making: Making) -> Iterator[Block]:
    """Each clause of each standard, and the section that meets it."""
    words, language = making.words, making.words.language
    names = titles(outline(), words)
    rows = [
        [clause.cited.said(language), clause.zh if language == "zh" else clause.en, _sections(making, clause, names)]
        for clause in clauses()
    ]
    columns = [("clause", "name"), ("asks", "name"), ("section", "name")]
    yield making.titled("book.clauses", making.rows(columns, rows))
    standards = dict.fromkeys(clause.standard for clause in clauses())
    full = "；".join(each.zh for each in standards) if language == "zh" else "; ".join(each.en for each in standards)
    yield Paragraph((words("clause.standards", names=full),), "note")


def _sections(making: Making, clause: Clause, names: Mapping[str, str]) -> str:
    return making.words("page.and").join(names[key] for key in clause.sections)


def files(making: Making) -> Iterator[Block]:
    """Files of the run folder with rows and digest."""
    outputs = making.material.manifest["outputs"]
    rows = [[each["file"], f"{each['rows'] or 0:,}", each["sha256"][:DIGEST]] for each in outputs]
    columns = [("file", "word"), ("rows", "figure"), ("digest", "word")]
    yield making.titled("book.files", making.rows(columns, rows))


def glossary(making: Making) -> Iterator[Block]:
    """Funds, ledgers and measures in both languages."""
    rows = [[fund.key, fund.zh, fund.en] for fund in FUNDS]
    rows += [[f"{fund}.{name.key}", name.zh, name.en] for fund, names in ACCOUNTS.items() for name in names]
    rows += [[measure.key, measure.zh, measure.en] for measure in MEASURES]
    yield making.titled("book.glossary", making.rows([("key", "word"), ("zh", "name"), ("en", "name")], rows))


def review(making: Making) -> Iterator[Block]:
    """The reviewer's questions, with room for the answers."""
    rows = [[making.words(f"review.{key}"), making.words("cover.blank"), ""] for key in QUESTIONS]
    columns = [("question", "name"), ("finding", "name"), ("answer", "name")]
    yield making.titled("book.review", making.rows(columns, rows))


def opinion(making: Making) -> Iterator[Block]:
    """What the signatory states, point by point."""
    rows = [[making.words(f"opinion.{key}"), making.words("cover.blank")] for key in STATED]
    yield making.titled("book.opinion", making.rows([("states", "name"), ("opinion", "name")], rows))


def signature(making: Making) -> Iterator[Block]:
    """Name, qualification and date."""
    yield Paragraph((making.words("report.signature"),), "signature")
