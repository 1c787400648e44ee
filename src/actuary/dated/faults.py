"""Letters gathered while files are read (错误汇总), so that all faults of all files are told at once."""

from actuary.errors import Both, Letter, Problem, problem


class Faults:
    """Letters found so far (已发现的错误); `raise_all` tells them together."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def __len__(self) -> int:
        return len(self.letters)

    def raise_all(self) -> None:
        """Raise one Problem with every letter, in order of file and place; nothing when there is none."""
        if self.letters:
            raise Problem(*sorted(self.letters, key=_place))


class FileFaults:
    """The faults of one file (单个文件的错误)."""

    def __init__(self, file: str, faults: Faults) -> None:
        self.file = file
        self.faults = faults
        self.count = 0

    def __len__(self) -> int:
        return self.count

    def add(
        self,
        code: str,
        place: tuple[int, int] | None,
        message: Both | str,
        remedy: Both | str,
        field: str | None = None,
    ) -> None:
        """Add a letter at `place` (line, column), both counted from 1."""
        line, column = place or (None, None)
        self.count += 1
        self.faults.letters.append(
            problem(
                code,
                message=_printable_both(message),
                remedy=_printable_both(remedy),
                file=self.file,
                line=line,
                column=column,
                field=_printable(field) if field else None,
            )
        )


def _printable(text: str) -> str:
    """The text without signs that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _printable_both(text: Both | str) -> Both:
    both = text if isinstance(text, Both) else Both(text, text)
    return Both(_printable(both.zh), _printable(both.en))


def _place(letter: Letter) -> tuple[str, int, int]:
    return letter.file or "", letter.line or 0, letter.column or 0
