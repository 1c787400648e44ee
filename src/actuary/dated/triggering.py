"""A trigger from its file (触发条款的读取): the shape, and what must hold between its fields."""

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from actuary.dated.building import unlisted
from actuary.dated.documents import Document
from actuary.dated.scalars import Label, Month, Number, Text
from actuary.dated.shapes import Shape, Tag, Trust
from actuary.dated.triggers import Trigger
from actuary.dated.validate import validate
from actuary.errors import Both


class ThenShape(Shape):
    """What happens: a parameter set to a value or scaled, or an item paid."""

    set: Text | None = None
    scale: Text | None = None
    pay: Text | None = None
    value: Number | None = None


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
    threshold: Number | Text
    decided_at: Month | None = None
    then: ThenShape
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
    if [shape.then.set, shape.then.scale, shape.then.pay].count(None) != 2:
        message = Both("then 须写明 set、scale、pay 之一。", "`then` needs one of set, scale and pay.")
        remedy = Both("请只保留一个。", "Keep exactly one of them.")
        document.faults.add("missing", fields["then"].place, message, remedy, "then")
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
        decided_at=shape.decided_at,
        then={key: value for key, value in shape.then.model_dump().items() if value is not None},
        until=shape.until,
        returns_to=shape.returns_to,
        known_from=shape.known_from,
        file=document.file,
        line=document.node.place[0],
    )
