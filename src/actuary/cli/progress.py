"""What long commands say while they work (进度): the notice of a first compilation, and a bar."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

import click

PATIENCE = 0.5
"""Seconds of work that go without a bar."""


def prepare_kernels(notice: str, *, lanes: bool = False, paths: bool = False) -> None:
    """Load the kernels from their cache, to which numba is pointed before it is imported; say so if they must be
    compiled. `lanes`: those of the pooled city too; `paths`: those, and of many paths, whose causes move in lanes."""
    from actuary.kernels import warm, warm_lanes, warm_paths
    from actuary.kernels.cache import configure, needs_compilation
    from actuary.kernels.threads import one_for_linear_algebra

    one_for_linear_algebra()
    lanes = lanes or paths
    if needs_compilation(configure(), lanes=lanes, paths=paths):
        click.echo(notice, err=True)
    warm()
    if lanes:
        warm_lanes()
    if paths:
        warm_paths()


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar of steps done on a terminal's standard error, once the work has lasted as long as anybody waits unasked."""
    with ExitStack() as drawn:
        begun, showing = monotonic(), sys.stderr.isatty()
        shown: list[Callable[[int, int], None]] = []

        def told(done: int, total: int) -> None:
            if showing and not shown and monotonic() - begun > PATIENCE:
                shown.append(drawn.enter_context(_bar()))
            for show in shown:
                show(done, total)

        yield told


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
