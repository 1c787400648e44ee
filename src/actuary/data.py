"""Where the data lie (数据目录): a folder of the user's own, else inside the wheel, else the checkout."""

import errno
import os
import stat
from pathlib import Path

from actuary.errors import Both, Problem, problem

VARIABLE = "ACTUARY_DATA"
FOLDERS = ("assumptions", "cohorts")
LARGEST = 20_000_000
"""Largest data file that is read [bytes]."""

_chosen: list[Path] = []


def set_root(folder: Path | None) -> None:
    """Read all data from `folder`, which holds `assumptions/` and `cohorts/`; None: the shipped data."""
    _chosen[:] = [] if folder is None else [_checked(folder, "--data")]


def root() -> Path:
    """Folder that holds `assumptions/` and `cohorts/`: option, then environment variable, then shipped."""
    if _chosen:
        return _chosen[0]
    named = os.environ.get(VARIABLE)
    return _checked(Path(named), VARIABLE) if named else shipped()


def shipped() -> Path:
    """The data that came with the program (随软件发布的数据)."""
    packaged = Path(__file__).parent / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]


def shown(path: str | Path) -> str:
    """A file's name as text that any document can hold, the same in every locale (文件名)."""
    return os.fsencode(path).decode(errors="backslashreplace")


def _checked(folder: Path, field: str) -> Path:
    missing = [name for name in FOLDERS if not (folder / name).is_dir()]
    if missing:
        raise Problem(
            problem(
                "data_folder",
                message=Both(
                    f"“{folder}”里没有 {' 和 '.join(f'{name}/' for name in missing)}。",
                    f"{str(folder)!r} does not hold {' and '.join(f'{name}/' for name in missing)}.",
                ),
                remedy=Both(
                    "请先按 docs/replace-a-proxy.md 把两个文件夹都复制过去。",
                    "Copy both folders there first, as docs/replace-a-proxy.md shows.",
                ),
                file=str(folder),
                field=field,
            )
        )
    return folder.resolve()


def content(path: str | Path) -> bytes:
    """Bytes of a data file (数据文件内容); raises OSError where it is no plain file, or larger than any is."""
    told = os.stat(path)  # before it is opened: a pipe would wait for its writer
    if not stat.S_ISREG(told.st_mode) or told.st_size > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    with open(path, "rb") as file:
        return file.read()
