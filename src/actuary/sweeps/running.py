"""Tasks handed out and parts taken in (任务分发): to processes of this machine, or to a cluster that is already there.

Only the one who hands out writes: a worker that is killed, late or asked twice leaves nothing behind, and its task is
given to another.
"""

import multiprocessing
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from actuary import data
from actuary.errors import Both, EnvironmentProblem, Letter, Problem, problem
from actuary.sweeps.keeping import Parts
from actuary.sweeps.tasks import Done, Refused, Task
from actuary.sweeps.working import done

Told = Callable[[int, int], None]
Errand = tuple[Task, ...]
"""Tasks that one worker does one after the other (一次派发)."""
ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:\d{1,5}")
"""How a scheduler is called."""
ATTEMPTS = 4
"""Times that a task is given out before it is given up, since workers may be killed."""


def sweep(tasks: Sequence[Task], parts: Parts, workers: int, scheduler: str | None, told: Told) -> None:
    """Do the tasks whose parts are missing; `scheduler`: address of a Dask cluster, else `workers` processes here.

    Raises Problem with the letters of tasks that cannot be done, once the others have been.
    """
    missing, keys = parts.missing(tasks), {task.key for task in tasks}
    left, total = len(missing), len(keys)
    told(total - left, total)
    errands, letters = errands_of(missing), list[Letter]()
    for each in _on_cluster(errands, scheduler) if scheduler is not None else _in_processes(errands, workers):
        if isinstance(each, Refused):
            letters.extend(letter for letter in each.letters if letter not in letters)
            continue
        parts.keep(each)
        left -= 1
        told(total - left, total)
    if letters:
        raise Problem(*letters)


def errands_of(tasks: Sequence[Task]) -> list[Errand]:
    """Who is handed what: a task each; but paths of one city go together, since its causes are run for all of them."""
    found: dict[object, list[Task]] = {}
    for task in tasks:
        block = task.paths
        of_city = (task.valuation, task.options, task.inputs)
        key = task.key if block is None else (*of_city, block.only, block.people)
        found.setdefault(key, []).append(task)
    return [tuple(each) for each in found.values()]


def _in_processes(errands: Sequence[Errand], workers: int) -> Iterator[Done | Refused]:
    """Parts as processes finish them; whoever was working when one died begins again."""
    left = dict(enumerate(errands))
    for _ in range(ATTEMPTS):
        try:
            with _processes(min(workers, len(left)) or 1) as pool:
                futures = {pool.submit(done, errand): place for place, errand in left.items()}
                for future in as_completed(futures):
                    yield from future.result()
                    del left[futures[future]]
        except BrokenProcessPool:
            continue
        return
    raise _given_up(sum(map(len, left.values())))


def _processes(workers: int) -> ProcessPoolExecutor:
    from actuary.kernels.threads import one_for_linear_algebra

    one_for_linear_algebra()  # of the environment that they inherit
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_alone, initargs=(data.root(),))


def _alone(root: Path) -> None:
    """Each process reads the same data and has one thread: there are as many processes as there is work for."""
    data.set_root(root)
    from actuary.kernels.cache import configure

    configure()
    from actuary.kernels.threads import VARIABLE

    os.environ[VARIABLE] = "1"


def _on_cluster(errands: Sequence[Errand], scheduler: str) -> Iterator[Done | Refused]:
    """Parts as a cluster finishes them; raises EnvironmentProblem where there is none or it goes away."""
    from distributed import Client
    from distributed import as_completed as as_finished
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError
    from distributed.security import Security

    if not ADDRESS.fullmatch(scheduler):
        raise _no_address(scheduler)
    if scheduler.startswith("tls") and Security().get_connection_args("client").get("ssl_context") is None:
        raise _no_certificates()
    try:
        with Client(scheduler, timeout=10, set_as_default=False) as client:
            keys = ["actuary-" + "-".join(task.key for task in errand) for errand in errands]
            futures = client.map(done, errands, key=keys, retries=ATTEMPTS)
            for future in as_finished(futures, loop=client.loop):
                yield from future.result()
    except (OSError, TimeoutError, CommClosedError, FutureCancelledError) as wrong:
        raise _no_cluster(scheduler, wrong) from wrong


def _given_up(tasks: int) -> EnvironmentProblem:
    return EnvironmentProblem(
        problem(
            "workers_killed",
            message=Both(
                f"计算进程多次被终止，尚有 {tasks} 项未完成。",
                f"Worker processes were killed again and again; {tasks} tasks are left.",
            ),
            remedy=Both(
                "已完成的部分都已保存；请减少 --workers 或增加内存后用同一命令继续。",
                "What was done is kept; lessen --workers or add memory, and give the same command to go on.",
            ),
            field="--workers",
        )
    )


def _no_address(scheduler: str) -> Problem:
    return Problem(
        problem(
            "address",
            message=Both(f"{scheduler} 不是调度器地址。", f"{scheduler} is not the address of a scheduler."),
            remedy=Both("请写作 tcp://主机:端口 或 tls://主机:端口。", "Write tcp://host:port or tls://host:port."),
            field="--scheduler",
        )
    )


def _no_certificates() -> EnvironmentProblem:
    return EnvironmentProblem(
        problem(
            "certificates",
            message=Both(
                "tls:// 需要证书，而 Dask 的设置中没有。", "tls:// needs certificates, and Dask's settings name none."
            ),
            remedy=Both(
                "请在 Dask 的设置 distributed.comm.tls 中写明 ca-file 与 client 的 cert、key。",
                "Name ca-file, and cert and key of client, in Dask's settings under distributed.comm.tls.",
            ),
            field="--scheduler",
        )
    )


def _no_cluster(scheduler: str, wrong: BaseException) -> EnvironmentProblem:
    return EnvironmentProblem(
        problem(
            "scheduler",
            message=Both(
                f"连不上调度器 {scheduler}，或中途断开（{type(wrong).__name__}）。",
                f"The scheduler {scheduler} cannot be reached, or went away ({type(wrong).__name__}).",
            ),
            remedy=Both(
                "已完成的部分都已保存；调度器恢复后用同一命令继续。",
                "What was done is kept; give the same command when the scheduler is back.",
            ),
            field="--scheduler",
        )
    )
