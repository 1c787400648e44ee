"""Errors are letters to an actuary: which file, line and field, what is wrong, what to do next."""

from dataclasses import dataclass
from unicodedata import combining, east_asian_width

LEFT, RIGHT = 80, 40
"""How much of a long line is shown before and after a fault [characters]."""


@dataclass(frozen=True)
class Both:
    """A sentence in both languages of the reader (中英对照)."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        """The sentence in a language, zh or en."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return self.en

    def __bool__(self) -> bool:
        return bool(self.zh and self.en)

    def __contains__(self, words: str) -> bool:
        """Whether the words stand in either sentence."""
        return words in self.zh or words in self.en


@dataclass(frozen=True)
class Excerpt:
    """The line at fault (出错的原文) and how many of its characters stand before the fault."""

    text: str
    before: int

    def drawn(self, number: int) -> str:
        """The line behind its number, and under the fault a caret; full-width signs (全角) take two cells."""
        start = max(self.before - LEFT, 0)
        head = ("..." if start else "") + self.text[start : self.before]
        tail = self.text[self.before : self.before + RIGHT]
        head, tail = (printable(part.replace("\t", " ")) for part in (head, tail))
        rest = "..." if len(self.text) > self.before + RIGHT else ""
        return f"{number:>5} | {head}{tail}{rest}\n{'':>5} | {' ' * _cells(head)}^"


@dataclass(frozen=True)
class Letter:
    """One thing that is wrong (一处错误), with its place and remedy; absent places are None."""

    code: str
    message: Both
    remedy: Both
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None
    excerpt: Excerpt | None = None

    def as_dict(self, language: str = "en") -> dict[str, object]:
        """One entry of an `actuary.errors/1` document: told in a language, and in both."""
        return {
            "code": self.code,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "message": self.message.said(language),
            "remedy": self.remedy.said(language),
            "message_zh": self.message.zh,
            "message_en": self.message.en,
            "remedy_zh": self.remedy.zh,
            "remedy_en": self.remedy.en,
            "excerpt": None if self.excerpt is None else self.excerpt.text,
        }

    def said(self, language: str) -> str:
        """The letter on one line in a language, zh or en."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        head = " ".join(filter(None, (place, self.field and f"[{self.field}]")))
        head += ": " if head else ""
        gap = "" if language == "zh" else " "
        return f"{head}{self.message.said(language)}{gap}{self.remedy.said(language)}"

    def told(self, language: str) -> str:
        """The letter as a terminal shows it: on one line, then the line at fault with a caret."""
        drawn = "" if self.excerpt is None or self.line is None else "\n" + self.excerpt.drawn(self.line)
        return self.said(language) + drawn

    def __str__(self) -> str:
        return self.said("en")


class Problem(Exception):  # noqa: N818 - the word an actuary reads, not a programmer's suffix
    """Bad input or usage (输入有误); exit status 2. Carries every letter found, not only the first."""

    exit_status = 2

    def __init__(self, *letters: Letter) -> None:
        super().__init__("\n".join(str(letter) for letter in letters))
        self.letters = letters

    def __reduce__(self) -> tuple[type["Problem"], tuple[Letter, ...]]:
        """What another process needs to raise the same."""
        return type(self), self.letters


class Finding(Problem):
    """A check that failed on input that could be read (检查未通过); exit status 1."""

    exit_status = 1


class EnvironmentProblem(Problem):
    """Disk, permission or another fault of the machine (环境故障); exit status 3."""

    exit_status = 3


def problem(
    code: str,
    *,
    message: Both,
    remedy: Both,
    file: str | None = None,
    line: int | None = None,
    column: int | None = None,
    field: str | None = None,
    excerpt: Excerpt | None = None,
) -> Letter:
    """A letter with its place given by name, free of signs that a terminal would obey."""
    file, field = (None if text is None else printable(text) for text in (file, field))
    return Letter(code, _printable_both(message), _printable_both(remedy), file, line, column, field, excerpt)


def printable(text: str) -> str:
    """The text without signs that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _printable_both(text: Both) -> Both:
    return Both(printable(text.zh), printable(text.en))


def _cells(text: str) -> int:
    """Width of a text in a terminal [cells]."""
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in "WF") for sign in text)
