"""Layout of the people's state (状态布局): `state[C, G, S, Q * L]`, month of birth, category, status, carried total x
lane. Sixteen lanes: districts and the insured who live outside; or paths; or reforms; no kernel knows which.

Totals of the insured and of residents: persons, contribution years, index-years, deemed index-years,
account of the employee scheme [yuan], account of the resident scheme [yuan].
Totals of pensioners: persons, basic, transitional, account part [yuan a month], account record [yuan], 0.
PERSONS, YEARS ... are where a total's lanes begin. Totals are carried, never means.
"""

LANES = 16
LINE = 8
"""Doubles in a line of the cache."""
TOTALS = 6
CLASS = 60
"""Months of birth in a class (出生组): who are born in five years from a January on."""
BLOCKS = 22
"""Classes of birth in a year, the oldest of them with all who are older: each moves by itself through the months of the
year, and their sums are added in order, so that any number of threads gives the same bytes."""
ADDING = 4
"""Shares in which the blocks' sums are added."""
TILE = 12
"""Months of age that are moved together: what is known of them all is asked once, and their sums stay in registers."""
WIDTH = TOTALS * LANES
PERSONS, YEARS, INDEX, DEEMED, ACCOUNT, RESIDENT_ACCOUNT = range(0, WIDTH, LANES)
BASIC, TRANSITIONAL, ACCOUNT_PART = YEARS, INDEX, DEEMED

HAS_PERSONS, HAS_YEARS, HAS_INDEX, HAS_DEEMED, HAS_ACCOUNT, HAS_RESIDENT_ACCOUNT = (
    1 << total for total in range(TOTALS)
)
EVERY_TOTAL = (1 << TOTALS) - 1
HAS_BASIC, HAS_TRANSITIONAL, HAS_ACCOUNT_PART = HAS_YEARS, HAS_INDEX, HAS_DEEMED
HAS_RECORD = HAS_PERSONS | HAS_YEARS | HAS_INDEX | HAS_ACCOUNT
HAS_PENSION = HAS_PERSONS | HAS_BASIC | HAS_TRANSITIONAL | HAS_ACCOUNT_PART | HAS_ACCOUNT
HAS_SAVED_PENSION = HAS_PERSONS | HAS_ACCOUNT_PART | HAS_RESIDENT_ACCOUNT
"""Bits of `held[C, G, S]`: which totals of a status are other than nought. Two in three are nought, and stay out of
the month."""

OF_WORKERS, OF_RESIDENTS = range(2)
"""Ages that end what people do until then: of the employee scheme and public staff, of the resident scheme."""

SPECIAL, SPECIAL_MONTHS, PAYING_ON, EARLY, LATE, WAITING = range(6)
"""What people choose around the age, in the order of a row of choices."""

CARRY, AWARD_RESIDENT, AWARD_PUBLIC, ENTER = range(4)
INSURED, PENSIONER, RESIDENT_INSURED, RESIDENT_PENSIONER, PUBLIC_INSURED, PUBLIC_PENSIONER = range(1, 7)

J, ACCRUAL, TRANSITIONAL_RATE, MINIMUM_YEARS, SIGMA = 0, 1, 2, 3, 4
BUY, TO_RESIDENT, RESIDENT_DIVISOR, PUBLIC_OLD, PUBLIC_CAP, BOUGHT_INDEX = 5, 6, 7, 8, 9, 10
PUBLIC_SIGMA, PUBLIC_GUARANTEE, RESIDENT_AGE = 11, 12, 13
NUMBERS = 14
OUTCOMES = 3  # awarded, awarded after buying years, moved to the resident scheme

ACCOUNTS = 9
CREDITS, CREDITING, CHARGED, RESIDENT_CREDITS, RESIDENT_CREDITING, RESIDENT_CHARGED = range(0, 6 * LANES, LANES)
PUBLIC_CREDITS, PUBLIC_CREDITING, BROUGHT = range(6 * LANES, ACCOUNTS * LANES, LANES)
"""Where in `account[ACCOUNTS, L]` the sum of each kind of account movement begins."""
