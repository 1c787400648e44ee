"""JSON Schema of every kind of file (文件格式的 JSON Schema), made from the shapes that the door checks with.

Editors complete and check against the files that `actuary schema --write` puts into `assumptions/schema`; each data
file names its own in its first line.
"""

import json
from typing import Any

from actuary.dated.published_shapes import PublishedShape
from actuary.dated.schemes import SchemeShape
from actuary.dated.shapes import (
    BasisShape,
    ParameterShape,
    PoolingShape,
    ReformShape,
    ScheduleShape,
    Shape,
    SourcesShape,
    ValuationShape,
    ValuesShape,
)
from actuary.dated.triggering import TriggerShape

FOLDER = "assumptions/schema"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""What editors understand best."""
_HINTS = {
    "from": "生效月份 first month in force, YYYY-MM or YYYY-MM-DD",
    "known_from": "已知月份 month from which it was known; by default `from`",
    "stated_to": "最后适用的月份 last month for which the source states it",
    "value": "取值 the value in the parameter's unit: 0.16, not 16 %",
    "table": "表 one value a key along an axis",
    "range": "区间 [low, high], as wide as the doubt; a proxy, a judgement and what is recalled need one",
    "range_factor": "表的区间 factors on all values of a table, [low, high] around 1",
    "range_tilt": "表的构成区间 factors on the first and last value of a table whose total is known, evenly between",
    "tag": "标签 what kind of value it is; a rule of law is statute whatever its trust",
    "trust": "可信度 how its source was seen; by default that of the source",
    "source": "来源 key of a source in assumptions/sources",
    "article": "条款 article of the document",
    "level": "水平估计 rests on a later source and is seen under every rule set",
    "rounding": "取整 of a formula's result, with its source",
    "tail": "尾部规则 after the last stated value: hold, stop, or grow with a series of belief",
    "memorandum": "备查 why nothing computes with it",
    "temporary": "阶段性 it decrees for a term; its rows say stated_to and what follows",
    "unit": "单位 unit of every value of the parameter",
    "zh": "中文名称 Chinese name",
    "place": "地方 whose law of assumptions/places stands before Wuhan's",
    "target": "参保目标月份 month at whose end the coverage targets hold",
    "backtest": "回溯检验 what came, and what of a later day may stand in; any other row known later is refused",
    "stand_ins": "替代值 names, * for any, with the reason",
}


class _ValuesPage(ValuesShape):
    """A values file with its parameters spelt out; the door checks them one by one, each for its own letter."""

    parameters: dict[str, ParameterShape]


SHAPES: dict[str, type[Shape]] = {
    "values": _ValuesPage,
    "sources": SourcesShape,
    "schedule": ScheduleShape,
    "pooling": PoolingShape,
    "basis": BasisShape,
    "valuation": ValuationShape,
    "reform": ReformShape,
    "published": PublishedShape,
    "trigger": TriggerShape,
    "scheme": SchemeShape,
}
"""The shape of each kind of file."""


def json_schema(kind: str) -> dict[str, Any]:
    """JSON Schema of a kind of file (某类文件的 JSON Schema); KeyError for a kind that no file has."""
    found = SHAPES[kind].model_json_schema(by_alias=True)
    found["properties"]["schema"] = {"const": f"actuary.{kind}/1"}
    for part in (found, *found.get("$defs", {}).values()):
        for name, each in part.get("properties", {}).items():
            each.pop("title", None)
            _without_null(each)
            if name in _HINTS and part.get("title") != "ReformSourceShape":
                each["description"] = _HINTS[name]
    found.pop("description", None)
    return {"$schema": DIALECT} | found | {"title": f"actuary.{kind}/1"}


def _without_null(schema: dict[str, Any]) -> None:
    """A field that may be left out, without the null that stands for it inside."""
    others = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(others) == 1:
        del schema["anyOf"]
        schema.pop("default", None)
        schema.update(others[0])


def written(kind: str) -> str:
    """The JSON Schema as the text of its file."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=1) + "\n"
