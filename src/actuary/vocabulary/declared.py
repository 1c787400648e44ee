"""Funds that data alone declare (由数据定义的险种): `assumptions/schemes/*.yaml` of the data in use, read when the
program starts, so that the list of names is whole from then on.

The door (`dated`) judges the files and tells what is wrong; one that cannot be understood declares nothing here.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from actuary import data
from actuary.errors import Problem
from actuary.vocabulary.naming import SEVEN, Name, Status

FOLDER = Path("assumptions") / "schemes"
ACCOUNT = "pooled"
"""The one ledger of a declared fund."""
RECEIPTS = (
    "contribution_employer",
    "contribution_employee",
    "contribution_flexible",
    "contribution_resident",
    "ordinary_subsidy",
)
"""What a declared fund may receive beside transfers."""


class Part(NamedTuple):
    """A cash flow of a declared fund (收支项目): what it is reckoned on, times parameters of law and belief.

    `of`: kinds of members; `on`: their persons, or the bases they declare; `by_age`: a table by age that weighs the
    persons; `times`: what it is multiplied with; `account`: of a transfer, the other fund's ledger.
    """

    item: str
    of: tuple[str, ...]
    times: tuple[str, ...]
    on: str
    by_age: str | None
    account: str | None
    words: Name | None

    @property
    def other(self) -> str:
        """Of a transfer, the fund on the other side."""
        return self.item.removeprefix("transfer.")

    @property
    def names(self) -> tuple[str, ...]:
        """Every parameter that it reads."""
        return (*self.times, *(() if self.by_age is None else (self.by_age,)))


class Line(NamedTuple):
    """A reserve test of a declared fund (储备检验): months of cover at least what law says."""

    name: Name
    at_least: str


class DeclaredFund(NamedTuple):
    """A fund as data declare it (数据定义的险种): `members` kind -> statuses; `share`: the table of belief that says
    which share of each status is insured, by month; `ages`: first years of its age groups; `pools_like`: the fund
    whose pools it has; `rate`: the parameter of law by which it is contributed to, that a solver moves."""

    name: Name
    pools_like: str
    members: dict[str, tuple[str, ...]]
    share: str
    ages: tuple[str, ...]
    flows: tuple[Part, ...]
    tests: tuple[Line, ...]
    rate: str | None

    @property
    def statuses(self) -> tuple[str, ...]:
        """Every status with members, each once."""
        return tuple(dict.fromkeys(status for statuses in self.members.values() for status in statuses))

    @property
    def employers_pay(self) -> bool:
        """Whether its rate is asked of employers, on bases (单位缴费)."""
        return any(self.rate in part.times and part.item == "contribution_employer" for part in self.flows)

    @property
    def names(self) -> frozenset[str]:
        """Every parameter of law and belief that it reads."""
        flows = (name for part in self.flows for name in part.names)
        return frozenset((self.share, *flows, *(test.at_least for test in self.tests)))


def declared_in(folder: Path) -> tuple[DeclaredFund, ...]:
    """The funds that the files of a folder declare, in order of their files; every word is text, `on` too."""
    if not folder.is_dir():
        return ()
    import yaml

    found = []
    for path in sorted(folder.glob("*.yaml")):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, yaml.YAMLError):
            found.append(fund_of(yaml.load(data.content(path), yaml.BaseLoader)))
    return tuple(fund for fund in found if sound(fund))


def sound(fund: DeclaredFund) -> bool:
    """Whether every name of a fund is one that there is, so that the rest of the program can speak of it."""
    seven = {name.key for name in SEVEN}
    statuses = all(status.upper() in Status.__members__ for status in fund.statuses)
    kinds = all(kind in fund.members for part in fund.flows for kind in part.of)
    rate = fund.rate is None or fund.rate in contributed(fund.flows)
    parts = rate and all(_known(part, seven) for part in fund.flows)
    return statuses and kinds and fund.name.key not in seven and parts


def contributed(flows: Iterable[Part]) -> list[str]:
    """Parameters of law by which contributions are paid (缴费参数)."""
    paid = (part.times for part in flows if part.item.startswith("contribution_"))
    return list(dict.fromkeys(name for times in paid for name in times if name.startswith("law.")))


def _known(part: Part, funds: set[str]) -> bool:
    """A receipt, a benefit with words of its own, or a transfer from a ledger of a fund that there is."""
    if part.item.startswith("benefit."):
        return part.words is not None
    return part.item in RECEIPTS or (part.account is not None and part.other in funds)


def fund_of(page: dict[str, Any]) -> DeclaredFund:
    """A fund from its page; KeyError, TypeError or AttributeError where the page is not one."""
    return DeclaredFund(
        name=_name(page, page["name"]),
        pools_like=page["pools_like"],
        members={kind: tuple(statuses) for kind, statuses in page["members"].items()},
        share=page["share"],
        ages=tuple(str(age) for age in page["ages"]),
        flows=tuple(_part(row) for row in page["flows"]),
        tests=tuple(Line(_name(row, row["name"]), row["at_least"]) for row in page.get("tests", ())),
        rate=page.get("rate"),
    )


def _part(row: dict[str, Any]) -> Part:
    words = _name(row, row["item"].removeprefix("benefit.")) if "zh" in row else None
    of, times = tuple(row["of"]), tuple(row["times"])
    return Part(row["item"], of, times, row.get("on", "persons"), row.get("by_age"), row.get("account"), words)


def _name(row: dict[str, Any], key: str) -> Name:
    return Name(key, row["zh"], row["en"])


def _of_data_in_use() -> tuple[DeclaredFund, ...]:
    try:
        return declared_in(data.root() / FOLDER)
    except Problem:  # a data folder that is none is told of by whoever reads it
        return ()


DECLARED = _of_data_in_use()
"""Funds of the data in use beyond the seven."""
