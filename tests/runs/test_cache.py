"""The cache of compiled kernels: its place, its key, and a home that cannot be written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from actuary.kernels import cache


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A user's cache of its own; what `configure` sets is undone."""
    monkeypatch.setattr(cache, "_configured", [])
    monkeypatch.setenv(cache.VARIABLE, "before")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_numba_is_pointed_to_the_users_cache(tmp_path: Path) -> None:
    """The folder lies under the user's cache, exists, and holds nothing yet."""
    folder = cache.configure()
    assert folder == tmp_path / "cache" / "actuary" / cache.key()
    assert os.environ[cache.VARIABLE] == str(folder)
    assert list(folder.iterdir()) == []
    assert cache.needs_compilation(folder)


def test_a_compiled_kernel_needs_no_compilation(tmp_path: Path) -> None:
    """A kept kernel is one; a missing folder has none."""
    folder = cache.configure()
    (folder / "step-1.code").touch()
    assert not cache.needs_compilation(folder)
    assert cache.needs_compilation(folder, lanes=True)
    assert cache.needs_compilation(tmp_path / "nowhere")


def test_other_keys_are_left_alone() -> None:
    """The cache of another version stays."""
    other = cache.configure().with_name("other")
    other.mkdir()
    cache.configure()
    assert other.is_dir()


@pytest.mark.parametrize("change", ["source", "version", "processor"])
def test_key_changes_with_what_decides_the_code(monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """A kernel's source, a version and the processor each make another key."""
    before = cache.key()
    if change == "source":
        read = Path.read_bytes
        monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#")
    elif change == "version":
        monkeypatch.setattr(cache, "version", lambda _package, _file: b"99")
    else:
        monkeypatch.setattr(cache, "cpu", lambda: cache.Cpu("another", "avx9"))
    assert cache.key() != before


def test_local_app_data_and_home_are_the_next_choices(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A relative XDG_CACHE_HOME does not count; then LOCALAPPDATA; then a folder of the home."""
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert cache.user_cache() == tmp_path / "local"
    monkeypatch.delenv("LOCALAPPDATA")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert cache.user_cache().is_relative_to(tmp_path)


def test_home_that_is_a_file_falls_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no folder can be made, a temporary one stands in."""
    (tmp_path / "cache").touch()
    folder = cache.configure()
    assert folder.is_dir()
    assert not folder.is_relative_to(tmp_path / "cache")
    assert os.environ[cache.VARIABLE] == str(folder)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs a user's rights as on POSIX")
def test_read_only_home_falls_back(tmp_path: Path) -> None:
    """A home without the right to write, tried as an ordinary user."""
    (tmp_path / "cache").mkdir(mode=0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        folder = cache.configure()
    finally:
        if root:
            os.seteuid(0)
    assert folder.is_dir()
    assert not folder.is_relative_to(tmp_path)


def test_no_home_at_all_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home is no reason to fail."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert cache.configure().is_dir()


def test_processor_has_a_name_without_the_kernels_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system lists no processor, the platform names it."""
    assert cache.cpu().name
    monkeypatch.setattr(cache, "_CPUINFO", Path("nowhere"))
    assert cache.cpu().name


def test_configuring_imports_neither_numba_nor_numpy() -> None:
    """The variable must be set before numba is imported."""
    loaded = (
        "import sys; from actuary.kernels.cache import configure; configure();"
        "print([m for m in ('numba', 'numpy') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_warm_says_seconds_and_folder(tmp_path: Path) -> None:
    """`actuary warm` compiles into the user's cache and says where."""
    script = "from actuary.cli import main; main(['warm', '--lang', 'en'])"
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert told.stdout.startswith("kernels ready: ")
    folder = Path(told.stdout.strip().rpartition("cache ")[2])
    assert folder.parent == tmp_path / "cache" / "actuary"
    assert not cache.needs_compilation(folder, lanes=True, paths=True)
