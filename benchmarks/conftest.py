"""One thread for NumPy's linear algebra, and the kernels' own cache; both before numpy and numba are imported."""

from actuary.bench import one_thread
from actuary.kernels import cache

one_thread()
cache.configure()
