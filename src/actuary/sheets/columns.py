"""What a column holds (列定义): its name, the headings it is known by, and which cells are good."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from actuary.errors import Both

Kind = Literal["text", "number", "count", "month", "choice"]
_REMARK = re.compile(r"[(\[【].*?[)\]】]")
_SIGNS = re.compile(r"[\s_:()\[\]【】-]")

CATEGORY = {
    "male60": ("男", "男60", "男60岁", "男性", "男职工"),
    "female55": ("女55", "女55岁", "女干部", "女干部55", "女干部55岁", "原55岁女职工", "女管理技术岗"),
    "female50": ("女50", "女50岁", "女工人", "女工人50", "女工人50岁", "原50岁女职工", "女职工50"),
}
"""Words that offices write for a category."""


class Column(NamedTuple):
    """One column of a table of persons (一列)."""

    name: str
    kind: Kind
    help: Both
    zh: tuple[str, ...] = ()
    """Chinese headings by which it is known beside its name."""
    required: bool = False
    """Must be there, and filled in every row."""
    low: float | None = None
    high: float | None = None
    choices: Mapping[str, tuple[str, ...]] = {}
    """Key -> the words that stand for it beside itself."""

    @property
    def option(self) -> str:
        """The option of a single case."""
        return "--" + self.name.replace("_", "-")

    @property
    def words(self) -> dict[str, int]:
        """Every accepted word, plain, by the place of its choice."""
        return {
            plain(word): place for place, (key, others) in enumerate(self.choices.items()) for word in (key, *others)
        }


def plain(word: str) -> str:
    """A word without what does not matter (归一): case, width, blanks, brackets, hyphens."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", word).casefold())


def plain_heading(heading: str) -> str:
    """A heading as a plain word, without a remark in brackets such as its unit."""
    return plain(_REMARK.sub("", unicodedata.normalize("NFKC", heading)))


def by_heading(columns: Iterable[Column]) -> dict[str, str]:
    """Plain heading -> name of the column."""
    return {plain_heading(heading): column.name for column in columns for heading in (column.name, *column.zh)}
