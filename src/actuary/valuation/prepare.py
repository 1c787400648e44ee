"""A valuation read and looked at (装载估值): files and options, then law, belief and opening under its rule set."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary import data
from actuary.basis.basis import Basis
from actuary.dated import (
    Assumptions,
    Change,
    Changes,
    DatedParameter,
    Parameters,
    Reform,
    ValuationFile,
    growth_of,
    load_assumptions,
    load_cohort,
    load_valuation,
)
from actuary.dated.parameters import Growth
from actuary.dated.rows import Rows
from actuary.errors import Both, Problem, problem
from actuary.funds.pools import Pooling, Pools, Rule, by_district, city, from_map
from actuary.law.legislation import Legislation
from actuary.months import parse, text
from actuary.people.response import DEGREE
from actuary.vocabulary.declared import DECLARED

if TYPE_CHECKING:
    from actuary.valuation.replacing import Replaced

IntArray = NDArray[np.int64]
PLAN_HORIZON = "2020-12"
_OPTIONS = {"rules": "规则集", "basis": "假设组", "pooling": "统筹方式", "group": "人群", "place": "地方"}
RULES = ("known-2016", "hindsight")
GROUPS = ("open", "closed")
"""Whether people go on entering (开放群体), or those of the opening are followed alone (封闭群体)."""


def pools_for(rule: str, assumptions: Assumptions, law: Parameters, months: IntArray) -> Pools:
    """Pools under a rule: the map of 2015, fifteen, one, or the map with an adjustment fund; its share by month."""
    kind = Rule(rule)
    if kind is Rule.CITY:
        return city()
    if kind is Rule.DISTRICTS:
        return by_district()
    table = {fund: dict(pools) for fund, pools in assumptions.pooling["map-2015"].pools.items()}
    table |= {fund.name.key: table[fund.pools_like] for fund in DECLARED if fund.name.key not in table}
    if kind is not Rule.ADJUSTMENT:
        return from_map(kind, table)
    names = ("law.pooling.adjustment_share", "law.pooling.adjustment_guarantee")
    return from_map(kind, table, *(law.over(name, months) for name in names))


def pooling_for(prepared: "Prepared", law: Parameters, months: IntArray, reforms: Sequence[Reform] = ()) -> Pooling:
    """The valuation's pools, and those that reforms put in their place from a month on."""
    changed = [reform.pooling for reform in (*prepared.reforms, *reforms) if reform.pooling is not None]
    stated = sorted((pooling.from_ - int(months[0]), pooling.rule) for pooling in changed)
    rules = [(0, prepared.options["pooling"]), *stated]
    return Pooling(tuple((t, pools_for(rule, prepared.assumptions, law, months)) for t, rule in rules))


def chosen(given: str | None, stated: str | None, default: str) -> str:
    """Option, then valuation file, then default."""
    return next(value for value in (given, stated, default) if value is not None)


def one_of(option: str, word: str, words: Collection[str]) -> None:
    """Refuse a word that is not among those of its option."""
    if word not in words:
        raise Problem(
            problem(
                option,
                message=Both(f"{_OPTIONS[option]}中没有“{word}”。", f"There is no {option} {word!r}."),
                remedy=Both(
                    f"请从中选一个：{'、'.join(sorted(words))}。", f"Choose one of {', '.join(sorted(words))}."
                ),
                field=f"--{option}",
            )
        )


def target(file: ValuationFile) -> int:
    """Month at whose end the coverage targets hold (参保目标月份) [month]."""
    return parse(PLAN_HORIZON) if file.target is None else file.target


def horizon(file: ValuationFile, to: str | None) -> int:
    """Last month of the run [month]."""
    last = parse(to, "--to") if to is not None else (file.to or target(file))
    if not file.opening < last <= parse("2070-12"):
        raise Problem(
            problem(
                "horizon",
                message=Both(f"估值不能止于 {text(last)}。", f"The run cannot end in {text(last)}."),
                remedy=Both(
                    f"请选 {text(file.opening)} 之后、不晚于 2070-12 的月份。",
                    f"Choose a month after {text(file.opening)} and not after 2070-12.",
                ),
                field="--to",
            )
        )
    return last


