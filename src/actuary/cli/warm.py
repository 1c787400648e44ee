"""`actuary warm`: compile the kernels now, so that no run waits for it (预编译)."""

import time

import click

from actuary.kernels.cache import configure
from actuary.reporting.language import choose


@click.command("warm")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(lang: str | None) -> None:
    """Compile every kernel, or load it from the cache; print the seconds and the cache folder (预编译)."""
    started = time.perf_counter()
    folder = configure()
    from actuary.kernels import warm, warm_lanes, warm_paths

    warm()
    warm_lanes()
    warm_paths()
    seconds = time.perf_counter() - started
    click.echo(_line(choose(lang), seconds, str(folder)).encode(errors="surrogateescape"))


def _line(language: str, seconds: float, folder: str) -> str:
    words = "数值核就绪：{0:.1f} 秒，缓存 {1}" if language == "zh" else "kernels ready: {0:.1f} s, cache {1}"
    return words.format(seconds, folder)
