"""Bytes of a file as text (文件编码): UTF-8, else GB18030 by a stated rule; size and characters limited.

Rule: a byte order mark is dropped. A file that is not UTF-8 is read as GB18030, the code page of Chinese
Windows, unless Chinese text in UTF-8 stands before the fault: then it is a damaged UTF-8 file and refused.
"""

import re
from pathlib import Path

from actuary.dated.faults import FileFaults

SIZE_LIMIT = 20_000_000
"""Largest file that is read [bytes]."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_CJK = 0x2E80


def read_text(path: Path, faults: FileFaults) -> str | None:
    """Text of a file; None after a letter was added."""
    try:
        if not path.is_file():
            faults.add("file", None, "This is not a file.", "Give a YAML file or a folder of them.")
            return None
        if path.stat().st_size > SIZE_LIMIT:
            _too_large(faults)
            return None
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        faults.add("file", None, f"Cannot read it: {error.strerror}.", "Check the file and its permissions.")
        return None
    return decode(content, faults)


def decode(content: bytes, faults: FileFaults) -> str | None:
    """Text of bytes under the stated rule; None after a letter was added."""
    if len(content) > SIZE_LIMIT:
        _too_large(faults)
        return None
    text = _decoded(content, faults)
    if text is None:
        return None
    text = text.removeprefix("\ufeff")
    wrong = _FORBIDDEN.search(text)
    if wrong is not None:
        faults.add(
            "character",
            place_of(text, wrong.start()),
            f"The character U+{ord(wrong[0]):04X} is not allowed in a text file.",
            "Delete it; a spreadsheet or binary file must first be saved as plain text.",
        )
        return None
    return text


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _decoded(content: bytes, faults: FileFaults) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
    if not any(ord(character) >= _FIRST_CJK for character in before):
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            pass
    faults.add(
        "encoding",
        place_of(before, len(before)),
        "Here the file stops being UTF-8, and it is not GB18030 either.",
        "Open it in an editor and save it as UTF-8.",
    )
    return None


def _too_large(faults: FileFaults) -> None:
    faults.add(
        "size",
        None,
        f"The file is larger than {SIZE_LIMIT // 1_000_000} MB.",
        "Split it; assumption files hold a few hundred lines.",
    )
