"""Ledgers fund by fund (分基金记账): each group of funds that is kept together is a part that rests on its schemes.

What moves a fund's postings after its schemes is its own affair: mergers, what collection answers to pooling, triggers
of law on its contributions. So a change of one fund's law keeps that fund's ledgers again, and no other's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from actuary.dated import Trigger
from actuary.dated.asked import listening
from actuary.funds import effort
from actuary.funds.ledgers import FundRules
from actuary.funds.mergers import rebook, together
from actuary.funds.pools import ONE_CITY, Pooling, Pools
from actuary.schemes.postings import Postings
from actuary.schemes.setting import Setting
from actuary.valuation import acting
from actuary.valuation.assemble import Assembled
from actuary.valuation.evaluate import Evaluation, Ledgers, rules_and_asked, stores
from actuary.valuation.known import Funded, Known, Part, Reaching, read_of, said_of
from actuary.valuation.openings import openings


class Valued(NamedTuple):
    """Money on people (测算结果): what schemes and rules gave, pools, ledgers by pool and as one city."""

    evaluation: Evaluation
    pooling: Pooling
    ledgers: Ledgers
    pooled: Ledgers


class Flows(NamedTuple):
    """What ledgers are kept from before law reads them (触发前的现金流): postings, rules, openings `[D]` [yuan]."""

    postings: Postings
    rules: FundRules
    balances: dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Keeping:
    """What ledgers are kept from: all that the schemes made, and each by itself."""

    a: Assembled
    setting: Setting
    parts: dict[str, Part]
    reaching: Reaching
    known: Known

    def value(self, pooling: Pooling, own: Pools, triggers: Iterable[Trigger]) -> Valued:
        """The ledgers of all funds; `own`: the pools to which beliefs on collection belong."""
        s, triggers = self.setting, tuple(triggers)
        rules, asked = rules_and_asked(self.a, s.months, self.known, self.reaching)
        found = [self.funded(funds, rules, asked, pooling, own, triggers) for funds in self.groups(rules)]
        postings = type(s.postings)(s.postings.months, s.postings.districts)
        for part in found:
            postings.join(part.setting.postings)
            s.bases.update(part.setting.bases)
            s.memoranda.update(part.setting.memoranda)
        s.postings = postings
        balances = {key: held for part in found for key, held in part.openings.items()}
        decided = (reading for part in found for reading in part.decided)
        in_order = tuple(sorted(decided, key=lambda reading: (reading.term.measured, reading.trigger.name)))
        evaluation = Evaluation(s, rules, balances, self.parts, self.known, in_order)
        ledgers = dict(sorted((key, ledger) for part in found for key, ledger in part.ledgers.items()))
        pooled = dict(sorted((key, ledger) for part in found for key, ledger in part.pooled.items()))
        return Valued(evaluation, pooling, ledgers, ledgers if pooling.only_city else pooled)

    def flows(self, pooling: Pooling, own: Pools) -> Flows:
        """What the ledgers of all funds would be kept from if no trigger were read."""
        rules, s = rules_and_asked(self.a, self.setting.months, self.known, self.reaching)[0], self.setting
        flows = Flows(type(s.postings)(s.postings.months, s.postings.districts), rules, {})
        for funds in self.groups(rules):
            part, balances = self.booked(funds, rules, pooling, own, self.beside(funds))
            flows.postings.join(part.postings)
            flows.balances.update(balances)
        return flows

    def groups(self, rules: FundRules) -> list[frozenset[str]]:
        """Funds that are kept together, in order of their names."""
        funds = sorted({fund for part in self.parts.values() for fund, _ in part.setting.postings.ledgers()})
        return list(dict.fromkeys(together(rules.mergers, fund) for fund in funds))

    def funded(
        self,
        funds: frozenset[str],
        rules: FundRules,
        asked: dict[str, frozenset[str]],
        pooling: Pooling,
        own: Pools,
        triggers: tuple[Trigger, ...],
    ) -> Funded:
        """The ledgers of a group, or what is known of them."""
        beside = self.beside(funds)
        part = self.known.ledgers_of(funds, self.reaching, beside, pooling)
        if part is None:
            part = self.kept(funds, rules, asked, pooling, own, triggers, beside)
            self.known.keep(part)
        for store in stores(self.a):
            store.changes.note(part.read)
        return part

    def beside(self, funds: frozenset[str]) -> tuple[Part, ...]:
        """The schemes that post to a group of funds."""
        return tuple(part for part in self.parts.values() if part.posts_to(funds))

    def booked(
        self, funds: frozenset[str], rules: FundRules, pooling: Pooling, own: Pools, beside: tuple[Part, ...]
    ) -> tuple[Setting, dict[tuple[str, str], Any]]:
        """A group's postings after mergers and what collection answers, on a setting of its own, and its openings."""
        s = self.setting.alone()
        for part in beside:
            s.postings.take(part.setting.postings.of(funds))
            s.members.update(part.setting.members)
            s.bases.update({key: base for key, base in part.setting.bases.items() if key[0] in funds})
        balances = openings(self.a.opening, s, funds)
        rebook(s, [merger for merger in rules.mergers if merger.joining.closing[0] in funds])
        effort.answer(s, pooling, own)
        return s, balances

    def kept(
        self,
        funds: frozenset[str],
        rules: FundRules,
        asked: dict[str, frozenset[str]],
        pooling: Pooling,
        own: Pools,
        triggers: tuple[Trigger, ...],
        beside: tuple[Part, ...],
    ) -> Funded:
        """The ledgers of a group of funds; what they rest on is noted."""
        with listening(*stores(self.a)) as names:
            s, balances = self.booked(funds, rules, pooling, own, beside)
            evaluation = Evaluation(s, rules, balances, self.parts, self.known)
            decided = acting.act([each for each in triggers if each.fund in funds], self.a, evaluation, pooling)
            ledgers = evaluation.ledgers(pooling)
            pooled = ledgers if pooling.only_city else evaluation.ledgers(ONE_CITY)
        used = self.known.shelf.rules_read(funds)
        every = frozenset(names).union(*(asked[name] for name in (used & asked.keys()) | {"mergers"}))
        said = said_of(every, self.reaching)
        read = read_of(stores(self.a), said)
        return Funded(funds, s, balances, ledgers, pooled, decided, pooling, every, said, read, beside)
