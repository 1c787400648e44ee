"""Who stands on the other side (外部对方) of what crosses the edge of the funds."""

from actuary.vocabulary import Name
from actuary.vocabulary.items import COUNTERPARTIES

EXTERNAL = (
    Name("employers", "用人单位", "employers"),
    Name("insured", "参保人", "the insured"),
    Name("beneficiaries", "待遇领取人及服务机构", "beneficiaries and those who treat them"),
    Name("heirs", "继承人与遗属", "heirs and survivors"),
    Name("other_regions", "外地经办机构", "funds of other regions"),
    Name("collectives", "村集体", "collectives"),
    Name("province", "省级（中央调剂）", "province, for the nation"),
    Name("nation", "中央（全国统筹）", "nation, national pooling"),
    Name("budget", "财政（普通补贴）", "budget, ordinary subsidy"),
    Name("city_budget", "市级财政（兜底责任）", "city's budget, backstop"),
    Name("district_budget", "区级财政（兜底责任）", "districts' budgets, backstop"),
    Name("banks", "存款银行与投资", "banks and investments"),
)

_OF_ITEM = {
    "contribution_employer": "employers",
    "contribution_project": "employers",
    "contribution_employee": "insured",
    "contribution_flexible": "insured",
    "contribution_resident": "insured",
    "arrears": "employers",
    "ordinary_subsidy": "budget",
    "interest": "banks",
    "transfer.portability_in": "other_regions",
    "transfer.portability_out": "other_regions",
    "transfer.lump_sum_purchase": "insured",
    "transfer.collective": "collectives",
    "transfer.budget": "budget",
    "transfer.central_in": "province",
    "transfer.central_out": "province",
    "transfer.national_in": "nation",
    "transfer.national_out": "nation",
    "benefit.inheritance": "heirs",
    "benefit.death_grant": "heirs",
    "benefit.survivors": "heirs",
    "benefit.death_lump": "heirs",
    "benefit.funeral": "heirs",
    "benefit.funeral_and_refund": "heirs",
    "benefit.stabilisation": "employers",
}
BACKSTOP = "backstop"
"""Its other side is two: the city's budget and the districts', by their shares of responsibility."""
INTERNAL = ("pooling_transfer", *(f"transfer.{name.key}" for name in COUNTERPARTIES))
"""Items between the funds, whose other side is a ledger."""


def counterparty(item: str) -> str | None:
    """Who stands on the other side of an item; None between funds. KeyError for an item nobody answers for."""
    if item in INTERNAL:
        return None
    return _OF_ITEM.get(item, "beneficiaries") if item.startswith("benefit.") else _OF_ITEM[item]
