"""Where compiled kernels are kept (编译缓存): one folder for each set of sources, versions and processor.

Numba does not notice that a helper imported from another module was edited, so the folder's name carries
a digest of all that decides the machine code. Nothing here imports numba: `configure` comes first.
"""

import atexit
import hashlib
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

VARIABLE = "NUMBA_CACHE_DIR"
COMPILER = ("numba", "llvmlite", "numpy")
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
    return folder


def needs_compilation(folder: Path) -> bool:
    """Whether the cache `folder` holds no compiled kernel yet."""
    return next(folder.rglob("*.nbi"), None) is None


def key() -> str:
    """Digest (sha256) of the kernels' sources, the compiler's versions, Python and the processor."""
    from importlib.metadata import version

    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    words = [*(f"{name} {version(name)}" for name in COMPILER), platform.python_version(), *cpu()]
    digest.update("\n".join(words).encode())
    return digest.hexdigest()


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
    named = next((facts[name] for name in _NAMES if facts.get(name)), platform.processor())
    features = next((facts[name] for name in _FEATURES if name in facts), "")
    return Cpu(named or platform.machine(), " ".join(sorted(features.split())))
