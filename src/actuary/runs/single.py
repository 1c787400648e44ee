"""One document on the disk (单个文件): written whole or not at all, never over another."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from actuary.errors import Both, EnvironmentProblem, Problem, problem
from actuary.written import written


def write_document(out: Path, document: Mapping[str, Any], name: str) -> Path:
    """Write a document to the file `out` if it ends in .json, else as `<name>.json` in the folder `out`."""
    path = out if out.suffix == ".json" else out / f"{name}.json"
    return write_file(path, (written(document) + "\n").encode())


def write_file(path: Path, content: bytes) -> Path:
    """Write a file that does not exist yet, whole or not at all, and return where it is.

    Raises Problem where that file stands already, EnvironmentProblem where the disk refuses.
    """
    path = path.absolute()
    making = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with making.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(making, path)
    except FileExistsError as fault:
        raise _taken(path) from fault
    except OSError as fault:
        reason = fault.strerror or str(fault)
        message = Both(f"写不进去：{reason}。", f"It could not be written: {reason}.")
        remedy = Both("请检查磁盘与权限；没有留下任何文件。", "Check disk and permissions; nothing was left behind.")
        raise EnvironmentProblem(
            problem("environment", message=message, remedy=remedy, file=str(path), field="--out")
        ) from fault
    finally:
        with suppress(OSError):
            making.unlink()
    return path


def check_new(path: Path, field: str) -> None:
    """Raises Problem where something stands at `path` already: asked before a long computation."""
    if os.path.lexists(path):
        raise _taken(path, field)


def _taken(path: Path, field: str = "--out") -> Problem:
    message = Both(f"{str(path)!r}已经存在，不会覆盖。", f"{str(path)!r} exists already, and is never written over.")
    remedy = Both("请换一个名称，或先移走它。", "Give another name, or move it away first.")
    return Problem(problem("exists", message=message, remedy=remedy, file=str(path), field=field))
