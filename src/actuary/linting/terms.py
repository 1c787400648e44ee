"""How long a value holds (有效期检查): gaps, overlaps, values that go flat, sunsets that nobody wrote down."""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from actuary.dated.shapes import WORDED
from actuary.dated.values import DatedParameter, DatedValue, Table
from actuary.errors import Both, Letter
from actuary.linting.places import Places
from actuary.months import text

YEARLY = 12
RUN = 3
"""Steps of a year, one after the other, that make a series by the year."""
LONG = 8
"""Ages that make a table in which a hole can be told."""
_PHASED = frozenset({"share", "ratio", "month", "year", "day"})
"""Units in which law takes effect by steps and then stays."""
_RATES = frozenset({"share", "ratio"})


def terms(parameters: Iterable[DatedParameter], temporary: Collection[str], at: Places) -> list[Letter]:
    """All faults of term; `temporary`: sources that decree for a term."""
    letters: list[Letter] = []
    for parameter in parameters:
        letters += _between(parameter, at)
        letters += _holes(parameter, at)
        letters += _flat(parameter, at)
        letters += _sunsets(parameter, temporary, at)
    return letters


def _latest(parameter: DatedParameter) -> list[tuple[int, DatedValue]]:
    """Of the rows from each month the one known latest, in order of month, with its place."""
    best: dict[int, tuple[int, DatedValue]] = {}
    for place, row in enumerate(parameter.values):
        if row.from_ not in best or row.known >= best[row.from_][1].known:
            best[row.from_] = (place, row)
    return [best[start] for start in sorted(best)]


def _plain(row: DatedValue) -> object:
    """The value of a row, comparable."""
    return (row.value.keys, row.value.values.tolist()) if isinstance(row.value, Table) else row.value


def _between(parameter: DatedParameter, at: Places) -> Iterator[Letter]:
    """Gaps and overlaps between a row and the next."""
    rows = _latest(parameter)
    for (place, row), (_, following) in pairwise(rows):
        if row.stated_to is None:
            continue
        if row.stated_to < following.from_ - 1:
            message = Both(
                f"{text(row.stated_to + 1)} 至 {text(following.from_ - 1)} 没有取值。",
                f"No row states a value from {text(row.stated_to + 1)} to {text(following.from_ - 1)}.",
            )
            remedy = Both("请补一行，或改正 `stated_to`。", "Add a row, or correct `stated_to`.")
            yield at.letter("gap", parameter, message, remedy, row=place, field="stated_to")
        if row.stated_to >= following.from_ and following.known <= row.known:
            message = Both(
                f"自 {text(following.from_)} 起与下一行重叠。",
                f"It overlaps the next row, from {text(following.from_)}.",
            )
            remedy = Both("请改正 `stated_to` 或 `from`。", "Correct `stated_to` or `from`.")
            yield at.letter("overlap", parameter, message, remedy, row=place, field="stated_to")


def _holes(parameter: DatedParameter, at: Places) -> Iterator[Letter]:
    """An age left out of a table whose other ages stand at equal steps; the first and the last step may be others."""
    for place, row in enumerate(parameter.values):
        if not isinstance(row.value, Table) or row.value.axis != "age" or len(row.value.keys) < LONG:
            continue
        ages = [int(key) for key in row.value.keys]
        steps = [after - before for before, after in pairwise(ages)]
        usual = max(set(steps), key=steps.count)
        odd = [i for i, step in enumerate(steps) if step != usual and 0 < i < len(steps) - 1]
        if len(odd) == 1 and steps[odd[0]] % usual == 0 and steps.count(usual) >= len(steps) - 3:
            missing = ages[odd[0]] + usual
            message = Both(f"表中缺 {missing} 岁。", f"The table has no value at age {missing}.")
            remedy = Both("请补上这个年龄的取值。", "Add a value for it.")
            yield at.letter("gap", parameter, message, remedy, row=place, field="table")


def _flat(parameter: DatedParameter, at: Places) -> Iterator[Letter]:
    """A value that moved every year and then stands still, without the month in which its tail begins."""
    rows = _latest(parameter)[-RUN - 1 :]
    phased = parameter.name.startswith("law.") and parameter.unit in _PHASED
    if phased or parameter.unit in WORDED or parameter.tail != "hold" or len(rows) <= RUN:
        return
    steps = {after.from_ - before.from_ for (_, before), (_, after) in pairwise(rows)}
    moved = all(_plain(before) != _plain(after) for (_, before), (_, after) in pairwise(rows))
    place, last = rows[-1]
    if steps == {YEARLY} and moved and last.stated_to is None and parameter.stated_to is None:
        message = Both(
            f"逐年变动的取值自 {text(last.from_)} 起一直不变，末值规则从不生效。",
            f"It moved every year and stands still from {text(last.from_)} on, and no tail ever acts.",
        )
        remedy = Both(
            "请在末行写 `stated_to`（最后适用的月份），使 `tail` 生效并列示。",
            "Say in `stated_to` of the last row until when it is stated, so that the tail acts and is printed.",
        )
        yield at.letter("flat", parameter, message, remedy, row=place)


def _sunsets(parameter: DatedParameter, temporary: Collection[str], at: Places) -> Iterator[Letter]:
    """Values decreed for a term of which nobody says what follows it, or when it ends.

    A rate of law with `stated_to` needs a row from the next month that was known no later; a row that rests on a
    source that decrees for a term says `stated_to`, unless it is itself what follows.
    """
    rows = list(enumerate(parameter.values))
    rate = parameter.name.startswith("law.") and parameter.unit in _RATES and parameter.tail == "hold"
    for place, row in rows:
        if row.stated_to is None:
            follows = any(
                o.stated_to is not None and o.stated_to + 1 == row.from_ and row.known <= o.known for _, o in rows
            )
            if row.source in temporary and not follows:
                message = Both(
                    f"来源 {row.source} 是阶段性规定，却没有写明何时期满。",
                    f"{row.source} decrees for a term, and the row does not say until when.",
                )
                remedy = Both(
                    "请写 `stated_to`，并补一行期满后的取值。", "Add `stated_to`, and a row for what follows the term."
                )
                yield at.letter("sunset", parameter, message, remedy, row=place)
        elif rate and not any(o.from_ == row.stated_to + 1 and o.known <= row.known for _, o in rows):
            after = text(row.stated_to + 1)
            message = Both(
                f"{text(row.stated_to)} 期满之后的取值，{text(row.known)} 时没有写明。",
                f"The term ends with {text(row.stated_to)}, and no row known by {text(row.known)} says what follows.",
            )
            remedy = Both(
                f"请补一行自 {after} 起的取值，known_from 为 {text(row.known)}。",
                f"Add a row from {after} with known_from {text(row.known)}.",
            )
            yield at.letter("sunset", parameter, message, remedy, row=place, field="stated_to")
