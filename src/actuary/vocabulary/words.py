"""Words of law that decide (法定用词): the parameters whose word is read, and the words that each may say.

Readers compare with these, and the door lets in no other. What is not here is kept for the record, or names what has a
home of its own: retirement schedules, formulas.
"""

SEPARATE, APART, MERGED = "separate", "urban_and_rural_apart", "merged"
NONE, BEGUN = "none", "begun"
BEFORE, HELD, ENDED = "before", "held", "ended"
OF_OWN, FLAT = "share_of_own", "flat_amount"
WHOLE_AGE, BY_MONTH = "whole_age", "by_month"

WORDS: dict[str, tuple[str, ...]] = {
    "law.employee_medical.account_credit_formula_retired": (OF_OWN, FLAT),
    "law.employee_medical.outpatient_pooling": (NONE, BEGUN),
    "law.employee_pension.account_inheritable": ("yes",),
    "law.employee_pension.divisor_monthly": (WHOLE_AGE, BY_MONTH),
    "law.employee_pension.public_transition": (BEFORE, HELD, ENDED),
    "law.maternity.merger": (SEPARATE, MERGED),
    "law.resident_medical.scheme": (APART, MERGED),
}
"""Parameter of law -> its words, in the order in which they come into force."""
MONTHS = frozenset({"law.employee_pension.account_start"})
"""Parameters whose word is a month."""
