"""Errors are letters to an actuary: which file, line and field, what is wrong, what to do next."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Letter:
    """One thing that is wrong (一处错误), with its place and remedy; absent places are None."""

    code: str
    message: str
    remedy: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The shape of one entry of an `actuary.errors/1` document."""
        return asdict(self)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        field = f" [{self.field}]" if self.field else ""
        head = f"{place}{field}: " if place or field else ""
        return f"{head}{self.message} {self.remedy}"


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
    message: str,
    remedy: str,
    file: str | None = None,
    line: int | None = None,
    column: int | None = None,
    field: str | None = None,
) -> Letter:
    """A letter with its place given by name."""
    return Letter(code, message, remedy, file, line, column, field)
