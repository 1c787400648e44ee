"""What the step is told of a month and what it says of it (核的数据约定): named tuples of plain arrays.

What is told once for all lanes may be told lane by lane instead: its array then has one axis more, of sixteen lanes,
and a number is an array of sixteen.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.layout import ACCOUNTS, LANES, LINE, OUTCOMES, WIDTH

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

NOBODY = np.zeros(0, dtype=np.int64)
"""No transition whose leavers are replaced; none that an age ends."""
ALIKE = np.zeros(0)
"""No probability of any lane's own."""
NOTHING = np.zeros((0, LANES))
EVERY_LANE = np.ones(LANES)


def aligned(shape: tuple[int, ...]) -> FloatArray:
    """Noughts whose lanes begin where a line of the cache does: a vector across two lines costs twice."""
    size = int(np.prod(shape))
    room = np.zeros(size + LINE)
    first = -room.ctypes.data // room.itemsize % LINE
    return room[first : first + size].reshape(shape)


def acting(*tables: FloatArray) -> IntArray:
    """Ages from which, and to before which, any of some tables `[N, G, A]` is not nought, in a row `[N * G * 2]`."""
    some = np.logical_or.reduce([table != 0.0 for table in tables])
    first, last = some.argmax(axis=-1), some.shape[-1] - some[..., ::-1].argmax(axis=-1)
    return np.stack((first, np.where(some.any(axis=-1), last, 0)), axis=-1).ravel()


class Motion(NamedTuple):
    """Transitions of a month as data: source and target status (-1 leaves), rule, probability, lane factor.

    `probability[R, G, A]` by months of age; `lane[R, G, L]` multiplies it. Those of one source act at the
    same time on the survivors of the month, so their probabilities add to at most one. `brought[3, A]`: years,
    index-years and account [yuan] that one who enters (rule ENTER) brings from elsewhere. `ending[R]`: the age, of
    OF_WORKERS and OF_RESIDENTS, in whose month a transition has the probability `then[R]`; -1: none; empty: of none has
    any. Where lanes differ in a probability, `where[R, G, A]` tells which row of `own[K, L]` holds theirs, 1 the first,
    and is nought elsewhere; of one dimension where they never differ. There are at least sixteen months of age.
    `acts[R * G * 2]`: ages from which, and to before which, each may have a probability (`acting`); empty: it is
    looked.
    """

    source: IntArray
    target: IntArray
    rule: IntArray
    probability: FloatArray
    lane: FloatArray
    brought: FloatArray
    ending: IntArray = NOBODY
    then: FloatArray = ALIKE
    where: FloatArray = ALIKE
    own: FloatArray = NOTHING
    acts: IntArray = NOBODY


class Retirement(NamedTuple):
    """Retirement of the employee scheme in a month.

    `due[G, A]`: share that reaches its month and is tested for the minimum years; `ready[G, A]`: share that
    retires without the test (early by special job or illness, or after paying on); `reached[G, A]`: one where the
    month is that of the age of workers, else nought.
    `source[K]`: statuses that retire. `numbers`: J, J as paid provisionally is the ledger's affair; basic
    accrual, transitional rate, minimum years, sigma of the logarithm of years, share of the short who buy
    the missing years, share who move to the resident scheme, divisor of the resident scheme, public
    pension by the old method [yuan a month], share of the new method's excess that is paid, index credited
    for bought years, sigma of the logarithm of public pensions by the new method, whether the old method is
    still guaranteed (1) or gone (0), age from which the resident scheme pays [month]. `divisor[A]` by months
    of age.
    """

    due: FloatArray
    ready: FloatArray
    reached: FloatArray
    source: IntArray
    numbers: FloatArray
    divisor: FloatArray


class Accrual(NamedTuple):
    """What a month of paying adds and what accounts earn.

    `payers[P]`: statuses that pay, `public[P]` those of public staff; `base[P, Y, L]` [yuan a month] by
    completed age; `reference` wage
    [yuan a month]; `account_rate[P]` share of base; `crediting` and `resident_crediting` a month [share];
    `resident_credit` [yuan a month] to each resident contributor's account.
    """

    payers: IntArray
    public: NDArray[np.bool_]
    base: FloatArray
    reference: float
    account_rate: FloatArray
    crediting: float
    resident_crediting: float
    resident_credit: float


class Exposure(NamedTuple):
    """Weighted sums asked of the start-of-month state: status, total, weight `[E]`, weights `[W, G, A]`, and ages
    `sees[W * G * 2]` of which each has any (`acting`); empty: it is looked."""

    status: IntArray
    total: IntArray
    weight: IntArray
    weights: FloatArray
    sees: IntArray = NOBODY


class Arrivals(NamedTuple):
    """People who come in a month: status `[K]`, persons `[K, G, A]`, share of each lane `[K, L]`, whether they enter
    the funds and bring what entrants bring `[K]`, and whether they replace leavers of their age `[K]`, so that as many
    more come: those whom the transitions `leavers[N]` move, by lane as often as `counted[L]` says."""

    status: IntArray
    persons: FloatArray
    lane: FloatArray
    entering: NDArray[np.bool_]
    replacing: NDArray[np.bool_]
    leavers: IntArray = NOBODY
    counted: FloatArray = EVERY_LANE


