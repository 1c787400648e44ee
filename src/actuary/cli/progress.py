"""What long commands say while they work (进度): the notice of a first compilation, and a bar."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


def prepare_kernels(notice: str, *, paths: bool = False) -> None:
    """Load the kernels from their cache, to which numba is pointed before it is imported; say so if they must be
    compiled. `paths`: those of many paths too."""
    from actuary.kernels import warm, warm_paths
    from actuary.kernels.cache import configure, needs_compilation

    if needs_compilation(configure(), paths=paths):
        click.echo(notice, err=True)
    warm()
    if paths:
        warm_paths()


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar of steps done on standard error, silent unless that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told
