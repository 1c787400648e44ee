"""Derivations of the funds that data alone declare (数据定义险种的算式): read off their pages."""

from actuary.vocabulary.declared import ACCOUNT, DECLARED, DeclaredFund, Part
from actuary.vocabulary.derivations.derivation import Derivation

COUNTS = {
    fund.name.key: {f"n{i}": f"people.{status}" for i, status in enumerate(fund.statuses, 1)} | {"s": fund.share}
    for fund in DECLARED
}
"""What the members of a declared fund are counted from."""


def _flow(fund: DeclaredFund, parts: list[Part]) -> Derivation:
    """An item of the fund: what it is reckoned on times its parameters, added up where it has several parts."""
    names = list(dict.fromkeys(name for part in parts for name in part.names))
    kinds = list(dict.fromkeys(kind for part in parts for kind in part.of))
    letters = {f"m{i}": f"{fund.name.key}.{kind}" for i, kind in enumerate(kinds, 1)}
    letters |= {f"x{i}": name for i, name in enumerate(names, 1)}
    if any(part.on == "bases" for part in parts):
        letters["B"] = "step.declared_base"
    on = ("缴费基数", "bases") if "B" in letters else ("参保人数", "members")
    sign = "-" if parts[0].item.startswith("benefit.") else ""
    symbols = sign + "·".join(letters)
    return Derivation(f"{on[0]}×各参数", f"{on[1]} x the parameters", symbols, letters)


def _flows(fund: DeclaredFund) -> dict[str, Derivation]:
    """Every item of a declared fund, and what the ledgers that it draws on hand over."""
    key = fund.name.key
    by_item: dict[str, list[Part]] = {}
    for part in fund.flows:
        by_item.setdefault(part.item, []).append(part)
    found = {f"{key}.{ACCOUNT}.{item}": _flow(fund, parts) for item, parts in by_item.items()}
    for item, parts in by_item.items():
        for part in parts:
            if part.account is not None:
                words = f"转给{fund.name.zh}", f"handed to {fund.name.en}"
                letters = {"t": f"{key}.{ACCOUNT}.{item}"}
                found[f"{part.other}.{part.account}.transfer.{key}"] = Derivation(*words, "T = -t", letters)
    return found


FLOWS = {name: told for fund in DECLARED for name, told in _flows(fund).items()}
"""Items of the declared funds."""