class Life(NamedTuple):
    """Monthly probability of death `[G, A]` and births per woman and month `[G, A]` by months of age."""

    death: FloatArray
    birth: FloatArray


class Claims(NamedTuple):
    """Claimants by months already drawn (领取期限环) `ring[BLOCKS, M, B, G, L]`, by class of birth and entitlement, and
    how it turns: who still draws `drawing[M, B, L]`, who is in the last month `last[M, B, L]`, shares of those who
    begin `shares[B, L]`, chance of work `back[L]`. The transitions by which claimants begin, and by which their right
    ends, whose lane factor the ring tells; their status, its place among those that retire, and the transitions by
    which they leave `[N]`. With no ring nobody draws."""

    ring: FloatArray
    drawing: FloatArray
    last: FloatArray
    shares: FloatArray
    back: FloatArray
    begin: int
    exhaust: int
    status: int
    retiring: int
    leaving: IntArray


class Turning(NamedTuple):
    """The end of a month (月末): newborn of each category by lane per birth `share[G, L]`, their status, and where
    it is noted who was born `born[G, L]`. Their row follows the youngest, and the oldest is added to the next. Empty
    shares: the month does not end, and whoever tells it so moves the rows. `looks`: whether it is then looked what
    every cell holds (1); else (0) what a tile holds stands for each of its cells."""

    share: FloatArray
    status: int
    born: FloatArray
    looks: int


class Room(NamedTuple):
    """Scratch of a step by worker: survivors of one category of a tile `[W, TILE * S * Q * L]`, of the statuses that
    somebody may leave, `leaving[S]`; which totals the tile held before and after moves `[2 W, G, S]`, every second
    table unused, so that workers stay apart; share of claimants whose right ends `[W, G, L]`. By block: of which totals
    there is a sum of who died `[BLOCKS, G, S]`, moved `[BLOCKS, G, R]` and retired `[BLOCKS, G, K]`; where there is
    none, nothing is written."""

    old: FloatArray
    had: IntArray
    has: IntArray
    exhausting: FloatArray
    leaving: IntArray
    died: IntArray
    moved: IntArray
    retired: IntArray


class Month(NamedTuple):
    """What a month did, summed over cohorts.

    people `[G, S, L]` persons, record `[2, L]` accounts of the employee and the resident scheme [yuan] and
    exposure `[E, L]` before anything moved; base `[P, 3, L]` [yuan a month] by age band to 35, to 45, over;
    death `[G, S, Q * L]`; flow `[G, R, Q * L]` as it left the source, or as awarded for award rules;
    retired `[G, K, OUTCOMES, Q * L]` as awarded, where ACCOUNT holds the resident account merged (or the account
    moved) and RESIDENT_ACCOUNT the years bought (or the resident account of those who move);
    arrival `[G, L]` persons; birth `[L]`; account `[ACCOUNTS, L]`: credits, crediting, charged of the employee
    scheme, credits, crediting, charged of the resident scheme, credits, crediting of public staff, brought to
    the employee scheme from elsewhere [yuan].
    """

    people: FloatArray
    record: FloatArray
    exposure: FloatArray
    base: FloatArray
    death: FloatArray
    flow: FloatArray
    retired: FloatArray
    arrival: FloatArray
    birth: FloatArray
    account: FloatArray

    @classmethod
    def empty(
        cls, groups: int, statuses: int, moves: int, sources: int, payers: int, exposures: int, *lead: int
    ) -> "Month":
        """Sums of nought for so many categories, statuses, transitions, retiring statuses, payers and asks; `lead`
        axes come first."""
        shapes = (
            (groups, statuses, LANES),
            (2, LANES),
            (exposures, LANES),
            (payers, 3, LANES),
            (groups, statuses, WIDTH),
            (groups, moves, WIDTH),
            (groups, sources, OUTCOMES, WIDTH),
            (groups, LANES),
            (LANES,),
            (ACCOUNTS, LANES),
        )
        return cls(*(aligned((*lead, *shape)) for shape in shapes))


_NO_CLASS, _ONE = np.zeros((0, 1, 1, 1, LANES)), np.zeros((1, 1, LANES))
NOBODY_CLAIMS = Claims(_NO_CLASS, _ONE, _ONE, _ONE[0], EVERY_LANE, -1, -1, 0, 0, NOBODY)
NO_END = Turning(NOTHING, 0, NOTHING, 1)


class Told(NamedTuple):
    """What the step is told of a month."""

    life: Life
    motion: Motion
    retirement: Retirement
    accrual: Accrual
    exposure: Exposure
    arrivals: Arrivals
    claims: Claims = NOBODY_CLAIMS
    turning: Turning = NO_END
