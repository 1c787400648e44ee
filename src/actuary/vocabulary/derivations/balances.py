"""Derivations of balances and of what depends on them (结余算式): interest, help between pools, backstop."""

from actuary.vocabulary.derivations.derivation import Derivation, told

_OPENINGS = {
    "employee_pension.enterprise": "pension",
    "employee_pension.public": "public_ledger",
    "resident_pension.basic": "resident_pension",
    "resident_pension.individual": "resident_pension",
    "employee_medical.pooled": "employee_medical_pool",
    "employee_medical.individual": "employee_medical_account",
    "employee_medical.large_amount": "large_amount_layer",
    "resident_medical.urban": "resident_medical_urban",
    "resident_medical.rural_cooperative": "nrcms",
    "unemployment.pooled": "unemployment",
    "work_injury.pooled": "injury",
    "maternity.pooled": "maternity",
}
_ENTRUSTED = {"s": "basis.interest.entrusted_share", "g": "basis.interest.entrusted_return"}
"""What the pension funds entrust earns its own return."""


def opening(ledger: str, items: tuple[str, ...]) -> Derivation:
    """Opening cash of a ledger."""
    letters = {f"x{n}": item for n, item in enumerate(items, 1)}
    if ledger in _OPENINGS:
        letters = {"F": f"opening.balance.{_OPENINGS[ledger]}"}
        if ledger.startswith("resident_pension"):
            letters["i"] = "opening.resident_pension.individual_share_of_balance"
    return Derivation(
        "上月末结余；第一个月为期初结余，按各区待遇支出分摊" if ledger in _OPENINGS else "上月末结余；期初为零",
        "last closing; at first the opening balance, over the districts by their benefits"
        if ledger in _OPENINGS
        else "last closing; nothing at first",
        "O(t) = C(t-1), O(1) = F" if ledger in _OPENINGS else "O(t) = C(t-1), O(1) = 0",
        letters,
    )


def closing(ledger: str, items: tuple[str, ...]) -> Derivation:
    """Closing cash of a ledger."""
    letters = {"O": f"{ledger}.opening"} | {f"x{n}": item for n, item in enumerate(items, 1)}
    return Derivation("期初结余＋当月各收支项目", "opening + sum of the ledger's items", "C = O + Σ x", letters)


def effort(ledger: str, paid: tuple[str, ...]) -> Derivation:
    """Contributions lost where collection answers pooling; `paid`: the ledger's contributions."""
    return Derivation(
        "征缴额×响应程度×响应×归他区使用的比例",
        "collected x degree x response x share that goes to others",
        "L = -d·e·Σ c·o",
        {
            "d": "basis.response.pooling_degree",
            "e": "basis.response.collection_to_pooling",
            "n": "law.pooling.national_share",
        }
        | {f"c{n}": item for n, item in enumerate(paid, 1)},
    )


def shadow(items: dict[str, str]) -> Derivation:
    """What a merged insurance pays in and draws; `items`: its ledger's by letter."""
    return Derivation(
        "两险合并后计入职工医保的生育收支",
        "what maternity pays in and draws in the ledger of employee medical after the merger",
        " + ".join(items),
        items | {"m": "law.maternity.merger"},
    )


def general(ledger: str, spent: tuple[str, ...], paid: tuple[str, ...]) -> dict[str, Derivation]:
    """Items that every ledger may carry; `spent`: its benefits, `paid`: its contributions."""
    benefits = {f"b{n}": item for n, item in enumerate(spent, 1)}
    contributions = {f"c{n}": item for n, item in enumerate(paid, 1)}
    return {
        f"{ledger}.interest": told(
            "统筹区期初结余为正时×月收益率",
            "opening balance of a pool above nought x monthly return",
            "i = max(O, 0)·r",
            O=f"{ledger}.opening",
            r="basis.interest.fund",
            **(_ENTRUSTED if ledger.partition(".")[0] in {"employee_pension", "resident_pension"} else {}),
        ),
        f"{ledger}.backstop": Derivation(
            "统筹区月末现金低于零的缺口，按待遇支出分到各区，由市、区财政按责任分担；不计入任何检验",
            "what a pool lacks at closing, by benefits, borne by city and districts; no test sees it",
            "s = max(-(O + Σ x), 0)",
            {"O": f"{ledger}.opening", **benefits, "r": "law.pooling.backstop_city_share"},
        ),
        f"{ledger}.pooling_transfer": Derivation(
            "调剂金：各统筹区按缴费上解，按当月缺口×保障比例分配，余数退回",
            "adjustment fund: paid in by contributions, shared by the guaranteed part of deficits, the rest given back",
            "h - (s·Σ c)",
            {"s": "law.pooling.adjustment_share", "g": "law.pooling.adjustment_guarantee", **contributions},
        ),
    }
