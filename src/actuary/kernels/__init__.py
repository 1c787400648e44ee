"""Kernels (数值核): recursions on plain arrays, without dates, labels, files, logging or randomness."""


def warm() -> None:
    """Compile every kernel of a month, or load it from the cache."""
    from actuary.kernels.rehearsal import rehearse

    rehearse()
