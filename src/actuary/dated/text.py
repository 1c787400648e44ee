"""Bytes of a file as text (文件编码): UTF-8, else GB18030 by a stated rule; size and characters limited.

Rule: a byte order mark is dropped. A file that is not UTF-8 is read as GB18030, the code page of Chinese
Windows, unless Chinese text in UTF-8 stands before the fault: then it is a damaged UTF-8 file and refused.
"""

import re
from pathlib import Path

from actuary.dated.faults import FileFaults
from actuary.errors import Both

SIZE_LIMIT = 20_000_000
"""Largest file that is read [bytes]."""
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_FIRST_CJK = 0x2E80


def read_text(path: Path, faults: FileFaults) -> str | None:
    """Text of a file; None after a letter was added."""
    try:
        if not path.is_file():
            message = Both("这不是文件。", "This is not a file.")
            remedy = Both("请给出 YAML 文件，或其所在的文件夹。", "Give a YAML file or a folder of them.")
            faults.add("file", None, message, remedy)
            return None
        if path.stat().st_size > SIZE_LIMIT:
            _too_large(faults)
            return None
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        message = Both(f"无法读取（{error.strerror}）。", f"Cannot read it: {error.strerror}.")
        remedy = Both("请检查该文件及其权限。", "Check the file and its permissions.")
        faults.add("file", None, message, remedy)
        return None
    return decode(content, faults)


def decode(content: bytes, faults: FileFaults, limit: int = SIZE_LIMIT) -> str | None:
    """Text of bytes under the stated rule, at most `limit` of them; None after a letter was added."""
    if len(content) > limit:
        _too_large(faults)
        return None
    text = _decoded(content, faults)
    if text is None:
        return None
    text = text.removeprefix("\ufeff")
    faults.show(text)
    wrong = re.search(_FORBIDDEN, text)
    if wrong is not None:
        faults.add(
            "character",
            place_of(text, wrong.start()),
            Both(
                f"文本文件里不得有字符 U+{ord(wrong[0]):04X}。",
                f"The character U+{ord(wrong[0]):04X} is not allowed in a text file.",
            ),
            Both(
                "请删除；电子表格或二进制文件须先另存为纯文本。",
                "Delete it; a spreadsheet or binary file must first be saved as plain text.",
            ),
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
    faults.show(before)
    faults.add(
        "encoding",
        place_of(before, len(before)),
        Both(
            "文件到此处不再是 UTF-8，也不是 GB18030。",
            "Here the file stops being UTF-8, and it is not GB18030 either.",
        ),
        Both("请用编辑器打开，另存为 UTF-8。", "Open it in an editor and save it as UTF-8."),
    )
    return None


def _too_large(faults: FileFaults) -> None:
    faults.add(
        "size",
        None,
        Both(f"文件大于 {SIZE_LIMIT // 1_000_000} MB。", f"The file is larger than {SIZE_LIMIT // 1_000_000} MB."),
        Both("请拆分；假设文件一般只有几百行。", "Split it; assumption files hold a few hundred lines."),
    )
