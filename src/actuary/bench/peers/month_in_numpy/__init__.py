"""The monthly step twice in NumPy (月度推移的两种NumPy写法): by bands of ages, and by matrices."""

from actuary.bench.peers.month_in_numpy.bands import Banded as Banded
from actuary.bench.peers.month_in_numpy.matrices import Dense as Dense
