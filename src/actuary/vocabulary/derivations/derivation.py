"""How a quantity comes about (算式): words in both languages, symbols, and what each symbol stands for."""

import re
from typing import NamedTuple


class Derivation(NamedTuple):
    """A formula (算式) in Chinese, in English and in symbols; `letters`: symbol -> quantity or parameter."""

    zh: str
    en: str
    symbols: str
    letters: dict[str, str]

    @property
    def legend(self) -> dict[str, str]:
        """The letters that stand in the symbols; what else it is computed from acts behind them."""
        words = set(re.findall(r"[A-Za-z][A-Za-z0-9]*", self.symbols))
        return {letter: name for letter, name in self.letters.items() if letter in words}

    @property
    def inputs(self) -> tuple[str, ...]:
        """What it is computed from, each once, in the order of its symbols."""
        return tuple(dict.fromkeys(self.letters.values()))


class Step(NamedTuple):
    """A quantity between law and ledger (中间量) that several items share."""

    key: str
    zh: str
    en: str
    unit: str
    derivation: Derivation


def told(zh: str, en: str, symbols: str, /, **letters: str) -> Derivation:
    """A derivation whose symbols are given by name."""
    return Derivation(zh, en, symbols, letters)
