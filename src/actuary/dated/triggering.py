"""A trigger from its file (触发条款的读取): the shape, and what must hold between its fields."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field

from actuary.dated.building import unlisted
from actuary.dated.documents import Document
from actuary.dated.scalars import Label, Month, Number, Text
from actuary.dated.shapes import Shape, Tag, Trust
from actuary.dated.triggers import Trigger
from actuary.dated.validate import validate
from actuary.errors import Both


class ThenShape(Shape):
    """What happens: a parameter set to a value or scaled (by a value, or by what a share of law leaves), an item paid,
    or a report that is due and moves no money."""

    set: Text | None = None
    scale: Text | None = None
    pay: Text | None = None
    report: Text | None = None
    value: Number | None = None
    less: Text | None = None


class TriggerShape(Shape):
    schema_: Text = Field(alias="schema")
    name: Label
    zh: Text
    en: Text
    region: Literal["city", "province"]
    fund: Label
    account: Label
    measure: Literal["payable_months"]
    measured_at: Month | Literal["every_december"]
    threshold: Number | Text | None = None
    under: Number | Text | None = None
    decided_at: Month | None = None
    decided_in: Annotated[int, Field(ge=1, le=12)] = 1
    then: ThenShape
    otherwise: Number | None = None
    until: Month | None = None
    returns_to: Text
    tag: Tag
    trust: Trust = "official"
    source: Text
    article: Text | None = None
    known_from: Month
    note: Text | None = None


def trigger_of(document: Document, sources: Collection[str]) -> Trigger | None:
    """The trigger of a file; None after letters were added."""
    shape = validate(TriggerShape, document.node, document.faults)
    if shape is None:
        return None
    before, fields = len(document.faults), document.node.value
    if shape.source not in sources:
        document.faults.add("source", fields["source"].place, *unlisted(shape.source, sources), "source")
    _check_then(document, shape)
    yearly = shape.measured_at == "every_december"
    if yearly != (shape.decided_at is None):
        message = Both("测定月份与决定月份须同时写明。", "The months of measuring and of deciding go together.")
        remedy = Both(
            "逐年测定的不写 decided_at，其余须写。", "Leave `decided_at` out if read every December, else add it."
        )
        document.faults.add("order", fields["measured_at"].place, message, remedy, "decided_at")
    if len(document.faults) > before:
        return None
    told = {name: getattr(shape, name) for name in ("name", "zh", "en", "region", "fund", "account", "measure")}
    return Trigger(
        **told,
        measured_at=None if isinstance(shape.measured_at, str) else shape.measured_at,
        threshold=shape.threshold,
        under=shape.under,
        decided_at=shape.decided_at,
        decided_in=shape.decided_in,
        otherwise=shape.otherwise,
        then={key: value for key, value in shape.then.model_dump().items() if value is not None},
        until=shape.until,
        returns_to=shape.returns_to,
        known_from=shape.known_from,
        file=document.file,
        line=document.node.place[0],
    )


def _check_then(document: Document, shape: TriggerShape) -> None:
    """One thing happens, with the operand that it needs; and there is a line to reach."""
    then, fields = shape.then, document.node.value
    if [then.set, then.scale, then.pay, then.report].count(None) != 3:
        message = Both("then 须写明 set、scale、pay、report 之一。", "`then` needs one of set, scale, pay and report.")
        remedy = Both("请只保留一个。", "Keep exactly one of them.")
        document.faults.add("missing", fields["then"].place, message, remedy, "then")
        return
    operands = [then.value, then.less].count(None)
    wanted = 1 if then.set or then.scale else 2
    if operands != wanted or (then.set and then.less):
        message = Both(
            "set 须有 value，scale 须有 value 或 less。", "`set` needs `value`; `scale` needs `value` or `less`."
        )
        remedy = Both("请写一个，其余不写。", "Write one, and none with `pay` or `report`.")
        document.faults.add("operand", fields["then"].place, message, remedy, "then")
    if shape.threshold is None and shape.under is None:
        message = Both("没有触发线。", "There is no line to reach.")
        remedy = Both("请写 threshold（不低于）或 under（低于）。", "Add `threshold:` (at least) or `under:` (below).")
        document.faults.add("missing", document.node.place, message, remedy, "threshold")
