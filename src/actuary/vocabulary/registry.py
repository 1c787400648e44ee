"""The one registry of quantities (量的登记册): key, Chinese and English name, unit, formula in words, inputs.

Flows are `<fund>.<account>.<item>`, balances `<fund>.<account>.opening` and `.closing`, members and measures
`<fund>.<name>`, people `people.<status>` and `people.<flow>`. Inputs are keys of this registry or names of
law and belief (`law.`, `basis.`). Ledgers, tables, reports and tests take their words from here.
"""

from functools import cache
from typing import Any

from actuary.vocabulary import ACCOUNTS, CATEGORIES, DISTRICTS, FUNDS, STATUSES, TAGS, Name
from actuary.vocabulary.derivations import DERIVATIONS, STEPS, Derivation, balances, measures, people
from actuary.vocabulary.items import BENEFITS, COUNTERPARTIES, GENERAL, ITEMS, LEDGERS, OUTSIDE_COUNTERPARTIES, spends
from actuary.vocabulary.measures import DEBT, MEASURES, TESTS, Quantity
from actuary.vocabulary.registers import ANNUITY, EFFORT, MEMORANDA, REGISTERS, SHADOW

SCHEMA = "actuary.quantities/1"

MEMBERS = (
    Name("paying", "缴费人数", "paying members"),
    Name("not_paying", "参保未缴费人数", "members not paying"),
    Name("retired", "退休（领取）人数", "retired members"),
    Name("claimant", "领取失业金参保人数", "claimants"),
    Name("project", "工程项目参保人数", "project workers"),
    Name("outside_residents", "市外居住参保人数", "insured who live outside"),
)

PEOPLE_FLOWS = (
    Name("opening", "期初人数", "opening"),
    Name("births", "出生", "births"),
    Name("deaths", "死亡", "deaths"),
    Name("arrivals", "迁入", "arrivals"),
    Name("departures", "迁出", "departures"),
    Name("closing", "期末人数", "closing"),
)

ACCOUNT_RECORD = (
    Name("opening", "期初记账额", "opening record"),
    Name("credits", "当期记入", "credits"),
    Name("crediting", "记账利息", "crediting"),
    Name("charged", "养老金冲减", "charged with pensions"),
    Name("inherited", "继承", "inherited"),
    Name("moved", "净转入", "moved in, net"),
    Name("closing", "期末记账额", "closing record"),
)

POOLINGS = (
    Name("separate", "按2015年统筹区", "by the pools of 2015"),
    Name("districts", "各区各自统筹", "each district apart"),
    Name("adjustment", "市级调剂金", "adjustment fund"),
    Name("city", "全市统筹", "one pool for the city"),
)


def item_name(item: str) -> Name:
    """Name of a ledger's item (收支项目), `benefit.` and `transfer.` included; KeyError for none."""
    kind, _, rest = item.partition(".")
    if kind == "benefit":
        return _by_key(BENEFITS)[rest]._replace(key=item)
    if kind == "transfer":
        other = _by_key((*COUNTERPARTIES, *OUTSIDE_COUNTERPARTIES))[rest]
        return Name(item, f"转移：{other.zh}", f"transfer: {other.en}")
    return _by_key(ITEMS)[item]


def items_of(fund: str, account: str) -> tuple[str, ...]:
    """Every item that one ledger may carry; KeyError where there is no such ledger."""
    return tuple(flow.item for flow in (*GENERAL, *LEDGERS[f"{fund}.{account}"]))


@cache
def quantities() -> dict[str, Quantity]:
    """Every quantity by its key."""
    found = [*_of_ledgers(), *_of_funds(), *_of_people(), *_steps(), *_tests()]
    return {quantity.key: quantity for quantity in found}


