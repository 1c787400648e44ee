"""The engine measured beside others in one run (同机对比): the same answers first, then ratios of time."""

import os

LINEAR_ALGEBRA = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """One thread for NumPy's linear algebra; call it before numpy is imported."""
    for name in LINEAR_ALGEBRA:
        os.environ[name] = "1"
