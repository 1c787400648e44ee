"""The page of a fund that data alone declare (数据定义的险种): its shape, and what must hold between its fields."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from pydantic import Field

from actuary.dated.advice import nearest, one_of
from actuary.dated.building import unlisted
from actuary.dated.documents import Document
from actuary.dated.nodes import Node
from actuary.dated.scalars import Label, Text, quoted, shown
from actuary.dated.scheme import Scheme
from actuary.dated.shapes import Shape, Tag, Trust
from actuary.dated.validate import validate
from actuary.errors import Both
from actuary.vocabulary import ACCOUNTS, SEVEN, STATUSES
from actuary.vocabulary.declared import ACCOUNT, DECLARED, RECEIPTS, contributed, fund_of
from actuary.vocabulary.items import BENEFITS

PAYERS = ("enterprise_employee", "institution_employee", "organ_employee", "flexible_worker")
"""Statuses that declare a base."""
KINDS = ("paying", "not_paying", "retired")
FUNDS = tuple(fund.key for fund in SEVEN)
HELD = tuple(f"{fund}.{account.key}" for fund in FUNDS for account in ACCOUNTS[fund])
"""Ledgers of the seven funds."""


class FlowShape(Shape):
    """One cash flow: reckoned on persons, on persons by age, or on bases, times the parameters named."""

    item: Text
    zh: Text | None = None
    en: Text | None = None
    account: Label | None = None
    of: list[Text] = Field(min_length=1)
    on: Literal["persons", "bases"] = "persons"
    by_age: Text | None = None
    times: list[Text] = Field(min_length=1)


class LineShape(Shape):
    """A test: months of cover are at least what law says."""

    name: Label
    zh: Text
    en: Text
    at_least: Text


class SchemeShape(Shape):
    schema_: Text = Field(alias="schema")
    name: Label
    zh: Text
    en: Text
    tag: Tag
    trust: Trust = "official"
    source: Text
    range: Text | None = None
    note: Text | None = None
    pools_like: Label
    share: Text
    members: dict[str, list[Text]] = Field(min_length=1)
    ages: list[Text] = Field(min_length=1)
    flows: list[FlowShape] = Field(min_length=1)
    rate: Text | None = None
    tests: list[LineShape] = Field(default_factory=list)


def scheme_of(document: Document, sources: Collection[str]) -> Scheme | None:
    """The declared fund of a file; None after letters were added."""
    shape = validate(SchemeShape, document.node, document.faults)
    if shape is None:
        return None
    before, fields = len(document.faults), document.node.value
    if shape.source not in sources:
        document.faults.add("source", fields["source"].place, *unlisted(shape.source, sources), "source")
    _word(document, fields["pools_like"], shape.pools_like, FUNDS, "pools_like")
    if shape.name in FUNDS:
        message = Both(f"已有名为{quoted(shape.name)}的险种。", f"There is a fund {shown(shape.name)} already.")
        remedy = Both("请另取名称。", "Choose another name.")
        document.faults.add("duplicate", fields["name"].place, message, remedy, "name")
    known = [status.key for status in STATUSES]
    for kind, statuses in shape.members.items():
        _word(document, fields["members"].value[kind], kind, KINDS, f"members.{kind}")
        for status in statuses:
            _word(document, fields["members"].value[kind], status, known, f"members.{kind}")
    rising = [str(age) for age in sorted({int(age) for age in shape.ages if age.isdecimal()})]
    if shape.ages != rising or rising[0] != "0":
        message = Both("年龄组须从 0 起依次递增。", "Age groups begin at 0 and rise.")
        remedy = Both('例如 ["0", "60", "80"]。', 'For example ["0", "60", "80"].')
        document.faults.add("order", fields["ages"].place, message, remedy, "ages")
    for flow, node in zip(shape.flows, fields["flows"].value, strict=True):
        _check_flow(document, shape, flow, node)
    if len(document.faults) > before:
        return None
    fund = fund_of(shape.model_dump(by_alias=True, exclude_none=True))
    if fund.rate is not None and fund.rate not in (paid := contributed(fund.flows)):
        message = Both(f"没有缴费用到 {quoted(fund.rate)}。", f"No contribution is paid by {shown(fund.rate)}.")
        remedy = one_of(paid) if paid else Both("请删去 rate。", "Leave `rate` out.")
        document.faults.add("word", fields["rate"].place, message, nearest(fund.rate, paid) or remedy, "rate")
        return None
    return Scheme(shape.name, shape.zh, fund.names, document.file, document.node.place[0])


def _check_flow(document: Document, shape: SchemeShape, flow: FlowShape, node: Node) -> None:
    """An item that a fund may have, on members it has, with the other side of a transfer."""
    place, kind, _, rest = node.value["item"], *flow.item.partition(".")
    for each in flow.of:
        _word(document, node.value["of"], each, list(shape.members), "of")
    if kind == "benefit":
        own = [part.item for fund in DECLARED for part in fund.flows].count(flow.item)
        if flow.zh is None or flow.en is None:
            message = Both("待遇须写明自己的名称。", "A benefit has words of its own.")
            document.faults.add(
                "missing", place.place, message, Both("请加 zh 与 en。", "Add `zh:` and `en:`."), "item"
            )
        if [name.key for name in BENEFITS].count(rest) > own:
            message = Both(f"已有名为{quoted(rest)}的待遇。", f"There is a benefit {shown(rest)} already.")
            remedy = Both("请另取名称。", "Choose another name.")
            document.faults.add("duplicate", place.place, message, remedy, "item")
    elif kind == "transfer":
        _word(document, place, f"{rest}.{flow.account or ACCOUNT}", HELD, "item")
        if flow.account is None:
            message = Both("转移须写明对方的账户。", "A transfer says which ledger it comes from.")
            document.faults.add("missing", place.place, message, Both("请加 account。", "Add `account:`."), "account")
    else:
        _word(document, place, flow.item, RECEIPTS, "item")
    if flow.on == "bases":
        for status in (status for each in flow.of for status in shape.members.get(each, ())):
            _word(document, node.value["of"], status, PAYERS, "of")
        if flow.by_age is not None:
            message = Both("缴费基数不按年龄分列。", "Bases are not told by age.")
            remedy = Both("请删去 by_age。", "Leave `by_age` out.")
            document.faults.add("conflict", node.value["by_age"].place, message, remedy, "by_age")


def _word(document: Document, node: Node, word: str, known: Collection[str], field: str) -> None:
    """A letter where a word is none of those known."""
    if word not in known:
        message = Both(f"{quoted(word)}不在可用之列。", f"{shown(word)} is not one of those that may stand here.")
        document.faults.add("word", node.place, message, nearest(word, list(known)) or one_of(list(known)), field)


def check_names(document: Document, law: Iterable[str], bases: Mapping[str, Iterable[str]]) -> None:
    """Every parameter that a declared fund reads is one of law, or one of belief in every set."""
    page = document.node.plain()
    try:
        names = fund_of(page).names
    except (KeyError, TypeError, AttributeError):  # its shape has been told of
        return
    stated, node = [set(law), *(set(basis) for basis in bases.values())], document.node
    for name in sorted(names):
        if not (name in stated[0] or all(name in basis for basis in stated[1:])):
            message = Both(f"没有名为 {name} 的参数。", f"There is no parameter {name}.")
            known = sorted(set().union(*stated))
            remedy = nearest(name, known) or Both(
                "请在 assumptions/law 或每一个假设组里写出。", "State it in assumptions/law or in every basis."
            )
            document.faults.add("parameter", node.place, message, remedy, name)
