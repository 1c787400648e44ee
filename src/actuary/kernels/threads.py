"""Threads that work together (线程协作), and sleep between one piece of work and the next."""

import os
import threading
from collections.abc import Callable
from functools import cache
from queue import SimpleQueue

VARIABLE = "NUMBA_NUM_THREADS"
"""How many threads work, for all kernels."""
LINEAR_ALGEBRA = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_Task = tuple[Callable[[int], None], SimpleQueue[None], SimpleQueue[BaseException | None]]
_limit: list[int] = []


def workers() -> int:
    """Threads that work: as many as was asked for, by `limit` or the environment, else as there are processors."""
    if _limit:
        return _limit[-1]
    asked = os.environ.get(VARIABLE, "")
    return max(int(asked), 1) if asked.isdecimal() else _processors()


def one_for_linear_algebra() -> None:
    """One thread for NumPy's linear algebra unless the environment asks for more: more would wait, busily, where the
    kernels' threads work. Call it before numpy is imported."""
    for name in LINEAR_ALGEBRA:
        os.environ.setdefault(name, "1")


def limit(threads: int | None) -> None:
    """Let so many threads work from now on; None: as at the start."""
    _limit[:] = [] if threads is None else [threads]


def together(share: Callable[[int], None], shares: int, meanwhile: Callable[[], None] | None = None) -> None:
    """`share(worker)` by so many threads at once, the first of them the caller's, who does `meanwhile` before; raises
    what any of them raised."""
    begun, done = SimpleQueue[None](), SimpleQueue[BaseException | None]()
    others = range(1, shares)
    for worker in others:
        _task(worker).put((share, begun, done))
    faults: list[BaseException | None] = []
    if meanwhile is not None:
        for _ in others:
            begun.get()  # or they would wait for Python's lock until `meanwhile` is done
        faults.append(_fault(meanwhile))
    faults.append(_fault(share, 0))
    faults += [done.get() for _ in others]
    for fault in faults:
        if fault is not None:
            raise fault


def _fault(work: Callable[..., None], *given: int) -> BaseException | None:
    """What is raised at work; it waits until the others have ended theirs."""
    try:
        work(*given)
    except BaseException as fault:  # told to the thread that asked
        return fault
    return None


@cache
def _processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _task(worker: int) -> "SimpleQueue[_Task]":
    """Where the thread of that number waits for its share; it ends with the process."""
    tasks = SimpleQueue[_Task]()

    def wait() -> None:
        while True:
            share, begun, done = tasks.get()
            begun.put(None)
            done.put(_fault(share, worker))
            del share, begun, done

    threading.Thread(target=wait, name=f"kernels-{worker}", daemon=True).start()
    return tasks


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_task.cache_clear)  # a child process has none of its parent's threads
