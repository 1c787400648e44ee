"""From a node to a validated shape (校验): every pydantic error becomes a letter with its place."""

from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from actuary.dated.faults import FileFaults
from actuary.dated.nodes import Node
from actuary.dated.scalars import shown

ShapeT = TypeVar("ShapeT", bound=BaseModel)


def validate(model: type[ShapeT], node: Node, faults: FileFaults, field: str = "") -> ShapeT | None:
    """The shape of a node; None after letters were added. `field` names the node in them."""
    if not isinstance(node.value, dict):
        faults.add(
            "mapping", node.place, f"{shown(node.plain())} is not a mapping.", "Write `name: value` lines.", field
        )
        return None
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _letter(model, node, detail, faults, field)
        return None


def nearest(word: str, known: list[str]) -> str:
    """Advice with the names nearest to a misspelt one."""
    close = get_close_matches(word, known, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def _letter(model: type[BaseModel], node: Node, detail: ErrorDetails, faults: FileFaults, field: str) -> None:
    steps = tuple(step for step in detail["loc"] if step != "[key]")
    name = ".".join([field, *map(str, steps)] if field else list(map(str, steps)))
    context = detail.get("ctx", {})
    message, remedy = str(detail["msg"]), "Compare it with the shipped files."
    place = node.find(steps).place
    if "remedy" in context:
        message, remedy = context["message"], context["remedy"]
    elif detail["type"] == "missing":
        message, remedy = f"{steps[-1]!r} is missing here.", f"Add `{steps[-1]}:`."
    elif detail["type"] == "extra_forbidden":
        holder = node.find(steps[:-1])
        place = holder.keys.get(str(steps[-1]), place)
        message = f"{shown(steps[-1])} is not a field known here."
        remedy = nearest(str(steps[-1]), _fields(model)) or "Delete it or correct its spelling."
    elif detail["type"] == "literal_error":
        message = f"{shown(detail['input'])} is not one of the permitted words."
        remedy = f"Choose {context['expected']}."
    elif detail["type"] in ("model_type", "dict_type", "list_type"):
        kind = "list" if detail["type"] == "list_type" else "mapping"
        message, remedy = f"{shown(detail['input'])} is not a {kind}.", f"Write a {kind} here."
    elif detail["type"] in ("too_short", "too_long"):
        message, remedy = _length(context)
    code = "remedy" in context and detail["type"] or _CODES.get(detail["type"], "shape")
    faults.add(code, place, message, remedy, name)


_CODES = {"missing": "missing", "extra_forbidden": "unknown_field", "literal_error": "word"}


def _length(context: dict[str, object]) -> tuple[str, str]:
    wanted = context.get("min_length", context.get("max_length"))
    return f"{context['actual_length']} entries stand here.", f"Write {wanted}."


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
