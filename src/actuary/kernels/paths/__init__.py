"""Funds of many paths in one kernel (多路径基金核): what flows are on each, and ledgers kept side by side."""

from actuary.kernels.paths.contracts import Central as Central
from actuary.kernels.paths.contracts import Dates as Dates
from actuary.kernels.paths.contracts import Found as Found
from actuary.kernels.paths.contracts import Frame as Frame
from actuary.kernels.paths.contracts import Rows as Rows
from actuary.kernels.paths.running import BLOCK as BLOCK
from actuary.kernels.paths.running import run as run
