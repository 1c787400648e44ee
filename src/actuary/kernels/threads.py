"""Threads that work together (线程协作), and sleep between one piece of work and the next."""

import os
import threading
from collections.abc import Callable
from contextvars import copy_context
from functools import cache, partial
from queue import SimpleQueue

VARIABLE = "NUMBA_NUM_THREADS"
"""How many threads work, for all kernels."""
LINEAR_ALGEBRA = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_Task = tuple[Callable[[], object] | None, Callable[[int], object], SimpleQueue[BaseException | None]]
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


def together(share: Callable[[int], object], shares: int, meanwhile: Callable[[], None] | None = None) -> None:
    """`share(worker)` by so many threads at once, the first of them the caller's; the last of them, in the caller's
    context, does `meanwhile` before. Raises what any of them raised. A share that is True says that all work is done:
    threads that only have to end are not waited for."""
    done, ready = SimpleQueue[BaseException | None](), meanwhile is None

    def before() -> None:
        nonlocal ready
        meanwhile()  # type: ignore[misc]  # asked only where there is something to do
        ready = True

    for worker in range(1, shares):
        first = partial(copy_context().run, before) if meanwhile is not None and worker == shares - 1 else None
        _task(worker).put((first, share, done))
    faults: list[BaseException | None] = [None]
    if meanwhile is not None and shares == 1:
        faults.append(_fault(before))
    try:
        over = share(0) is True
    except BaseException as fault:  # told when the others have ended
        faults[0], over = fault, False
    if not (over and ready):
        faults += [done.get() for _ in range(1, shares)]
    for each in faults:
        if each is not None:
            raise each


def _fault(work: Callable[..., object], *given: int) -> BaseException | None:
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
            first, share, done = tasks.get()
            fault = _fault(first) if first is not None else None
            done.put(_fault(share, worker) or fault)
            del first, share, done, fault

    threading.Thread(target=wait, name=f"kernels-{worker}", daemon=True).start()
    return tasks


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_task.cache_clear)  # a child process has none of its parent's threads
