"""Where the shipped data lie (数据目录): inside the installed wheel, or the checkout it was built from."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Folder that holds `assumptions/` and `cohorts/`."""
    packaged = Path(__file__).parent / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]