@dataclass(frozen=True)
class Prepared:
    """A valuation read and checked (已装载的估值), before law and belief are looked at: runs start from here."""

    file: ValuationFile
    options: dict[str, Any]
    root: Path
    assumptions: Assumptions
    cohort: Mapping[str, DatedParameter]
    given: tuple[Path, ...] = ()
    """Tables of the user's own figures."""
    replaced: "tuple[Replaced, ...]" = ()
    """What they put in the place of shipped values."""
    stated: tuple[Path, ...] = ()
    """The valuation file itself where it is the user's own."""
    reforms: tuple[Reform, ...] = ()
    """Under what it runs, in their order: alternatives to it come on top."""
    _rows: dict[str, Rows] = field(default_factory=dict, init=False, compare=False, repr=False)

    def known(self, room: str, growth: Growth | None = None, changes: Changes | None = None) -> Parameters:
        """Law, belief or opening as seen under the rule set, with what reforms change; rows are arranged once."""
        stores = self.assumptions.law, self.assumptions.bases[self.options["basis"]], self.cohort
        store = dict(zip(("law", "belief", "opening"), stores, strict=True))[room]
        seen = "hindsight" if room == "opening" and self.file.backtest is None else self.options["rules"]
        hindsight, known_at = seen == "hindsight", self.file.known_at
        if room not in self._rows:
            self._rows[room] = Rows(store, hindsight=hindsight, known_at=known_at)
        return Parameters(
            store, hindsight=hindsight, known_at=known_at, growth=growth, changes=changes, rows=self._rows[room]
        )

    @property
    def folder(self) -> Path:
        """The cohort's folder."""
        return self.root / self.file.people

    @property
    def closed(self) -> bool:
        """Whether nobody enters after the opening."""
        return bool(self.options["group"] == "closed")

    @property
    def target(self) -> int:
        """Month at whose end the coverage targets hold [month]."""
        return target(self.file)

    @property
    def inputs(self) -> list[Path]:
        """Every file that the run rests on."""
        shipped = (self.root / "assumptions").rglob("*.yaml")
        folders = [self.folder]
        if self.file.backtest is not None and self.file.backtest.people is not None:
            folders.append(self.root / self.file.backtest.people)
        people = (path for folder in folders for path in (*folder.rglob("*.yaml"), *folder.glob("*.csv")))
        files = sorted({*shipped, *people})
        return [*files, *self.stated, *self.given, *(each.path for each in self.reforms if each.path not in files)]

    def under(self, reforms: Sequence[Reform]) -> "Prepared":
        """The same valuation as it runs under reforms, which its options name."""
        options = {**self.options, "reforms": [reform.name for reform in reforms]}
        return replace(self, options=options, reforms=tuple(reforms))

    def changes(self, name: str) -> bool:
        """Whether its reforms change a parameter."""
        return any(change.name == name for reform in self.reforms for change in reform.changes)

    def with_parameters(self, changed: Mapping[str, DatedParameter], rows: "tuple[Replaced, ...]" = ()) -> "Prepared":
        """The same valuation as if its files said so."""
        from actuary.valuation.replacing import with_parameters

        basis = self.options["basis"]
        assumptions, cohort = with_parameters(self.assumptions, self.cohort, basis, changed, rows)
        return replace(self, assumptions=assumptions, cohort=cohort, replaced=rows)

    def with_figures(self, path: Path) -> "Prepared":
        """The same with a table of the user's own figures in it; raises Problem with every bad cell."""
        from actuary.valuation.replacing import replacing, tables_of

        stores = {**self.assumptions.law, **self.assumptions.bases[self.options["basis"]], **self.cohort}
        changed, rows = replacing(path, stores)
        return replace(self.with_parameters(changed, rows), given=tuple(tables_of(path)))


def prepare(
    valuation: str,
    *,
    rules: str | None = None,
    basis: str | None = None,
    pooling: str | None = None,
    to: str | None = None,
    group: str | None = None,
    given: str | None = None,
) -> Prepared:
    """Read a shipped valuation or a file with its options and the user's own figures; raises Problem on bad input."""
    root = data.root()
    assumptions = load_assumptions(root)
    file = load_valuation(valuation, assumptions, root)
    options: dict[str, Any] = {
        "valuation": file.name,
        "rules": chosen(rules, file.rules, "known-2016"),
        "basis": chosen(basis, file.basis, "plan"),
        "pooling": chosen(pooling, file.pooling, "separate"),
        "to": text(horizon(file, to)),
        "group": chosen(group, None, "open"),
        "given": None if given is None else data.shown(Path(given).name),
    }
    one_of("rules", options["rules"], RULES if file.backtest is None else (file.rules,))
    one_of("group", options["group"], GROUPS)
    one_of("basis", options["basis"], assumptions.bases)
    one_of("pooling", options["pooling"], [rule.value for rule in Rule])
    cohort = load_cohort(root / file.people, assumptions.sources)
    stated = () if valuation in assumptions.valuations else (Path(valuation),)
    assumptions = there(file, assumptions)
    if file.backtest is not None:
        assumptions, cohort = on_the_day(file, options["basis"], assumptions, cohort, root)
    prepared = Prepared(file, options, root, assumptions, cohort, stated=stated)
    return prepared if given is None else prepared.with_figures(Path(given))


