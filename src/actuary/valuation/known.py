"""What is known of the same people (已有测算): what schemes and funds came to, under what was said of the parameters.

Schemes are parts; the ledgers of a fund are a part that rests on the schemes that post to it.

Whoever is told the same of all that he asks for comes to the same, and takes it from here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import Any, NamedTuple

from actuary.dated import Change, Parameters
from actuary.dated.asked import listening
from actuary.funds.books import Shelf, alike
from actuary.funds.ledgers import Ledger
from actuary.funds.pools import Pooling
from actuary.schemes.exposure import Seen
from actuary.schemes.setting import Once, Setting
from actuary.valuation.lines import Account

Rows = list[dict[str, Any]]
Claim = tuple[str, object]
"""A parameter, and what is said of it that the baseline does not say: a change, or a value in its place."""
PARTS = 48
"""Parts of a scheme that are known at most."""


Reaching = Sequence[tuple[frozenset[str], object]]
"""What each claim reaches, and what it says."""


def said_of(asked: frozenset[str], reaching: Reaching) -> tuple[object, ...]:
    """What the claims say of the parameters asked for, in their order."""
    return tuple(said for reach, said in reaching if reach & asked)


Read = Mapping[Change, int]
"""Changes that were read in a month in which they act, and the first such month [month]."""


def read_of(stores: Iterable[Parameters], said: Sequence[object]) -> Read:
    """Of what was said, the changes that were read."""
    these = set(map(id, said))
    return {change: month for store in stores for change, month in store.changes.read.items() if id(change) in these}


def same_objects(some: Sequence[object], others: Sequence[object]) -> bool:
    """Whether two sequences hold the very same objects."""
    return len(some) == len(others) and all(map(is_, some, others))


class Shown(NamedTuple):
    """What the verdict's rows of a line tell of."""

    ledgers: tuple[Ledger, ...]
    pooling: Pooling
    limits: dict[str, float]

    def same(self, other: "Shown") -> bool:
        """Whether both are the very same ledgers, read alike."""
        return same_objects(self.ledgers, other.ledgers) and alike(self[1:], other[1:])


class Part(NamedTuple):
    """What one scheme made (单一险种的测算), the parameters that it asked for on the way and what was said of them, of
    that the changes that were read, and the parts on which it rests."""

    name: str
    setting: Setting
    asked: frozenset[str]
    said: tuple[object, ...]
    read: Read
    beside: tuple["Part", ...]

    def posts_to(self, funds: frozenset[str]) -> bool:
        """Whether any of its cash is of some funds."""
        return any(fund in funds for fund, _ in self.setting.postings.ledgers())


class Answer(NamedTuple):
    """A value made of parameters alone, which were asked for, what was said of them, and the changes read."""

    value: Any
    asked: frozenset[str]
    said: tuple[object, ...]
    read: Read


class Answers:
    """What parameters alone make (仅由参数得出的值), for whichever people. It holds none of them: who is not asked for
    any more is let go."""

    def __init__(self) -> None:
        self._made: dict[str, list[Answer]] = {}

    def answer(self, name: str, stores: Sequence[Parameters], reaching: Reaching, make: Callable[[], Any]) -> Answer:
        """A value made of parameters alone; made once where they say the same."""
        known = self._made.setdefault(name, [])
        found = next((each for each in reversed(known) if same_objects(each.said, said_of(each.asked, reaching))), None)
        if found is None:
            with listening(*stores) as names:
                value = make()
            asked = frozenset(names)
            said = said_of(asked, reaching)
            found = Answer(value, asked, said, read_of(stores, said))
            known.append(found)
            del known[PARTS // 2 : len(known) - PARTS // 2]
        for store in stores:
            store.asked |= found.asked
            store.changes.note(found.read)
        return found

    def giving(self, stores: Sequence[Parameters], reaching: Reaching) -> Once:
        """Gives what parameters alone make, under what is said of them."""
        return lambda name, make: self.answer(name, stores, reaching, make).value


class Funded(NamedTuple):
    """The ledgers of funds that are kept together (基金部分), as a part: what they hold by pool and as one city, on
    postings that answers and triggers have moved; openings `[D]` [yuan]; what law read of them."""

    funds: frozenset[str]
    setting: Setting
    openings: dict[tuple[str, str], Any]
    ledgers: dict[tuple[str, str], Ledger]
    pooled: dict[tuple[str, str], Ledger]
    decided: tuple[Any, ...]
    pooling: Pooling
    asked: frozenset[str]
    said: tuple[object, ...]
    read: Read
    beside: tuple[Part, ...]


@dataclass
class Known:
    """What was made so far on the same people: parts by scheme, books of funds, rows of the verdict."""

    parts: dict[str, list[Part]] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=Shelf)
    seen: Seen | None = None
    rows: dict[Account, list[tuple[Shown, Rows]]] = field(default_factory=dict)
    """The verdict's rows of each line, with what they tell of."""

    answers: Answers = field(default_factory=Answers)
    funded: dict[frozenset[str], list[Funded]] = field(default_factory=dict)

    def ledgers_of(
        self, funds: frozenset[str], reaching: Reaching, beside: tuple[Part, ...], pooling: Pooling
    ) -> Funded | None:
        """Ledgers kept of the same parts under the same pools, where all that was asked on the way says the same."""
        known: list[Funded] = self.funded.get(funds, [])
        for part in known[::-1]:
            told = said_of(part.asked, reaching)
            same = same_objects(part.beside, beside) and same_objects(part.said, told)
            if same and bool(alike(part.pooling, pooling)):
                return part
        return None

    def keep(self, part: Funded) -> None:
        """Keep ledgers; the first and the latest stay."""
        found = self.funded.setdefault(part.funds, [])
        found.append(part)
        del found[PARTS // 2 : len(found) - PARTS // 2]

    def part(self, name: str, reaching: Reaching, beside: tuple[Part, ...]) -> Part | None:
        """A part of a scheme that was told the same of all that it asked for, and rests on the same parts."""
        for part in reversed(self.parts.get(name, [])):
            told = said_of(part.asked, reaching)
            if same_objects(part.beside, beside) and same_objects(part.said, told):
                return part
        return None

    def add(self, part: Part) -> None:
        """Keep a part; the first and the latest stay."""
        found = self.parts.setdefault(part.name, [])
        found.append(part)
        del found[PARTS // 2 : len(found) - PARTS // 2]

    def told(self, line: Account, of: Shown, tell: Callable[[], Rows]) -> Rows:
        """The verdict's rows of a line, told once for the same ledgers."""
        known = self.rows.setdefault(line, [])
        rows = next((rows for other, rows in known if of.same(other)), None)
        if rows is None:
            rows = tell()
            known.append((of, rows))
            del known[PARTS // 2 : len(known) - PARTS // 2]
        return rows
