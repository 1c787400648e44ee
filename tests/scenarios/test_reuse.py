"""What a reform does not touch is not computed again, and nothing comes out differently for that: on every parameter
that the baseline reads, on every reform that ships, and on two in a row."""

import numpy as np
import pytest

from actuary.dated import Change, Reform, Table, load_reforms
from actuary.funds.pools import always, city
from actuary.scenarios.outcome import Outcome, same, valued
from actuary.scenarios.study import Study
from actuary.valuation.evaluate import Evaluation
from actuary.valuation.prepare import prepare, views


@pytest.fixture(scope="module")
def study() -> Study:
    """A year of the shipped city, with hindsight, so that all of the law is in it."""
    return Study(prepare("wuhan-2015", rules="hindsight", to="2016-12"))


def read(study: Study) -> list[str]:
    """Parameters of law and belief that the baseline read, for people or for money."""
    law, basis, _ = study.base.seen.groups
    return sorted({*law.used, *basis.used})


def without_reuse(study: Study, outcome: Outcome) -> Outcome:
    """The same outcome with every scheme and ledger computed again."""
    return valued(study.prepared, outcome.reforms, outcome.seen, outcome.assembled, outcome.movement)


def scaled(study: Study, name: str) -> Reform | None:
    """A reform that makes a parameter a little larger; None where it holds a word."""
    held = study.base.seen.law.parameters if name.startswith("law.") else study.base.seen.basis.parameters
    if not isinstance(held.parameters[name].values[0].value, float | int | Table):
        return None
    change = Change("scale", name, 1.01, study.base.assembled.first, reform="more")
    return Reform("more", "多", "judgement", "", (change,), {}, None, study.prepared.root)


def test_on_every_parameter_reuse_changes_nothing(study: Study) -> None:
    """Money on the baseline's people under each parameter made a hundredth larger: to the last bit as without reuse."""
    names, moved = read(study), 0
    assert len(names) > 100
    for name in names:
        reform = scaled(study, name)
        if reform is None:
            continue
        base, seen = study.base, views(study.prepared, [reform])
        rates = base.assembled.rates.under(seen.law, seen.basis)
        a = type(base.assembled)(**{**vars(base.assembled), "law": seen.law, "basis": seen.basis, "rates": rates})
        outcome = valued(study.prepared, (reform,), seen, a, base.movement, base.evaluation.known)
        again = without_reuse(study, outcome)
        assert same(outcome, again), name
        assert differing(outcome.evaluation, again.evaluation) == [], name
        moved += not same(outcome, base)
    assert moved > 80


def differing(one: Evaluation, other: Evaluation) -> list[object]:
    """Members, bases, memoranda and registers that are not equal to the last bit."""
    a, b = one.setting, other.setting
    found: list[object] = []
    for store in ("members", "unclosed", "opened_members", "bases", "memoranda"):
        mine, theirs = getattr(a, store), getattr(b, store)
        assert mine.keys() == theirs.keys()
        found += [(store, key) for key in mine if not np.array_equal(mine[key], theirs[key], equal_nan=True)]
    return found + [
        name for name in a.registers if not np.array_equal(a.registers[name].asked, b.registers[name].asked)
    ]


def test_untouched_schemes_are_the_same_objects(study: Study) -> None:
    """A rate of maternity leaves the parts of the other schemes, and the books of the other funds, as they were."""
    reform = scaled(study, "law.maternity.employer_rate")
    assert reform is not None
    outcome = study.under([reform])
    before, after = study.base.evaluation.parts, outcome.evaluation.parts
    assert [name for name in before if after[name] is not before[name]] == ["actuary.schemes.maternity"]
    touched = {key[0] for key in outcome.ledgers if outcome.ledgers[key] is not study.base.ledgers[key]}
    assert touched == {"maternity"}


def test_one_after_the_other_is_each_alone(study: Study) -> None:
    """Two reforms on the same people, in either order, come out as on a study of their own."""
    names = ("law.unemployment.employer_rate", "basis.injury.mortality_grades_1_4")
    reforms = [reform for name in names if (reform := scaled(study, name)) is not None]
    assert len(reforms) == 2
    for order in (reforms, reforms[::-1]):
        for reform in order:
            outcome = study.under([reform])
            assert same(outcome, without_reuse(study, outcome))


def test_in_a_grid_each_scheme_runs_once_a_setting(study: Study) -> None:
    """Of two levers together each scheme comes from where it was met alone; what was read is still known as read."""
    names = ("law.unemployment.employer_rate", "law.maternity.employer_rate")
    one, other = (reform for name in names if (reform := scaled(study, name)) is not None)
    alone = [study.under([reform]) for reform in (one, other)]
    both = study.under([one, other])
    parts = both.evaluation.parts
    for name, outcome in zip(("unemployment", "maternity"), alone, strict=True):
        assert parts[f"actuary.schemes.{name}"] is outcome.evaluation.parts[f"actuary.schemes.{name}"]
    assert same(both, without_reuse(study, both))


def test_pooling_alone_keeps_every_scheme(study: Study) -> None:
    """Other pools are other ledgers on the same postings."""
    pooled = study.base.evaluation.ledgers(always(city()))
    assert all(pooled[key] is ledger for key, ledger in study.base.pooled.items())


def test_every_shipped_reform_comes_out_the_same() -> None:
    """Each reform that ships and acts by 2018: to the last bit as without reuse."""
    study = Study(prepare("wuhan-2015", rules="hindsight", to="2018-06"))
    prepared, met = study.prepared, 0
    for path in sorted((prepared.root / "assumptions/reforms").glob("*.yaml")):
        reforms = load_reforms([path.stem], prepared.assumptions, prepared.options["basis"], prepared.root)
        last = study.base.assembled.first + study.base.assembled.months
        if any(change.from_ >= last for reform in reforms for change in reform.changes):
            continue
        outcome = study.outcome(reforms)
        assert same(outcome, without_reuse(study, outcome)), path.stem
        met += 1
    assert met > 10