def yearly(prepared: Prepared) -> Prepared:
    """The same, for what answers by calendar year (按年作答); raises Problem where the run holds no whole year."""
    opening, last = prepared.file.opening, parse(prepared.options["to"])
    first = -(-(opening + 1) // 12) * 12 + 11  # December of the first year that begins after the opening
    if last < first:
        raise Problem(
            problem(
                "no_whole_year",
                message=Both(
                    f"止于 {text(last)} 的测算不含完整的日历年。", f"A run to {text(last)} holds no whole year."
                ),
                remedy=Both(f"请选 {text(first)} 或更晚的月份。", f"Choose {text(first)} or a later month."),
                field="--to",
            )
        )
    return prepared


def there(file: ValuationFile, assumptions: Assumptions) -> Assumptions:
    """Assumptions with the law of the valuation's place before Wuhan's (当地法规)."""
    if file.place is None:
        return assumptions
    one_of("place", file.place, assumptions.places)
    return replace(assumptions, law={**assumptions.law, **assumptions.places[file.place]})


def on_the_day(
    file: ValuationFile, basis: str, assumptions: Assumptions, cohort: dict[str, DatedParameter], root: Path
) -> tuple[Assumptions, dict[str, DatedParameter]]:
    """Assumptions and opening as the day of a back-test knew them, with what stands in."""
    from actuary.valuation.foreknowledge import as_known, named

    assert file.backtest is not None
    if file.backtest.people is not None:
        lent = load_cohort(root / file.backtest.people, assumptions.sources)
        cohort = {**{name: each for name, each in lent.items() if named(file, name)}, **cohort}
    law, beliefs, opening = as_known(file, assumptions.law, assumptions.bases[basis], cohort)
    return replace(assumptions, law=law, bases={**assumptions.bases, basis: beliefs}), opening


class Views(NamedTuple):
    """Law, belief and opening as one run sees them (本次运行的参数视图), reforms on top."""

    law: Legislation
    basis: Basis
    opening: Parameters

    @property
    def groups(self) -> tuple[Parameters, ...]:
        """The three stores, in the order in which inputs are listed."""
        return (self.law.parameters, self.basis.parameters, self.opening)


def views(prepared: Prepared, reforms: Sequence[Reform] = ()) -> Views:
    """What a prepared valuation reads, under reforms in their order, which come on top of its own: these are the
    baseline's then, unless they state how far payers answer, which they do to all."""
    own = [change for reform in prepared.reforms for change in reform.changes]
    kept = own if reforms and all(change.name != DEGREE for change in own) else []
    return mixed(prepared, prepared, prepared, (*prepared.reforms, *reforms), kept)


def mixed(
    law: Prepared,
    belief: Prepared,
    people: Prepared,
    reforms: Sequence[Reform] = (),
    baseline: Sequence[Change] = (),
) -> Views:
    """Law of one valuation, beliefs of another, opening of a third: a tail of the law grows with the beliefs chosen.
    `baseline`: changes that payers do not answer."""
    law_changes, belief_changes = by_room([change for reform in reforms for change in reform.changes], baseline)
    beliefs = belief.known("belief", changes=belief_changes)
    beliefs.growth = growth_of(beliefs)
    laws = law.known("law", beliefs.growth, law_changes)
    opening = people.known("opening")
    own = {name: schedule for reform in reforms for name, schedule in reform.schedules.items()}
    legislation = Legislation(laws, {**law.assumptions.schedules, **own}, law.assumptions.pooling)
    return Views(legislation, Basis(beliefs), opening)


def by_room(changes: Sequence[Change], baseline: Sequence[Change] = ()) -> tuple[Changes, Changes]:
    """Changes of law and changes of belief, each in their order; `baseline`: those of them that the baseline has."""
    law, belief = (
        Changes(
            *([change for change in told if change.name.startswith("law.") == of_law] for told in (changes, baseline))
        )
        for of_law in (True, False)
    )
    return law, belief
