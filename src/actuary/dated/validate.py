"""From a node to a validated shape (校验): every pydantic error becomes a letter with its place."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from actuary.dated.advice import nearest
from actuary.dated.faults import FileFaults
from actuary.dated.nodes import Node
from actuary.dated.scalars import quoted, shown
from actuary.dated.shapes import IN_PLACE, NAMED
from actuary.errors import Both

ShapeT = TypeVar("ShapeT", bound=BaseModel)
_SHOWN = 60


def validate(model: type[ShapeT], node: Node, faults: FileFaults, field: str = "") -> ShapeT | None:
    """The shape of a node; None after letters were added. `field` names the node in them."""
    if not isinstance(node.value, dict):
        words = {"given": _both(node.plain())}
        message, remedy = _NO_MAPPING
        faults.add("mapping", node.place, _filled(message, words), _filled(remedy, words), field)
        return None
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _letter(model, node, detail, faults, field)
        return None


def _letter(model: type[BaseModel], node: Node, detail: ErrorDetails, faults: FileFaults, field: str) -> None:
    steps = tuple(step for step in detail["loc"] if step not in {"[key]", NAMED, IN_PLACE})
    place = node.find(steps).place
    if detail["type"] == "extra_forbidden":
        place = node.find(steps[:-1]).keys.get(str(steps[-1]), place)
    message, remedy = _told(model, detail, str(steps[-1]) if steps else "")
    code = _CODES.get(detail["type"], "shape")
    if "remedy" in detail.get("ctx", {}):
        code = detail["type"]
    faults.add(code, place, message, remedy, ".".join(filter(None, (field, *map(str, steps)))))


_CODES = {"missing": "missing", "extra_forbidden": "unknown_field", "literal_error": "word"}
_NO_MAPPING = (
    Both("{given}不是“名称: 值”的映射。", "{given} is not a mapping."),
    Both("请在此写 `名称: 值` 各行。", "Write `name: value` lines here."),
)
_TOLD = {
    "missing": (Both("此处缺少“{last}”。", "{last!r} is missing here."), Both("请补上 `{last}:`。", "Add `{last}:`.")),
    "extra_forbidden": (
        Both("此处没有“{last}”这个字段。", "{last!r} is not a field known here."),
        Both("{advice}", "{advice}"),
    ),
    "literal_error": (
        Both("{given}不在可用的词之列。", "{given} is not one of the permitted words."),
        Both("请从中选一个：{expected}。", "Choose {expected}."),
    ),
    "list_type": (
        Both("{given}不是列表。", "{given} is not a list."),
        Both("请在此写列表：[甲, 乙]。", "Write a list here: [first, second]."),
    ),
    "bool_type": (
        Both("{given}不是 true 或 false。", "{given} is not true or false."),
        Both("请写 true 或 false。", "Write true or false."),
    ),
    "greater_than_equal": (
        Both("{given}太小。", "{given} is too small."),
        Both("请写 {ge} 或更大的数。", "Write {ge} or more."),
    ),
    "model_type": _NO_MAPPING,
    "dict_type": _NO_MAPPING,
    "too_short": (
        Both("此处有 {actual_length} 项。", "{actual_length} entries stand here."),
        Both("应写 {min_length} 项。", "Write {min_length}."),
    ),
    "too_long": (
        Both("此处有 {actual_length} 项。", "{actual_length} entries stand here."),
        Both("最多写 {max_length} 项。", "Write {max_length} at most."),
    ),
}
_OTHER = (
    Both("{given}不合要求。", "{given} does not fit: {msg}."),
    Both("请对照自带的文件。", "Compare it with the shipped files."),
)


def _told(model: type[BaseModel], detail: ErrorDetails, last: str) -> tuple[Both, Both]:
    """Message and remedy of a pydantic error."""
    context = detail.get("ctx", {})
    if "remedy" in context:
        return context["message"], context["remedy"]
    message, remedy = _TOLD.get(detail["type"], _OTHER)
    expected = str(context.get("expected", ""))
    misspelt = nearest(last, [name for name, _ in _fields(model)])
    advice = _elsewhere(model, last) or misspelt or Both("请删除，或改正拼写。", "Delete it or correct its spelling.")
    words = {
        **context,
        "expected": Both(expected.replace(" or ", ", ").replace(", ", "、").replace("'", ""), expected),
        "msg": detail["msg"],
        "given": _both(detail["input"]),
        "last": last[:_SHOWN],
        "advice": advice,
    }
    return _filled(message, words), _filled(remedy, words)


def _both(value: object) -> Both:
    """A value as the user wrote it, quoted as each language quotes."""
    return Both(quoted(value), shown(value))


def _filled(text: Both, words: Mapping[str, object]) -> Both:
    """A sentence with its words put in, each in its own language."""

    def said(language: str) -> dict[str, object]:
        return {key: word.said(language) if isinstance(word, Both) else word for key, word in words.items()}

    return Both(text.zh.format(**said("zh")), text.en.format(**said("en")))


def _elsewhere(model: type[BaseModel], name: str) -> Both | None:
    """Where a field stands that is not known here; None where it stands nowhere."""
    found = dict(_fields(model))
    if name not in found:
        return None
    where = found[name]
    if not where:
        return Both("它应写在文件最外层。", "It stands at the top of the file.")
    return Both(f"它应写在 `{where}:` 之内。", f"It stands inside `{where}:`.")


def _fields(model: type[BaseModel]) -> list[tuple[str, str]]:
    """Names of all fields of a model and of the models inside it, the outermost last, and of the field inside which
    each stands; of the outermost nothing."""
    names: list[tuple[str, str]] = []
    waiting: list[tuple[type[BaseModel], str]] = [(model, "")]
    while waiting:
        here, where = waiting.pop()
        for name, info in here.model_fields.items():
            names.append((info.alias or name, where))
            waiting.extend((inner, info.alias or name) for inner in _models(info.annotation))
    return names[::-1]


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
