"""Formulas over names (算式): + - * / and parentheses, read into a tree; no names of functions, no code."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from actuary.errors import Both

DEPTH_LIMIT = 40
LENGTH_LIMIT = 8000
TOKEN_LIMIT = 500
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+(?:@[0-9]{4}-(?:0[1-9]|1[0-2]))?)"
    r"|(?P<number>[0-9]{1,15}(?:\.[0-9]{1,15})?)|(?P<sign>[-+*/()]))"
)
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True)
class Name:
    """A quantity by its name (名称), in a stated month after `@` or in that of the figure."""

    name: str
    month: str | None = None


@dataclass(frozen=True)
class Constant:
    """A number that stands in the formula (常数)."""

    value: Fraction
    text: str


@dataclass(frozen=True)
class Operation:
    """Two formulas joined by + - * or / (运算)."""

    sign: str
    left: "Formula"
    right: "Formula"


Formula = Name | Constant | Operation


class FormulaFault(Exception):  # noqa: N818 - a letter in the making, as Problem is
    """What is wrong with the text of a formula (算式有误)."""

    def __init__(self, message: Both) -> None:
        super().__init__(message.en)
        self.message = message


def read(text: str) -> Formula:
    """The tree of a formula's text; raises FormulaFault."""
    if len(text) > LENGTH_LIMIT:
        raise FormulaFault(Both(f"算式长于{LENGTH_LIMIT}字。", f"The formula is longer than {LENGTH_LIMIT} signs."))
    tokens = list(_tokens(text))
    if len(tokens) > TOKEN_LIMIT:
        raise FormulaFault(Both(f"算式多于{TOKEN_LIMIT}项。", f"The formula has more than {TOKEN_LIMIT} parts."))
    reader = _Reader(tokens)
    tree = reader.sum(0)
    if reader.tokens:
        raise _unexpected(reader.tokens[0])
    return tree


def names_of(formula: Formula) -> Iterator[Name]:
    """Every name of a formula, from left to right."""
    if isinstance(formula, Name):
        yield formula
    elif isinstance(formula, Operation):
        yield from names_of(formula.left)
        yield from names_of(formula.right)


def written(formula: Formula, leaf: Callable[[Name | Constant], str], above: int = 0, right: bool = False) -> str:
    """A formula as text with as few parentheses as it needs, each leaf as `leaf` writes it."""
    if not isinstance(formula, Operation):
        return leaf(formula)
    rank = _RANK[formula.sign]
    strict = formula.sign in "-/"
    sides = written(formula.left, leaf, rank), written(formula.right, leaf, rank, strict)
    text = f"{sides[0]} {formula.sign} {sides[1]}"
    return f"({text})" if rank < above or (rank == above and right) else text


def _tokens(text: str) -> Iterator[str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unexpected(text[at:].strip()[:20])
        yield match[match.lastgroup or 0]
        at = match.end()


def _unexpected(token: str) -> FormulaFault:
    return FormulaFault(Both(f"算式读到{token!r}处不通。", f"The formula cannot be read at {token!r}."))


@dataclass
class _Reader:
    """Recursive descent over the tokens that are left."""

    tokens: list[str]

    def sum(self, depth: int) -> Formula:
        return self._chain(self._product, "+-", depth)

    def _product(self, depth: int) -> Formula:
        return self._chain(self._leaf, "*/", depth)

    def _chain(self, part: Callable[[int], Formula], signs: str, depth: int) -> Formula:
        tree = part(depth)
        while self.tokens and self.tokens[0] in signs:
            sign = self.tokens.pop(0)
            tree = Operation(sign, tree, part(depth))
        return tree

    def _leaf(self, depth: int) -> Formula:
        if not self.tokens:
            raise FormulaFault(Both("算式没有写完。", "The formula breaks off."))
        token = self.tokens.pop(0)
        if token == "(" and depth < DEPTH_LIMIT:
            tree = self.sum(depth + 1)
            if not self.tokens or self.tokens.pop(0) != ")":
                raise FormulaFault(Both("括号没有合上。", "A parenthesis is not closed."))
            return tree
        if token[0].isdigit():
            return Constant(Fraction(token), token)
        if token[0].isalpha():
            name, _, month = token.partition("@")
            return Name(name, month or None)
        raise _unexpected(token)