def document() -> dict[str, Any]:
    """The document `actuary.quantities/1`: names by section, tests, and every quantity."""
    sections = {
        "funds": FUNDS,
        "accounts": tuple(n._replace(key=f"{f}.{n.key}") for f, names in ACCOUNTS.items() for n in names),
        "items": (*ITEMS, *(item_name(f"transfer.{n.key}") for n in (*COUNTERPARTIES, *OUTSIDE_COUNTERPARTIES))),
        "benefits": tuple(item_name(f"benefit.{name.key}") for name in BENEFITS),
        "categories": CATEGORIES,
        "statuses": STATUSES,
        "members": MEMBERS,
        "registers": REGISTERS,
        "memoranda": (*MEMORANDA, *ANNUITY, *SHADOW, EFFORT),
        "measures": tuple(Name(m.key, m.zh, m.en) for m in (*MEASURES, *DEBT)),
        "districts": DISTRICTS,
        "pools": POOLINGS,
    }
    return {
        "schema": SCHEMA,
        **{name: [entry._asdict() for entry in entries] for name, entries in sections.items()},
        "tests": [test._asdict() for test in TESTS],
        "tags": list(TAGS),
        "quantities": [quantity.plain() for quantity in quantities().values()],
    }


def _of_ledgers() -> list[Quantity]:
    """Flows and balances of every ledger."""
    found = []
    for fund, account in ((each, name) for each in FUNDS for name in ACCOUNTS[each.key]):
        ledger, zh, en = f"{fund.key}.{account.key}", f"{fund.zh}·{account.zh}", f"{fund.en}, {account.en}"
        for item in items_of(fund.key, account.key):
            name, key = item_name(item), f"{ledger}.{item}"
            words = f"{zh}·{name.zh}", f"{en}: {name.en}"
            found.append(Quantity(key, *words, "yuan", "flow", _flow(ledger, item)))
        items = tuple(f"{ledger}.{item}" for item in items_of(fund.key, account.key))
        before, after = balances.opening(ledger, items), balances.closing(ledger, items)
        found.append(Quantity(f"{ledger}.opening", f"{zh}·期初结余", f"{en}: opening", "yuan", "balance", before))
        found.append(Quantity(f"{ledger}.closing", f"{zh}·期末结余", f"{en}: closing", "yuan", "balance", after))
    return found


def _flow(ledger: str, item: str) -> Derivation:
    """How an item of a ledger comes about; KeyError for one that nobody explains."""
    own = [f"{ledger}.{flow.item}" for flow in LEDGERS[ledger]]
    spent = tuple(key for key in own if ".benefit." in key)
    paid = tuple(key for key in own if ".contribution_" in key)
    return {**DERIVATIONS, **balances.general(ledger, spent, paid)}[f"{ledger}.{item}"]


def _of_funds() -> list[Quantity]:
    """Members and measures of every fund, and the record of accounts of the employee pension."""
    found = []
    for fund in FUNDS:
        for kind in MEMBERS:
            words = (f"{fund.zh}·{kind.zh}", f"{fund.en}: {kind.en}")
            found.append(Quantity(f"{fund.key}.{kind.key}", *words, "person", "members", people.members(fund.key)))
        sides = _sides(fund.key)
        for measure in MEASURES:
            words = (f"{fund.zh}·{measure.zh}", f"{fund.en}: {measure.en}")
            told = measures.measure(fund.key, measure.key, sides)
            found.append(Quantity(f"{fund.key}.{measure.key}", *words, measure.unit, "measure", told))
        found += _of_items(fund, sides)
    for concept in DEBT:
        key = f"employee_pension.{concept.key}"
        found.append(Quantity(key, *concept[1:4], "measure", measures.DEBT[concept.key]))
    for part in ACCOUNT_RECORD:
        key = f"employee_pension.account_record.{part.key}"
        words = (f"职工养老个人账户·{part.zh}", f"account record: {part.en}")
        found.append(Quantity(key, *words, "yuan", "account_record", DERIVATIONS[key]))
    return found


