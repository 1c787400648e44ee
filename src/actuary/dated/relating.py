"""Relations between printed figures (勾稽关系的读取): patterns over rows and columns written out, every name known."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from actuary.dated.advice import nearest
from actuary.dated.documents import Document
from actuary.dated.formula import Formula, FormulaFault, Name, Operation, names_of, read
from actuary.dated.nodes import Node
from actuary.dated.published import KINDS, PREFIX, Figure, Relation
from actuary.dated.published_shapes import RelationShape
from actuary.errors import Both

OTHERS = ("opening", "basis", "law", "run")
"""First words of names that are no printed figures: the base year, belief, law, and what a run computed."""


class _Place(NamedTuple):
    """The relation that is being read, for its letters."""

    document: Document
    node: Node
    field: str

    def add(self, code: str, key: str | None, message: Both, remedy: Both) -> None:
        """A letter at one of the relation's lines."""
        place = self.node.find((key,)).place if key else self.node.place
        self.document.faults.add(code, place, message, remedy, self.field)


def relations_of(document: Document, shapes: list[RelationShape], figures: Mapping[str, Figure]) -> Iterator[Relation]:
    """Relations of a document, one for each figure that a pattern names; faults leave letters."""
    seen: set[str] = set()
    for number, shape in enumerate(shapes):
        place = _Place(document, document.node.find(("relations", number)), f"relations.{shape.name}")
        if shape.name in seen:
            message = Both(f"关系{shape.name!r}重名。", f"The relation {shape.name!r} stands there twice.")
            place.add("duplicate", "name", message, Both("请改名。", "Rename one of the two."))
        seen.add(shape.name)
        kinds = [kind for kind in KINDS if getattr(shape, kind) is not None]
        if len(kinds) != 1:
            message = Both(f"写了{len(kinds)}个关系，应为一个。", f"{len(kinds)} relations stand here instead of one.")
            words = "、".join(KINDS), ", ".join(KINDS)
            place.add("relation", None, message, Both(f"请在{words[0]}中择一。", f"Write one of {words[1]}."))
            continue
        for row, column in product(shape.rows or [""], shape.columns or [""]):
            relation = _relation(place, shape, {"{row}": row, "{column}": column}, figures)
            if relation is not None:
                yield relation


def _relation(
    place: _Place, shape: RelationShape, filled: dict[str, str], figures: Mapping[str, Figure]
) -> Relation | None:
    kind = next(kind for kind in KINDS if getattr(shape, kind) is not None)
    figure = _full(_filled(shape.figure, filled))
    formula = _formula(place, kind, _filled(getattr(shape, kind), filled), figures)
    shown = [_formula(place, "shows", _filled(text, filled), figures) for text in shape.shows or ()]
    if figure not in figures:
        _unknown(place, "figure", figure, figures)
        return None
    if formula is None:
        return None
    if kind == "restates" and not isinstance(formula, Name):
        message = Both("“restates”只能写一个数字的名称。", "`restates` takes the name of one figure.")
        place.add("relation", kind, message, Both("算式请用“equals”。", "Write a formula under `equals`."))
        return None
    if figure in {name.name for name in names_of(formula)}:
        message = Both("算式中又出现了该数字本身。", "The formula names the figure itself.")
        place.add("circular", kind, message, Both("请改写算式。", "Rewrite the formula."))
        return None
    return Relation(
        name=shape.name,
        label=shape.both(),
        figure=figure,
        kind=kind,
        formula=formula,
        condition=shape.condition.both() if shape.condition else None,
        scope=shape.scope.both() if shape.scope else None,
        shows=tuple(part for part in shown if part is not None),
        file=place.document.file,
        line=place.node.place[0],
    )


def _filled(text: str, filled: dict[str, str]) -> str:
    for sign, word in filled.items():
        text = text.replace(sign, word) if word else text
    return text


def _full(name: str) -> str:
    """A figure's registered name; the prefix may be left out."""
    return name if name.split(".", maxsplit=1)[0] in (PREFIX[:-1], *OTHERS) else PREFIX + name


def _formula(place: _Place, kind: str, text: str, figures: Mapping[str, Figure]) -> Formula | None:
    """The formula with full names, all of them known, each once; None after letters were added."""
    try:
        formula = _completed(read(text))
    except FormulaFault as fault:
        remedy = Both("只用名称、数字、+ - * / 和括号。", "Use names, numbers, + - * / and parentheses only.")
        place.add("formula", kind, fault.message, remedy)
        return None
    named = list(names_of(formula))
    unknown = [name.name for name in named if name.name.split(".")[0] not in OTHERS and name.name not in figures]
    for name in unknown:
        _unknown(place, kind, name, figures)
    if len(set(named)) < len(named):
        message = Both("同一数字在算式中出现了两次。", "A figure stands in the formula twice.")
        remedy = Both("请化简，例如 b / a - 1。", "Rewrite it so that each stands there once, for example b / a - 1.")
        place.add("twice", kind, message, remedy)
        return None
    return None if unknown else formula


def _completed(formula: Formula) -> Formula:
    if isinstance(formula, Name):
        return Name(_full(formula.name), formula.month)
    if isinstance(formula, Operation):
        return Operation(formula.sign, _completed(formula.left), _completed(formula.right))
    return formula


def _unknown(place: _Place, key: str, name: str, figures: Mapping[str, Figure]) -> None:
    message = Both(f"没有公布数字“{name}”。", f"There is no printed figure {name!r}.")
    remedy = nearest(name, list(figures)) or Both(
        "名称写作“表.行.列”，并须在本文件中列出。", "A name is <table>.<row>.<column>, listed in this file."
    )
    place.add("unknown_name", key, message, remedy)
