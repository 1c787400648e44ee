"""One thread for NumPy's linear algebra, and the kernels' own cache; both before numpy and numba are imported."""

import os

from actuary.kernels import cache

for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[name] = "1"
cache.configure()
