"""Errors are letters to an actuary: which file, line and field, what is wrong, what to do next."""

from dataclasses import asdict, dataclass


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
class Letter:
    """One thing that is wrong (一处错误), with its place and remedy; absent places are None."""

    code: str
    message: Both
    remedy: Both
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def as_dict(self, language: str = "en") -> dict[str, object]:
        """The shape of one entry of an `actuary.errors/1` document, told in a language."""
        return asdict(self) | {"message": self.message.said(language), "remedy": self.remedy.said(language)}

    def said(self, language: str) -> str:
        """The letter on one line in a language, zh or en."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        field = f" [{self.field}]" if self.field else ""
        head = f"{place}{field}: " if place or field else ""
        gap = "" if language == "zh" else " "
        return f"{head}{self.message.said(language)}{gap}{self.remedy.said(language)}"

    def __str__(self) -> str:
        return self.said("en")


class Problem(Exception):  # noqa: N818 - the word an actuary reads, not a programmer's suffix
    """Bad input or usage (输入有误); exit status 2. Carries every letter found, not only the first."""

    exit_status = 2

    def __init__(self, *letters: Letter) -> None:
        super().__init__("\n".join(str(letter) for letter in letters))
        self.letters = letters


class EnvironmentProblem(Problem):
    """Disk, permission or another fault of the machine (环境故障); exit status 3."""

    exit_status = 3


def problem(
    code: str,
    *,
    message: Both | str,
    remedy: Both | str,
    file: str | None = None,
    line: int | None = None,
    column: int | None = None,
    field: str | None = None,
) -> Letter:
    """A letter with its place given by name; a plain sentence stands for both languages."""
    message = message if isinstance(message, Both) else Both(message, message)
    remedy = remedy if isinstance(remedy, Both) else Both(remedy, remedy)
    return Letter(code, message, remedy, file, line, column, field)
