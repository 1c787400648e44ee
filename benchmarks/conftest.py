"""One thread for NumPy's linear algebra, and the kernels' own cache; both before numpy and numba are imported."""

from actuary.kernels import cache
from actuary.kernels.threads import one_for_linear_algebra

one_for_linear_algebra()
cache.configure()
