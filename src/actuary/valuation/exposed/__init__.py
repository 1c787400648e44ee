"""Exposures (计费与待遇基数): what each ledger's cash is reckoned on, by month and district, in a plan's five years.

A rate or an amount of law and belief times these is the cash that the schemes posted, so a ledger can be reckoned again
under other rates without moving people again. What people themselves decide stands in them and does not answer.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.months import text
from actuary.people.movement import NOTED, Movement
from actuary.schemes.setting import Setting
from actuary.valuation.assemble import Assembled
from actuary.valuation.evaluate import Evaluation
from actuary.valuation.openings import district_shares
from actuary.vocabulary import DISTRICTS

FloatArray = NDArray[np.float64]
COLUMNS = ("month", "district", "fund", "account", "exposure", "unit", "value")
CITY = "city"
COMMON = ("common", "common")
"""Under which stands what belongs to no ledger."""


class Seen(NamedTuple):
    """A run as exposures are read from it: what was assembled, how people moved, what the schemes were given."""

    a: Assembled
    movement: Movement
    setting: Setting


class Exposed:
    """Exposures of a run: `[T, D]`, or of the whole city `[T, 1]`, by fund, ledger and name."""

    def __init__(self, months: int) -> None:
        self.months = months
        self.found: dict[tuple[str, str, str, str], FloatArray] = {}

    def note(self, ledger: tuple[str, str], name: str, unit: str, values: FloatArray) -> None:
        """Keep an exposure of a ledger, the months of the horizon alone."""
        self.found[(*ledger, name, unit)] = np.asarray(values, dtype=np.float64)[: self.months]


def exposed(a: Assembled, movement: Movement, evaluation: Evaluation) -> Exposed:
    """Every exposure of a run."""
    from actuary.valuation.exposed import declared, medical, pensions, short_term

    seen = Seen(a, movement, evaluation.setting)
    found = Exposed(min(a.months, 12 * NOTED))
    found.note(COMMON, "wages", "index", seen.setting.wages)
    for room in (pensions, medical, short_term, declared):
        room.note_all(seen, found)
    openings(evaluation, found)
    for posting, factor in evaluation.setting.postings.factors.items():
        name = f"factor.{posting.item}.{posting.lag}"
        found.note((posting.fund, posting.account), name, "ratio", factor)
    return found


def openings(evaluation: Evaluation, found: Exposed) -> None:
    """Shares of the districts in each ledger's opening balance, in the first month."""
    for ledger, balance in evaluation.opening_balances.items():
        whole = balance.sum()
        share = balance / whole if whole > 0 else district_shares(evaluation.setting, *ledger)
        rows = np.zeros((len(evaluation.setting.months), len(share)))
        rows[0] = share
        found.note(ledger, "opening_share", "share", rows)


def exposures_table(a: Assembled, movement: Movement, evaluation: Evaluation) -> pl.DataFrame:
    """exposures: what cash is reckoned on, by month, district (`city`: of the whole) and ledger; no zero rows."""
    parts = [pl.DataFrame(schema={**dict.fromkeys(COLUMNS, pl.String), "value": pl.Float64})]
    for (fund, account, name, unit), values in sorted(exposed(a, movement, evaluation).found.items()):
        places = [CITY] if values.shape[1] == 1 else [district.key for district in DISTRICTS]
        t, d = np.nonzero(values)
        rows = pl.DataFrame(
            {
                "month": [text(a.first + int(i)) for i in t],
                "district": [places[i] for i in d],
                "value": values[t, d],
            },
            schema={"month": pl.String, "district": pl.String, "value": pl.Float64},
        )
        words = {"fund": fund, "account": account, "exposure": name, "unit": unit}
        parts.append(rows.with_columns(**{key: pl.lit(word) for key, word in words.items()}).select(COLUMNS))
    return pl.concat(parts)
