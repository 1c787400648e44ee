"""Where compiled kernels are kept (编译缓存): one folder for each set of sources, versions and processor.

The folder's name carries a digest of all that decides the machine code. Nothing here imports numba, which keeps
there what it compiles by itself: `configure` comes first.
"""

import atexit
import hashlib
import os
import platform
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

VARIABLE = "NUMBA_CACHE_DIR"
KEPT = ".code"
"""How names of kept kernels end."""
LANES, PATHS = f"over_first-*{KEPT}", "running.some_blocks-*.nbi"
"""How a kept kernel is named that the pooled city alone needs, and how numba names one of many paths."""
COMPILER = {"numba": "_version.py", "llvmlite": "_version.py", "numpy": "version.py"}
"""Packages that decide the machine code, and where each says its version."""
_configured: list[Path] = []
_CPUINFO = Path("/proc/cpuinfo")
_NAMES = ("model name", "cpu model", "cpu part", "processor")
_FEATURES = ("flags", "features")


class Cpu(NamedTuple):
    """Processor (处理器): its name and the instruction sets that it declares, in order of their names."""

    name: str
    features: str


def configure() -> Path:
    """Point numba to this build's cache and return the folder; call it before numba is imported.

    The folder is `<user cache>/actuary/<key>`; folders of other keys are left alone. Where it cannot be
    written, a temporary folder stands in until the process ends.
    """
    try:
        folder = user_cache() / "actuary" / key()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, RuntimeError):  # RuntimeError: the user has no home
        folder = Path(tempfile.mkdtemp(prefix="actuary-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[VARIABLE] = str(folder)
    _configured[:] = [folder]
    return folder


def folder() -> Path:
    """The folder that was configured, now if need be."""
    return _configured[0] if _configured else configure()


def needs_compilation(folder: Path, *, lanes: bool = False, paths: bool = False) -> bool:
    """Whether the cache `folder` holds no compiled kernel of a run yet; `lanes`: or none of the pooled city's; `paths`:
    or none of many paths."""
    wanted = [f"*{KEPT}", *([LANES] if lanes else []), *([PATHS] if paths else [])]
    return any(next(folder.rglob(names), None) is None for names in wanted)


def key() -> str:
    """Digest (sha256) of the kernels' sources, the compiler's versions, Python and the processor."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    for name, file in COMPILER.items():
        digest.update(version(name, file) + b"\0")
    digest.update("\n".join((platform.python_version(), *cpu())).encode())
    return digest.hexdigest()


def version(package: str, file: str) -> bytes:
    """What the file of its version says of a package, which is not imported for it."""
    found = find_spec(package)
    assert found is not None, "a dependency of this package"
    return (Path(found.origin or "").parent / file).read_bytes()


def user_cache() -> Path:
    """The user's cache folder: XDG_CACHE_HOME, LOCALAPPDATA, else the system's custom."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        named = Path(os.environ.get(variable, ""))
        if named.is_absolute():
            return named
    custom = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
    return Path.home().joinpath(*custom)


def cpu() -> Cpu:
    """The first processor of this machine, from the kernel's list or, without one, from the platform."""
    try:
        listed = _CPUINFO.read_text(encoding="utf-8", errors="replace")
    except OSError:
        listed = ""
    facts: dict[str, str] = {}
    for line in listed.split("\n\n", 1)[0].splitlines():
        name, _, value = line.partition(":")
        facts[name.strip().lower()] = value.strip()
    named = next((facts[name] for name in _NAMES if facts.get(name)), "") or platform.processor()
    features = next((facts[name] for name in _FEATURES if name in facts), "")
    return Cpu(named or platform.machine(), " ".join(sorted(features.split())))
