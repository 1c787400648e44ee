"""YAML as nodes with line and column (带行列号的节点): YAML 1.2 core scalars, no anchors, aliases or tags.

Built on the events of PyYAML's C parser, because its composer forgets anchors and tags that nobody uses.
"""

import math
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from actuary.dated.faults import FileFaults
from actuary.errors import Both

DEPTH_LIMIT = 32
_NUMBER_LENGTH = 40
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
Place = tuple[int, int]


@dataclass(slots=True)
class Node:
    """A scalar, a list of nodes or a mapping of nodes (节点), with its place: line and column from 1."""

    place: Place
    value: Any
    """None, bool, int, float, str, list[Node] or dict[str, Node]."""
    keys: dict[str, Place] = field(default_factory=dict)
    """Where the keys of a mapping stand."""

    def plain(self) -> Any:
        """The same as plain Python values."""
        value = self.value
        if isinstance(value, dict):
            return {key: node.plain() for key, node in value.items()}
        if isinstance(value, list):
            return [node.plain() for node in value]
        return value

    def find(self, path: tuple[int | str, ...]) -> "Node":
        """The deepest node that exists on `path`."""
        node = self
        for step in path:
            inside = node.value
            listed = isinstance(inside, list) and isinstance(step, int) and step < len(inside)
            if not listed and not (isinstance(inside, dict) and step in inside):
                break
            node = inside[step]
        return node


def parse(text: str, faults: FileFaults) -> Node | None:
    """The one document of a YAML text; None where there is none to go on with."""
    loader = yaml.CSafeLoader(text)
    try:
        return _Composer(loader, faults).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = None if mark is None else (mark.line + 1, mark.column + 1)
        reason = " ".join(part for part in (error.context, error.problem) if part)
        message = Both(f"这里不是 YAML：{_reason(error.problem)}。", f"This is not YAML: {reason}.")
        remedy = Both("请检查此处的引号、冒号和缩进，不用制表符。", "Check quotes, colons, indentation; no tabs.")
        faults.add("yaml", place, message, remedy)
        return None
    except yaml.YAMLError as error:
        message = Both("文件不是 YAML。", f"This is not YAML: {error}.")
        faults.add("yaml", None, message, Both("请存为纯 UTF-8 文本。", "Save it as plain UTF-8 text."))
        return None
    finally:
        loader.dispose()


def _reason(told: str | None) -> str:
    """What the parser found wrong, in Chinese."""
    found = (zh for words, zh in _REASONS.items() if words in (told or ""))
    return next(found, "不合语法")


_REASONS = {
    "mapping values are not allowed": "此处不应出现冒号",
    "could not find expected ':'": "缺少冒号",
    "cannot start any token": "此处的字符不能起头，制表符也不行",
    "expected ',' or": "括号没有配对，或缺少逗号",
    "unexpected end of stream": "引号没有配对",
    "block end": "缩进不一致",
    "expected key": "缩进不一致",
    "node content": "此处缺少内容",
}
"""Words of the parser and what they come to."""


