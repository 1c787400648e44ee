"""What each side of a budget rests on (预算参数): columns of ledgers as `sum:`, `mean:`, `last:`, and parameters."""

_P, _M = "law.employee_pension.", "law.employee_medical."
RESTS_ON: dict[str, dict[str, tuple[str, ...]]] = {
    "employee_pension.enterprise": {
        "receipts": (
            "last:enterprise.insured",
            "sum:enterprise.base",
            "sum:enterprise.flexible_base",
            f"{_P}employer_rate",
            f"{_P}employee_rate",
            f"{_P}flexible_rate",
            "basis.collection.enterprise",
            "basis.path.pension_subsidy_rule",
        ),
        "expenditure": (
            "last:enterprise.pensioners",
            "last:mean_pension",
            "sum:enterprise.pensioners_died",
            "basis.pension.death_grant_mean",
            "basis.cash.pension_rise_month",
        ),
    },
    "employee_pension.public": {
        "receipts": ("sum:public.base", f"{_P}public_employer_rate", f"{_P}public_employee_rate"),
        "expenditure": ("sum:basic.due", "sum:transitional.due"),
    },
    "resident_pension.all": {
        "receipts": (
            "last:individual.registered",
            "basis.resident_pension.paying_share",
            "basis.resident_pension.mean_payment",
            "basis.resident_pension.account_subsidy",
        ),
        "expenditure": (
            "last:basic.drawing",
            "basis.path.resident_basic_pension",
            "sum:individual.account_pensions",
        ),
    },
    "employee_medical.pooled": {
        "receipts": (
            "sum:wages",
            "last:pooled.flexible",
            f"{_M}employer_rate",
            f"{_M}employer_factor",
            f"{_M}employee_rate",
            f"{_M}flexible_rate",
        ),
        "expenditure": (
            "last:pooled.weighed.active",
            "last:pooled.weighed.retired",
            "last:pooled.retired",
            "basis.medical.pool_cost_active",
            "basis.medical.pool_cost_retired",
            "basis.path.cpi",
            "basis.medical.inflation_over_cpi",
        ),
    },
    "employee_medical.individual": {"expenditure": ("basis.medical.account_spend_share",)},
    "employee_medical.large_amount": {
        "receipts": (
            "last:large_amount.active",
            "last:large_amount.retired",
            f"{_M}large_amount_premium",
        ),
        "expenditure": (f"{_M}large_amount_share", "basis.medical.large_amount_claims"),
    },
    "resident_medical.urban": {
        "receipts": ("last:members", "basis.path.resident_subsidy"),
        "expenditure": tuple(
            f"basis.resident_medical.cost_by_group[{group}]"
            for group in ("college_students", "children_and_pupils", "adults", "aged_60plus")
        ),
    },
    "resident_medical.rural_cooperative": {
        "receipts": ("last:rural_cooperative.members", "basis.resident_medical.nrcms_income_head"),
        "expenditure": ("basis.resident_medical.nrcms_cost_head",),
    },
    "resident_medical.serious_illness": {
        "receipts": ("basis.resident_medical.serious_illness_premium",),
        "expenditure": ("basis.resident_medical.serious_illness_loss_ratio",),
    },
    "unemployment.pooled": {
        "receipts": ("sum:pooled.base", "law.unemployment.employer_rate", "law.unemployment.employee_rate"),
        "expenditure": (
            "mean:pooled.drawing",
            "law.common.minimum_wage",
            "law.unemployment.benefit_share",
            "law.unemployment.stabilisation_share",
            "last:covered",
        ),
    },
    "work_injury.all": {
        "receipts": (
            "sum:pooled.base",
            "law.work_injury.average_rate",
            "mean:class_mean",
            "basis.injury.project_receipts",
            "law.work_injury.reserve_share",
        ),
        "expenditure": (
            "sum:recognised",
            "sum:fatal",
            "mean:pooled.own_wage",
            "last:pooled.care_heads",
            "law.work_injury.death_lump",
        ),
    },
    "maternity.pooled": {
        "receipts": ("sum:pooled.base", "law.maternity.employer_rate"),
        "expenditure": (
            "sum:deliveries",
            "mean:pooled.mean_base",
            "law.maternity.leave_days",
            "basis.maternity.medical_per_delivery",
        ),
    },
}
