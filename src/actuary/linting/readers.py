"""Who reads a parameter (参数的读取者): the names that stand in the program's own source.

A parameter is read when its name stands in the source as a quoted word, whole, or as a template such as
`law.{fund}.employer_factor_small` whose blanks are filled by quoted words or figures (a blank at the beginning is a
constant, as in `{PENSION}.divisor`); or when a tail grows with it, or
a trigger of law reads its line or its share there.
Names that only describe (registry, texts, linter) do not count as readers.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from actuary.dated.triggers import Trigger
from actuary.dated.values import DatedParameter
from actuary.errors import Both, Letter
from actuary.linting.places import Places

PACKAGE = Path(__file__).parents[1]
DESCRIBING = frozenset({"vocabulary", "explaining", "reporting", "dated", "linting"})
"""Packages whose mention of a name computes nothing with it."""
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_BEGINS = re.compile(r"(law|basis|opening)\.|\{[A-Z_]+\}\.[a-z]")
_BLANK = re.compile(r"\\\{[^{}]*\\\}")


class Readers:
    """The names that the program asks for (程序读取的参数名)."""

    def __init__(self, source: Iterable[str]) -> None:
        quoted = {word for text in source for word in _QUOTED.findall(text)}
        self.words = {word for word in quoted if "{" not in word}
        templates = [word for word in quoted if "{" in word and _BEGINS.match(word)]
        self.templates = [re.compile(_BLANK.sub("(.+)", re.escape(word))) for word in templates]

    def read(self, name: str) -> bool:
        """Whether the program asks for `name`."""
        return name in self.words or any(self._filled(template, name) for template in self.templates)

    def _filled(self, template: re.Pattern[str], name: str) -> bool:
        found = template.fullmatch(name)
        return found is not None and all(part in self.words or part.isdigit() for part in found.groups())


def readers_of_program(package: Path = PACKAGE) -> Readers:
    """The readers in the source of the installed program."""
    parts = (part for part in sorted(package.iterdir()) if part.name not in DESCRIBING)
    files = (file for part in parts for file in (sorted(part.rglob("*.py")) if part.is_dir() else [part]))
    return Readers(file.read_text(encoding="utf-8") for file in files if file.suffix == ".py")


def unread(parameters: Iterable[DatedParameter], readers: Readers, grown: frozenset[str], at: Places) -> list[Letter]:
    """Parameters that nobody reads and that do not say why; and those said to be unread that something reads."""
    letters = []
    for parameter in parameters:
        if parameter.unit == "formula":
            continue  # its reader is the formula that it names
        is_read = readers.read(parameter.name) or parameter.name in grown
        if not is_read and parameter.memorandum is None:
            message = Both("没有任何计算读取此参数。", "Nothing computes with this parameter.")
            remedy = Both(
                "请改正名称，或删除；确为备查时写 `memorandum:` 并说明理由。",
                "Correct its name or delete it; if it is kept for the record, say why in `memorandum:`.",
            )
            letters.append(at.letter("unread", parameter, message, remedy))
        if is_read and parameter.memorandum is not None:
            message = Both("标为备查，却有计算读取它。", "It is called a memorandum, and something computes with it.")
            remedy = Both("请删除 `memorandum:`。", "Delete `memorandum:`.")
            letters.append(at.letter("unread", parameter, message, remedy, field="memorandum"))
    return letters


def grown_with(parameters: Iterable[DatedParameter]) -> frozenset[str]:
    """Series of belief that a tail follows."""
    return frozenset(f"basis.{p.grows_with}" for p in parameters if p.grows_with is not None)


def named_by(triggers: Iterable[Trigger]) -> frozenset[str]:
    """Parameters of law that triggers read: lines, and what they move."""
    named = ((trigger.threshold, trigger.under, *trigger.then.values()) for trigger in triggers)
    return frozenset(word for words in named for word in words if isinstance(word, str))
