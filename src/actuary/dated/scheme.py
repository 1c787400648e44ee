"""A fund that data alone declare, as its file passed the door (数据定义的险种)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scheme:
    """A declared fund: its name, every parameter of law and belief that it reads, and where it stands."""

    name: str
    zh: str
    names: frozenset[str]
    file: str = ""
    line: int = 0
