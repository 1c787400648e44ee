"""Kernels (数值核): recursions on plain arrays, without dates, labels or logging.

Random numbers have no state: each is a function of its address (philox). No kernel reads a file; those that are here
keep the machine code itself (cache, whole, native).
"""


def warm() -> None:
    """Compile every kernel of a run, or load it from the cache."""
    from actuary.kernels.rehearsal import rehearse

    rehearse()


def warm_lanes() -> None:
    """The same of those of the pooled city (合并快算), which answers that are asked for so need besides."""
    from actuary.kernels.rehearsal import rehearse_lanes

    rehearse_lanes()


def warm_paths() -> None:
    """The same of the kernels of many paths (多路径), which simulations alone need."""
    from actuary.kernels.rehearsal import rehearse_paths

    rehearse_paths()
