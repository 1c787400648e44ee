"""Letters gathered while files are read (错误汇总), so that all faults of all files are told at once."""

from actuary.errors import Both, Excerpt, Letter, Problem, problem


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
        self.spoilt: set[tuple[int, int]] = set()
        """Places whose value was refused already, so that nothing more is said of it."""
        self.lines: list[str] = []
        """The lines of the file, from which letters show the one at fault."""

    def __len__(self) -> int:
        return self.count

    def show(self, text: str) -> None:
        """Let letters quote from this text of the file."""
        self.lines = text.splitlines()

    def add(
        self,
        code: str,
        place: tuple[int, int] | None,
        message: Both,
        remedy: Both,
        field: str | None = None,
    ) -> None:
        """Add a letter at `place` (line, column), both counted from 1; of a spoilt place nothing more is said."""
        line, column = place or (None, None)
        self.count += 1
        if place in self.spoilt:
            return
        self.faults.letters.append(
            problem(
                code,
                message=message,
                remedy=remedy,
                file=self.file,
                line=line,
                column=column,
                field=field or None,
                excerpt=self.excerpt(line, column),
            )
        )

    def excerpt(self, line: int | None, column: int | None) -> Excerpt | None:
        """The line of a place as letters show it; None where the text is not known."""
        if line is None or column is None or line > len(self.lines):
            return None
        text = self.lines[line - 1]
        return Excerpt(text, self.before(text, column))

    def before(self, text: str, column: int) -> int:
        """How many characters of a line stand before a column."""
        return column - 1


class TableFaults(FileFaults):
    """The faults of a table of text (表格文件的错误): the column of a place is the number of a cell."""

    def before(self, text: str, column: int) -> int:
        """How many characters of a line stand before a cell; commas inside quotes part no cells."""
        quoted, cell = False, 1
        for offset, sign in enumerate(text):
            if cell == column:
                return offset
            quoted ^= sign == '"'
            cell += sign == "," and not quoted
        return len(text)


def _place(letter: Letter) -> tuple[str, int, int]:
    return letter.file or "", letter.line or 0, letter.column or 0
