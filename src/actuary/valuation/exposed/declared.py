"""Exposures of funds that data declare (由数据定义的险种基数): what each flow is reckoned on."""

from actuary.schemes import declared
from actuary.valuation.exposed import Exposed, Seen
from actuary.vocabulary.declared import ACCOUNT, DECLARED


def note_all(seen: Seen, found: Exposed) -> None:
    """What every flow of every declared fund is reckoned on, in the order of its flows."""
    for fund in DECLARED:
        for place, part in enumerate(fund.flows):
            unit = "yuan_per_month" if part.on == "bases" else "person"
            values = declared.exposed(seen.setting, fund, part)
            found.note((fund.name.key, ACCOUNT), f"flow.{place}", unit, values)
