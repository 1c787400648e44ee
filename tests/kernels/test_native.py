"""Kernels as kept machine code: what is kept is what runs, and what is not whole is compiled again."""

import numpy as np
import pytest

from actuary.kernels import cache, native, threads
from actuary.kernels.contracts import Life

SOURCE = '''"""Kernels of a test."""

from actuary.kernels.compiler import njit


@njit
def weigh(life, by, out, part, worker):
    """Each row of one field by a number, and by the sum of the other."""
    out[part] = 0.0
    for a in range(life.death.shape[1]):
        out[part] += life.death[part, a] * by + life.birth[part, a]


@njit
def shift(out, part, worker):
    """One in each place of the first half; in the second half the sum of the first."""
    half = out.shape[0] // 2
    if part < half:
        out[part] = 1.0
    else:
        out[part] = out[:half].sum()


@njit
def divide_one(out, by, part, worker):
    """One over a number, or one."""
    if part < by.shape[0]:
        out[part] = 1.0 / by[part]
    else:
        out[part] = 1.0


@njit
def divide(out, by, part, worker):
    """A row by a number."""
    out[part] = 1.0 / by
'''
compiled_only = pytest.mark.skipif(native.PLAIN, reason="kernels run as plain Python")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A cache of its own, and a module of kernels that can be imported."""
    (tmp_path / "weighing.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(cache, "_configured", [tmp_path])
    return tmp_path


def weighed(rows=5):
    """What the kernel makes of some numbers, and what it should."""
    death, birth = np.arange(3.0 * rows).reshape(rows, 3), np.ones((rows, 3))
    death.setflags(write=False)
    out = np.full(rows, np.nan)
    native.Kernel("weighing", "weigh")(range(rows), Life(death, birth), 2.0, out)
    return out, death.sum(axis=1) * 2.0 + 3.0


def test_every_part_is_worked(folder):
    """Named tuples, numbers and arrays arrive as they were given, read-only ones too; on any number of threads."""
    for count in (1, 2, 3):
        threads.limit(count)
        out, expected = weighed()
        assert (out == expected).all()
    threads.limit(None)


@compiled_only
def test_kept_code_runs_without_its_source(folder):
    """Object code is kept once for each kind of what is told, and is all that another call needs."""
    weighed()
    (folder / "weighing.py").unlink()
    kept = list(folder.glob(f"*{cache.KEPT}"))
    out, expected = weighed(4)
    assert (out == expected).all()
    assert list(folder.glob(f"*{cache.KEPT}")) == kept
    assert len(kept) == 1


@compiled_only
@pytest.mark.parametrize("spoil", [lambda kept: kept[:-1], lambda kept: b"", lambda kept: kept[:40] + b"x" + kept[41:]])
def test_code_that_is_not_whole_is_compiled_again(folder, spoil):
    """A file cut short, empty or changed is not linked."""
    weighed()
    (kept,) = folder.glob(f"*{cache.KEPT}")
    kept.write_bytes(spoil(kept.read_bytes()))
    assert native._read(kept) is None
    out, expected = weighed()
    assert (out == expected).all()
    assert native._read(kept) is not None


@compiled_only
def test_a_disk_that_takes_nothing_only_means_slower(folder, monkeypatch):
    """A cache that is a file, as one that is full."""
    (folder / "taken").touch()
    monkeypatch.setattr(cache, "_configured", [folder / "taken"])
    out, expected = weighed()
    assert (out == expected).all()


@pytest.mark.parametrize("count", [1, 2])
def test_division_by_nought_is_told(folder, count):
    """On the thread that called, whichever thread met it."""
    threads.limit(count)
    divide, out = native.Kernel("weighing", "divide"), np.zeros(8)
    divide(range(8), out, 4.0)
    assert (out == 0.25).all()
    with pytest.raises(ZeroDivisionError):
        divide(range(8), out, 0.0)
    divide(range(8), out, 2.0)
    assert (out == 0.5).all()
    threads.limit(None)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_parts_that_come_after_see_what_all_others_did(folder, count):
    """Whichever thread is dealt them, and however soon; and what is done meanwhile is done once."""
    threads.limit(count)
    shift, out, seen = native.Kernel("weighing", "shift"), np.zeros(64), []
    for _ in range(20):
        out[:] = 0.0
        shift.over(shift.laid_out([(out,)]), range(32), range(32, 64), meanwhile=lambda: seen.append(1))
        assert (out[:32] == 1.0).all()
        assert (out[32:] == 32.0).all()
    assert len(seen) == 20
    threads.limit(None)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_nobody_waits_for_a_thread_that_has_failed(folder, count):
    """A division by nought before the cut: it is told, and no part behind the cut is worked."""
    threads.limit(count)
    part, out = native.Kernel("weighing", "divide_one"), np.zeros(8)
    with pytest.raises(ZeroDivisionError):
        part.over(part.laid_out([(out, np.array([1.0, 0.0, 1.0, 1.0]))]), range(4), range(4, 8))
    assert not out[4:].any()
    part.over(part.laid_out([(out, np.ones(4))]), range(4), range(4, 8))
    assert (out == 1.0).all()
    threads.limit(None)


@pytest.mark.parametrize("count", [1, 2])
def test_what_fails_meanwhile_is_told(folder, count):
    """The caller hears of it when all parts are done."""
    threads.limit(count)

    def fails():
        raise LookupError("meanwhile")

    shift, out = native.Kernel("weighing", "shift"), np.zeros(64)
    with pytest.raises(LookupError, match="meanwhile"):
        shift.over(shift.laid_out([(out,)]), range(32), meanwhile=fails)
    threads.limit(None)


@compiled_only
def test_an_array_in_another_order_is_refused(folder):
    """Its values would be read in the wrong places."""
    with pytest.raises(ValueError, match="C order"):
        native.Kernel("weighing", "divide")((0,), np.zeros((4, 2)).T, 1.0)
