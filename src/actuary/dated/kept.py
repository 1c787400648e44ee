"""What passed the door is kept (装载缓存), beside the compiled kernels, under a digest of every file it came from and
of the program that let it in. An entry that is absent, damaged or another program's only costs the reading.

Entries are pickles, opened by a door of their own: they hold values of the door's classes and nothing else.
"""

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from actuary import __version__
from actuary.data import content
from actuary.dated.values import FloatArray
from actuary.kernels.cache import user_cache
from actuary.kernels.whole import write_whole

KeptT = TypeVar("KeptT")
FOLDER = "loaded"
ENTRIES = 16
"""Entries of a place that stay; the oldest go first."""
SEAL = hashlib.sha256().digest_size
"""Bytes at the head of an entry: the digest of the rest."""
SOURCES = ("dated", "vocabulary", "errors.py", "months.py")
"""The program that lets values in, relative to the package."""
EVERYTHING = ("",)
"""The whole program."""


def kept(
    folders: Sequence[Path],
    root: Path,
    also: str,
    load: Callable[[], KeptT],
    program: tuple[str, ...] = SOURCES,
    place: str = FOLDER,
) -> KeptT:
    """What `load` makes of the YAML files of some folders, or what it made before of the same bytes.

    `root`: values name their files relative to it; `also`: what else the result depends on; `program`: the sources that
    make it; `place`: the folder of such entries. What `load` refuses is never kept.
    """
    key = digest(folders, root, also, program)
    if key is None:
        return load()
    entry = _home() / place / key
    with suppress(OSError, ValueError):
        found: KeptT = opened(entry.read_bytes())
        return found
    loaded = load()
    if digest(folders, root, also, program) == key:  # nobody wrote into the folders meanwhile
        with suppress(OSError):
            _write(entry, closed(loaded))
    return loaded


def digest(folders: Sequence[Path], root: Path, also: str, program: tuple[str, ...] = SOURCES) -> str | None:
    """Digest (sha256) of all files of some folders, where they lie, and the program; None where one cannot be read."""
    whole = hashlib.sha256(_program(program))
    try:
        for part in (str(root), also):
            _add(whole, part.encode())
        walked = (each for folder in folders for each in os.walk(folder))
        found = (os.path.join(top, name) for top, _, names in walked for name in names)
        for path in sorted(path for path in found if path.endswith((".yaml", ".yml"))):
            _add(whole, os.fsencode(path))
            _add(whole, content(path))
    except (OSError, UnicodeError):
        return None
    return whole.hexdigest()


@cache
def _program(sources: tuple[str, ...]) -> bytes:
    whole, package = hashlib.sha256(f"{__version__} {sys.version} {np.__version__}".encode()), Path(__file__).parents[1]
    for name in sources:
        place = package / name
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            _add(whole, path.relative_to(package).as_posix().encode())
            _add(whole, path.read_bytes())
    return whole.digest()


def _add(whole: "hashlib._Hash", part: bytes) -> None:
    whole.update(len(part).to_bytes(8, "big"))
    whole.update(part)


def _home() -> Path:
    """Folder of the places; one that cannot be made is one that holds nothing."""
    try:
        return user_cache() / "actuary"
    except RuntimeError:  # the user has no home
        return Path(os.devnull)


def closed(value: object) -> bytes:
    """A value as an entry: its digest, then the value."""
    stream = io.BytesIO()
    _Closer(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    content = stream.getvalue()
    return hashlib.sha256(content).digest() + content


def opened(entry: bytes) -> Any:
    """The value of an entry; raises ValueError when it is damaged or holds what no door lets in."""
    content = entry[SEAL:]
    if hashlib.sha256(content).digest() != entry[:SEAL]:
        raise ValueError("damaged")
    try:
        return _Opener(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError) as wrong:
        raise ValueError(str(wrong)) from wrong


def frozen(content: bytes, shape: tuple[int, ...]) -> FloatArray:
    """Numbers from their bytes, read-only."""
    return np.frombuffer(content, dtype=np.float64).reshape(shape)


class _Closer(pickle.Pickler):
    """Writes arrays as their bytes, so that nothing of numpy need be let in."""

    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, np.ndarray):
            return NotImplemented
        if value.dtype != np.float64:
            raise TypeError(f"{value.dtype} is not kept")
        return frozen, (value.tobytes(), value.shape)


class _Opener(pickle.Unpickler):
    """Lets in the classes of this package, sentences in both languages, and fractions."""

    def find_class(self, module: str, name: str) -> Any:
        if module == __name__ and name == frozen.__name__:
            return frozen
        if (module, name) in {("actuary.errors", "Both"), ("fractions", "Fraction")} or module.startswith(_DOOR):
            found = getattr(import_module(module), name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not let in")


_DOOR = f"{__package__}."


def _write(entry: Path, content: bytes) -> None:
    """Put an entry in its place whole, and drop the oldest beyond those that stay."""
    entry.parent.mkdir(parents=True, exist_ok=True)
    write_whole(entry, lambda stream: stream.write(content))
    for old in sorted(entry.parent.iterdir(), key=_age)[:-ENTRIES]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    return path.stat().st_mtime
