"""Work dealt to threads (分派到线程): parts that each write their own place, worked by whoever is free."""

import os
import threading
from collections.abc import Callable, Sequence
from functools import cache
from queue import SimpleQueue

VARIABLE = "NUMBA_NUM_THREADS"
"""How many threads work, for all kernels."""
Work = Callable[[int, int], None]
_limit: list[int] = []


def workers() -> int:
    """Threads that work: as many as was asked for, by `limit` or the environment, else as there are processors."""
    if _limit:
        return _limit[-1]
    asked = os.environ.get(VARIABLE, "")
    return max(int(asked), 1) if asked.isdecimal() else _processors()


def limit(threads: int | None) -> None:
    """Let so many threads work from now on; None: as at the start."""
    _limit[:] = [] if threads is None else [threads]


def deal(work: Work, parts: Sequence[int]) -> None:
    """`work(part, worker)` for every part, each by one of the threads, which are numbered from nought; raises what any
    of them raised."""
    left, done = iter(parts), SimpleQueue[BaseException | None]()

    def share(worker: int) -> None:
        fault: BaseException | None = None
        try:
            for part in left:
                work(part, worker)
        except BaseException as raised:  # told to the thread that asked
            fault = raised
        done.put(fault)

    shares = range(1, min(workers(), len(parts)))
    for worker in shares:
        _task(worker).put(share)
    share(0)
    faults = [done.get() for _ in range(len(shares) + 1)]
    for fault in faults:
        if fault is not None:
            raise fault


@cache
def _processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _task(worker: int) -> "SimpleQueue[Callable[[int], None]]":
    """Where the thread of that number waits for its share; it ends with the process."""
    tasks = SimpleQueue[Callable[[int], None]]()

    def wait() -> None:
        while True:
            tasks.get()(worker)

    threading.Thread(target=wait, name=f"kernels-{worker}", daemon=True).start()
    return tasks


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_task.cache_clear)  # a child process has none of its parent's threads
