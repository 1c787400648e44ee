"""Memoranda of work injury (工伤备忘项目): what employers bear and the cover of projects not yet used, by year."""

from typing import Any

import numpy as np

from actuary.schemes.setting import Setting
from actuary.valuation.yearly import Years
from actuary.vocabulary.registers import MEMORANDA, STOCKS

NAMED = {name.key: name for name in MEMORANDA}


def beside_the_ledgers(s: Setting) -> list[dict[str, Any]]:
    """Each memorandum of the city by whole calendar year [yuan]: flows of the year, stocks at its end."""
    years = Years(s.months)
    rows: list[dict[str, Any]] = []
    for (fund, item), yuan in sorted(s.memoranda.items()):
        if fund != "work_injury" or item not in NAMED:
            continue
        city = np.asarray(yuan).sum(axis=1)
        values = city[years.january + 11] if item in STOCKS else years.sum(city)
        told = [{"year": int(year), "value": float(value)} for year, value in zip(years.years, values, strict=True)]
        name = NAMED[item]
        rows.append({"fund": fund, "item": item, "zh": name.zh, "en": name.en, "unit": "yuan", "years": told})
    return rows
