"""What is promised to persons so far (应计养老金债务), one by one: accrued pensions and what they are worth today."""

from actuary.liability.economy import Economy, economy
from actuary.liability.promises import Annuities, Promises, annuities, worth

__all__ = ["Annuities", "Economy", "Promises", "annuities", "economy", "worth"]