def _of_items(fund: Name, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> list[Quantity]:
    """Receipts by source and spending by kind, by year and account."""
    found = []
    for measure, flows in zip(MEASURES[:2], sides, strict=True):
        for item in dict.fromkeys(flow.split(".", 2)[2] for flow in flows):
            name = item_name(item)
            words = (f"{fund.zh}·{measure.zh}·{name.zh}", f"{fund.en}: {measure.en}, {name.en}")
            told = measures.by_item(measure.key, tuple(flow for flow in flows if flow.split(".", 2)[2] == item))
            found.append(Quantity(f"{fund.key}.{measure.key}.{item}", *words, "yuan", "measure", told))
    return found


def _sides(fund: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Items of a fund's ledgers that are receipts, and that are spending; the backstop is neither."""
    sides: tuple[list[str], list[str]] = ([], [])
    for account in ACCOUNTS[fund]:
        for item in items_of(fund, account.key):
            if item != "backstop":
                sides[spends(fund, account.key, item)].append(f"{fund}.{account.key}.{item}")
    return tuple(sides[0]), tuple(sides[1])


def _of_people() -> list[Quantity]:
    """Persons by status, flows of residents, registers, and what stands beside the ledgers."""
    states = [("people", name, "person", "people") for name in STATUSES]
    flows = [("people", name, "person", "people_flow") for name in PEOPLE_FLOWS]
    registers = [("registers", name, "person", "register") for name in REGISTERS]
    memoranda = [("work_injury.memorandum", name, "yuan", "memorandum") for name in MEMORANDA]
    annuity = [("employee_pension.memorandum", name, "yuan", "memorandum") for name in ANNUITY]
    found = [
        Quantity(f"{room}.{name.key}", name.zh, name.en, unit, kind, DERIVATIONS[f"{room}.{name.key}"])
        for room, name, unit, kind in (*states, *flows, *registers, *memoranda, *annuity)
    ]
    return found + _of_effort() + _of_shadow()


def _of_shadow() -> list[Quantity]:
    """The account that maternity keeps beside employee medical after the merger."""
    flows = {name.key: f"maternity.pooled.{name.key.removeprefix('shadow.')}" for name in SHADOW[:-1]}
    found = []
    for name in SHADOW:
        items = [flows[name.key]] if name.key in flows else list(flows.values())
        told = balances.shadow({f"x{n}": item for n, item in enumerate(items, 1)})
        key = f"maternity.memorandum.{name.key}"
        found.append(Quantity(key, name.zh, name.en, "yuan", "memorandum", told))
    return found


def _of_effort() -> list[Quantity]:
    """What collection loses to pooling, beside every ledger whose contributions are pressed for."""
    found = []
    for fund, account in ((each.key, name.key) for each in FUNDS for name in ACCOUNTS[each.key]):
        ledger = f"{fund}.{account}"
        paid = tuple(f"{ledger}.{flow.item}" for flow in LEDGERS[ledger] if flow.item.startswith("contribution_"))
        if f"{ledger}.contribution_employer" in paid:
            key = f"{fund}.memorandum.{EFFORT.key}.{account}"
            found.append(Quantity(key, EFFORT.zh, EFFORT.en, "yuan", "memorandum", balances.effort(ledger, paid)))
    return found


def _steps() -> list[Quantity]:
    """Quantities between law and ledger."""
    return [Quantity(step.key, step.zh, step.en, step.unit, "step", step.derivation) for step in STEPS]


def _tests() -> list[Quantity]:
    """Named tests, each of one measure of its ledgers against a threshold."""
    found = []
    for test in TESTS:
        funds = tuple(dict.fromkeys(ledger.partition(".")[0] for ledger in test.ledgers))
        told = measures.test(test.measure, test.bound, test.threshold, funds)
        found.append(Quantity(f"test.{test.key}", test.zh, test.en, "text", "test", told))
    return found


def _by_key(names: tuple[Name, ...]) -> dict[str, Name]:
    return {name.key: name for name in names}
