"""From a node to a validated shape (校验): every pydantic error becomes a letter with its place."""

from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from actuary.dated.faults import FileFaults
from actuary.dated.nodes import Node
from actuary.dated.scalars import shown

ShapeT = TypeVar("ShapeT", bound=BaseModel)
_SHOWN = 60


def validate(model: type[ShapeT], node: Node, faults: FileFaults, field: str = "") -> ShapeT | None:
    """The shape of a node; None after letters were added. `field` names the node in them."""
    if not isinstance(node.value, dict):
        message = f"{shown(node.plain())} is not a mapping."
        faults.add("mapping", node.place, message, "Write `name: value` lines.", field)
        return None
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _letter(model, node, detail, faults, field)
        return None


def nearest(word: str, known: list[str]) -> str:
    """Advice with the names nearest to a misspelt one."""
    close = get_close_matches(word[:_SHOWN], known, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def _letter(model: type[BaseModel], node: Node, detail: ErrorDetails, faults: FileFaults, field: str) -> None:
    steps = tuple(step for step in detail["loc"] if step != "[key]")
    place = node.find(steps).place
    if detail["type"] == "extra_forbidden":
        place = node.find(steps[:-1]).keys.get(str(steps[-1]), place)
    message, remedy = _told(model, detail, str(steps[-1]) if steps else "")
    code = _CODES.get(detail["type"], "shape")
    if "remedy" in detail.get("ctx", {}):
        code = detail["type"]
    faults.add(code, place, message, remedy, ".".join(filter(None, (field, *map(str, steps)))))


_CODES = {"missing": "missing", "extra_forbidden": "unknown_field", "literal_error": "word"}
_NO_MAPPING = ("{given} is not a mapping.", "Write `name: value` lines here.")
_TOLD = {
    "missing": ("{last!r} is missing here.", "Add `{last}:`."),
    "extra_forbidden": ("{last!r} is not a field known here.", "{advice}"),
    "literal_error": ("{given} is not one of the permitted words.", "Choose {expected}."),
    "list_type": ("{given} is not a list.", "Write a list here: [first, second]."),
    "model_type": _NO_MAPPING,
    "dict_type": _NO_MAPPING,
    "too_short": ("{actual_length} entries stand here.", "Write {min_length}."),
    "too_long": ("{actual_length} entries stand here.", "Write {max_length}."),
}


def _told(model: type[BaseModel], detail: ErrorDetails, last: str) -> tuple[str, str]:
    """Message and remedy of a pydantic error."""
    context = detail.get("ctx", {})
    if "remedy" in context:
        return context["message"], context["remedy"]
    message, remedy = _TOLD.get(detail["type"], ("{given} does not fit: {msg}.", "Compare it with the shipped files."))
    advice = nearest(last, _fields(model)) or "Delete it or correct its spelling."
    words = {
        **context,
        "msg": detail["msg"],
        "given": shown(detail["input"]),
        "last": last[:_SHOWN],
        "advice": advice,
    }
    return message.format(**words), remedy.format(**words)


def _fields(model: type[BaseModel]) -> list[str]:
    """Names of all fields of a model and of the models inside it."""
    names: list[str] = []
    waiting: list[type[BaseModel]] = [model]
    while waiting:
        for name, info in waiting.pop().model_fields.items():
            names.append(info.alias or name)
            waiting.extend(_models(info.annotation))
    return names


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
