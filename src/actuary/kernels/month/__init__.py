"""A month of all cohorts (月度推移): the layout of the state, what the step is told and says, and the step itself."""

from actuary.kernels.contracts import Accrual as Accrual
from actuary.kernels.contracts import Arrivals as Arrivals
from actuary.kernels.contracts import Claims as Claims
from actuary.kernels.contracts import Exposure as Exposure
from actuary.kernels.contracts import Life as Life
from actuary.kernels.contracts import Month as Month
from actuary.kernels.contracts import Motion as Motion
from actuary.kernels.contracts import Retirement as Retirement
from actuary.kernels.contracts import Told as Told
from actuary.kernels.contracts import Turning as Turning
from actuary.kernels.contracts import acting as acting
from actuary.kernels.contracts import aligned as aligned
from actuary.kernels.layout import *  # noqa: F403 - one name for all that a user of the step needs
from actuary.kernels.month.step import Rows as Rows
from actuary.kernels.month.step import Scratch as Scratch
from actuary.kernels.month.step import completed as completed
from actuary.kernels.month.step import look as look
from actuary.kernels.month.step import months as months
from actuary.kernels.month.step import move as move
from actuary.kernels.month.step import potential as potential
from actuary.kernels.month.step import put as put
from actuary.kernels.month.step import rise as rise
from actuary.kernels.native import Work as Work
