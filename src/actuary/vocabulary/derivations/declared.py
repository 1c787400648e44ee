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
    members = {kind: f"m{n}" for n, kind in enumerate(kinds, 1)}
    factors = {name: f"x{n}" for n, name in enumerate(names, 1)}
    terms = []
    for part in parts:
        heads = "B" if part.on == "bases" else " + ".join(members[kind] for kind in part.of)
        heads = heads if part.by_age is None else f"Σ ({heads})" if len(part.of) > 1 else f"Σ {heads}"
        heads = f"({heads})" if " + " in heads and part.by_age is None else heads
        terms.append("·".join([heads, *(factors[name] for name in reversed(part.names))]))
    letters = {sign: f"{fund.name.key}.{kind}" for kind, sign in members.items()}
    letters |= {sign: name for name, sign in factors.items()}
    if any(part.on == "bases" for part in parts):
        letters["B"] = "step.declared_base"
    symbols = ("-" if parts[0].item.startswith("benefit.") else "") + " + ".join(terms)
    return Derivation(*_words(parts), symbols, letters)


def _words(parts: list[Part]) -> tuple[str, str]:
    """What the parts of an item are reckoned on, in words."""
    if any(part.on == "bases" for part in parts):
        return "缴费基数×各参数", "bases declared x the parameters"
    if any(part.by_age is not None for part in parts):
        return "分年龄参保人数×各年龄的发生率×各参数", "members by age x the rate at their age x the parameters"
    return "参保人数×各参数", "members x the parameters"


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