class _Composer:
    """Turns events into nodes, without recursion."""

    def __init__(self, loader: Any, faults: FileFaults) -> None:
        self.loader = loader
        self.faults = faults
        self.roots: list[Node] = []
        self.open: list[tuple[Node, list[Node]]] = []

    def document(self) -> Node | None:
        while (event := self.loader.get_event()) is not None:
            if not self._take(event):
                return None
        if len(self.roots) != 1:
            place = self.roots[1].place if self.roots else (1, 1)
            self.faults.add(
                "document",
                place,
                Both(
                    f"文件应有一个文档，现有 {len(self.roots)} 个。",
                    f"The file holds {len(self.roots)} documents instead of one.",
                ),
                Both(
                    "一个文件只放一个以 `schema:` 开头的文档。",
                    "Keep one document in a file, beginning with `schema:`.",
                ),
            )
        return self.roots[0] if len(self.roots) == 1 else None

    def _take(self, event: Any) -> bool:
        """One event; False: give up."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            place = self._place(event)
            self._refuse_extras(event, place)
            text = event.value
            plain = event.implicit[0] and not self._is_key()
            self._add(Node(place, self._scalar(text, place) if plain else text))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._start(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node, children = self.open.pop()
            if kind is yaml.MappingEndEvent:
                self._fill(node, children)
            else:
                node.value = children
            self._add(node)
        elif kind is yaml.AliasEvent:
            self._refuse_extras(event, self._place(event))
            self._add(Node(self._place(event), None))
        return True

    def _start(self, event: Any, empty: Any) -> bool:
        place = self._place(event)
        self._refuse_extras(event, place)
        if len(self.open) >= DEPTH_LIMIT:
            message = Both(f"嵌套超过 {DEPTH_LIMIT} 层。", f"Nested deeper than {DEPTH_LIMIT} levels.")
            self.faults.add("depth", place, message, Both("请减少层次。", "Write it flatter."))
            return False
        self.open.append((Node(place, empty), []))
        return True

    def _add(self, node: Node) -> None:
        (self.open[-1][1] if self.open else self.roots).append(node)

    def _is_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][0].value, dict) and len(self.open[-1][1]) % 2 == 0

    def _fill(self, node: Node, children: list[Node]) -> None:
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key.value, str):
                message = Both("键必须是单个的词。", "A key must be a single word.")
                self.faults.add("key", key.place, message, Both("请写 `名称: 值`。", "Write `name: value`."))
            elif key.value in node.value:
                line = node.keys[key.value][0]
                self.faults.add(
                    "duplicate_key",
                    key.place,
                    Both(
                        f"键“{key.value}”已见于第 {line} 行。", f"The key {key.value!r} stands already in line {line}."
                    ),
                    Both("请删除其中一个。", "Delete one of the two."),
                    key.value,
                )
            else:
                node.value[key.value] = value
                node.keys[key.value] = key.place

    def _refuse_extras(self, event: Any, place: Place) -> None:
        alias = type(event) is yaml.AliasEvent
        if event.anchor is not None:
            sign, word, zh = ("*", "alias", "引用") if alias else ("&", "anchor", "锚点")
            message = Both(f"不得使用{zh} {sign}{event.anchor}。", f"The {word} {sign}{event.anchor} is not allowed.")
            self._refuse(word, place, message, Both("请直接写出值。", "Write the value itself."))
        if not alias and event.tag is not None:
            message = Both(f"不得使用 YAML 标签 {event.tag}。", f"The YAML tag {event.tag} is not allowed.")
            self._refuse("tag", place, message, Both("请删除该标签。", "Delete the tag."))

    def _scalar(self, text: str, place: Place) -> bool | int | float | str | None:
        """A plain scalar by the core schema of YAML 1.2, without its octal and hexadecimal numbers."""
        if text in _NULL:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        if _NOT_FINITE.fullmatch(text):
            self._not_finite(text, place)
            return None
        return self._number(text, place) if _FLOAT.fullmatch(text) else text

    def _number(self, text: str, place: Place) -> int | float | None:
        if len(text) > _NUMBER_LENGTH or not math.isfinite(float(text)):
            self._not_finite(text, place)
            return None
        return int(text) if _INT.fullmatch(text) else float(text)

    def _not_finite(self, text: str, place: Place) -> None:
        self._refuse(
            "number",
            place,
            Both(f"“{text[:_NUMBER_LENGTH]}”不是有限的数。", f"{text[:_NUMBER_LENGTH]!r} is not a finite number."),
            Both("请写普通的十进制数。", "Write an ordinary decimal number."),
        )

    def _refuse(self, code: str, place: Place, message: Both, remedy: Both) -> None:
        """A letter on a value, of which nothing more is to be said."""
        self.faults.add(code, place, message, remedy)
        self.faults.spoilt.add(place)

    @staticmethod
    def _place(event: Any) -> Place:
        mark = event.start_mark
        return mark.line + 1, mark.column + 1
