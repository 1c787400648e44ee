"""What stands beside the ledgers (备查项目), where a reform changes it: annuity, what employers bear."""

from typing import Any

import numpy as np

from actuary.scenarios.outcome import Outcome
from actuary.valuation.yearly import Years
from actuary.vocabulary.registers import ANNUITY, MEMORANDA, STOCKS

NAMED = {name.key: name for name in (*MEMORANDA, *ANNUITY)}


def beside_ledgers(outcome: Outcome, base: Outcome) -> list[dict[str, Any]]:
    """Each memorandum that differs, by whole calendar year [yuan]: flows of the year, stocks at its end."""
    old, new = base.evaluation.setting.memoranda, outcome.evaluation.setting.memoranda
    years = Years(outcome.evaluation.setting.months)
    rows = []
    for fund, item in sorted(old):
        pair = [np.asarray(side[fund, item]).sum(axis=1) for side in (old, new)]
        if item not in NAMED or np.array_equal(*pair):
            continue
        yearly = [each[years.january + 11] if item in STOCKS else years.sum(each) for each in pair]
        told = [
            {"year": int(year), "baseline": float(one), "reform": float(other), "difference": float(other - one)}
            for year, one, other in zip(years.years, *yearly, strict=True)
        ]
        rows.append({"fund": fund, "item": item, "zh": NAMED[item].zh, "en": NAMED[item].en, "years": told})
    return rows
