"""Kernels (数值核): recursions on plain arrays, without dates, labels, files, logging or randomness."""


def warm() -> None:
    """Compile every kernel of a run, or load it from the cache."""
    from actuary.kernels.rehearsal import rehearse

    rehearse()


def warm_paths() -> None:
    """The same of the kernels of many paths (多路径), which simulations alone need."""
    from actuary.kernels.rehearsal import rehearse_paths

    rehearse_paths()
