"""The one registry of quantities (量的登记册): key, Chinese and English name, unit, formula in words, inputs.

Flows are `<fund>.<account>.<item>`, balances `<fund>.<account>.opening` and `.closing`, members and measures
`<fund>.<name>`, people `people.<status>` and `people.<flow>`. Inputs are keys of this registry or names of
law and belief (`law.`, `basis.`). Ledgers, tables, reports and tests take their words from here.
"""

from functools import cache
from typing import Any

from actuary.vocabulary import ACCOUNTS, CATEGORIES, DISTRICTS, FUNDS, STATUSES, TAGS, Name
from actuary.vocabulary.items import BENEFITS, COUNTERPARTIES, GENERAL, ITEMS, LEDGERS, OUTSIDE_COUNTERPARTIES
from actuary.vocabulary.measures import DEBT, MEASURES, TESTS, Quantity
from actuary.vocabulary.registers import ANNUITY, EFFORT, MEMORANDA, REGISTERS

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
    Name("districts", "十五区各自统筹", "fifteen districts apart"),
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
    found = [*_of_ledgers(), *_of_funds(), *_of_people()]
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
        "memoranda": (*MEMORANDA, *ANNUITY, EFFORT),
        "measures": tuple(Name(m.key, m.zh, m.en) for m in (*MEASURES, *DEBT)),
        "districts": DISTRICTS,
        "pools": POOLINGS,
    }
    return {
        "schema": SCHEMA,
        **{name: [entry._asdict() for entry in entries] for name, entries in sections.items()},
        "tests": [test._asdict() for test in TESTS],
        "tags": list(TAGS),
        "quantities": [quantity._asdict() for quantity in quantities().values()],
    }


def _of_ledgers() -> list[Quantity]:
    """Flows and balances of every ledger."""
    found = []
    for fund, account in ((each, name) for each in FUNDS for name in ACCOUNTS[each.key]):
        ledger, zh, en = f"{fund.key}.{account.key}", f"{fund.zh}·{account.zh}", f"{fund.en}, {account.en}"
        flows = (*LEDGERS[ledger], *GENERAL)
        for item, formula, inputs, _ in flows:
            name = item_name(item)
            key, words = f"{ledger}.{item}", (f"{zh}·{name.zh}", f"{en}: {name.en}")
            found.append(Quantity(key, *words, "yuan", "flow", formula, inputs))
        opening, closing = f"{ledger}.opening", f"{ledger}.closing"
        found.append(Quantity(opening, f"{zh}·期初结余", f"{en}: opening", "yuan", "balance", "last closing"))
        inputs = (opening, *(f"{ledger}.{flow.item}" for flow in flows))
        rule = "opening + sum of the ledger's items"
        found.append(Quantity(closing, f"{zh}·期末结余", f"{en}: closing", "yuan", "balance", rule, inputs))
    return found


def _of_funds() -> list[Quantity]:
    """Members and measures of every fund, and the record of accounts of the employee pension."""
    found = []
    for fund in FUNDS:
        for kind in MEMBERS:
            words = (f"{fund.zh}·{kind.zh}", f"{fund.en}: {kind.en}")
            key, rule = f"{fund.key}.{kind.key}", "persons by status x share of the status in the fund"
            found.append(Quantity(key, *words, "person", "members", rule))
        for measure in MEASURES:
            words = (f"{fund.zh}·{measure.zh}", f"{fund.en}: {measure.en}")
            inputs = tuple(f"{fund.key}.{name}" for name in measure.inputs)
            found.append(Quantity(f"{fund.key}.{measure.key}", *words, *measure[3:6], inputs))
    for concept in DEBT:
        inputs = tuple(f"employee_pension.{n}" if n.startswith("account") else n for n in concept.inputs)
        found.append(concept._replace(key=f"employee_pension.{concept.key}", inputs=inputs))
    rule = "closing = opening + credits + crediting - charged - inherited + moved"
    for part in ACCOUNT_RECORD:
        key = f"employee_pension.account_record.{part.key}"
        words = (f"职工养老个人账户·{part.zh}", f"account record: {part.en}")
        found.append(Quantity(key, *words, "yuan", "account_record", rule))
    return found


def _of_people() -> list[Quantity]:
    """Persons by status, flows of residents, registers, and what stands beside the ledgers."""
    living = "last month's persons, less deaths and moves out, plus moves in"
    states = [Quantity(f"people.{n.key}", n.zh, n.en, "person", "people", living) for n in STATUSES]
    rule = "closing = opening + births + arrivals - deaths - departures"
    flows = [Quantity(f"people.{n.key}", n.zh, n.en, "person", "people_flow", rule) for n in PEOPLE_FLOWS]
    rule = "opening + new - deaths - leavers, with their own mortality"
    registers = [Quantity(f"registers.{n.key}", n.zh, n.en, "person", "register", rule) for n in REGISTERS]
    beside = "beside the ledgers of work injury; law says who bears a benefit"
    memoranda = [
        Quantity(
            f"work_injury.memorandum.{n.key}", n.zh, n.en, "yuan", "memorandum", beside, ("law.work_injury.fund_share",)
        )
        for n in MEMORANDA
    ]
    rule = "bases of public staff x rate of the annuity"
    annuity = [
        Quantity(
            f"employee_pension.memorandum.{n.key}",
            n.zh,
            n.en,
            "yuan",
            "memorandum",
            rule,
            (f"law.employee_pension.annuity_{payer}_rate",),
        )
        for n, payer in zip(ANNUITY, ("employer", "employee"), strict=True)
    ]
    rule, read = "collected x response x share that goes to others", ("basis.response.collection_to_pooling",)
    words = (EFFORT.zh, EFFORT.en)
    effort = [
        Quantity(f"{fund.key}.memorandum.{EFFORT.key}.{account.key}", *words, "yuan", "memorandum", rule, read)
        for fund in FUNDS
        for account in ACCOUNTS[fund.key]
        if "contribution_employer" in {item for item, *_ in LEDGERS[f"{fund.key}.{account.key}"]}
    ]
    return [*states, *flows, *registers, *memoranda, *annuity, *effort]


def _by_key(names: tuple[Name, ...]) -> dict[str, Name]:
    return {name.key: name for name in names}
