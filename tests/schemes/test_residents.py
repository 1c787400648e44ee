"""Residents' medical insurance in closed form, on the baseline and under reforms."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from actuary.dated import load_reforms
from actuary.months import parse
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study
from actuary.schemes.resident_medical import GROUPS, group_costs, group_heads, urban_members
from actuary.valuation.prepare import prepare

FUND = "resident_medical"
PREMIUM, LOSS = 30.0, 0.95
"""Of the layer: yuan a head and year, and claims over it."""
Written = Callable[..., Outcome]


@cache
def study() -> Study:
    return Study(prepare("wuhan-2015", to="2019-12"))


def under(*names: str) -> Outcome:
    prepared = study().prepared
    return study().under(load_reforms(names, prepared.assumptions, "plan", prepared.root))


@pytest.fixture
def written(tmp_path) -> Written:
    """An outcome under changes written as lines of a reform."""

    def made(*lines: str) -> Outcome:
        path = tmp_path / "reform.yaml"
        changes = "".join(f"  - {{{line}}}\n" for line in lines)
        head = "schema: actuary.reform/1\nname: mine\nzh: 测试\nsource: {tag: judgement, note: test}\nchanges:\n"
        path.write_text(head + changes, encoding="utf-8")
        return under(str(path))

    return made


def at(month: str) -> int:
    """Row of a month."""
    return parse(month) - study().base.assembled.first


def cash(outcome: Outcome, account: str, *items: str) -> np.ndarray:
    """Cash of some items of a ledger of the city `[T]`."""
    posted = outcome.evaluation.setting.postings.cash(FUND, account)
    return np.asarray(sum(posted[item].sum(axis=1) for item in items))


def care(outcome: Outcome, account: str) -> np.ndarray:
    return -cash(outcome, account, "benefit.inpatient", "benefit.outpatient")


def members(outcome: Outcome, kind: str = FUND) -> np.ndarray:
    return outcome.evaluation.setting.members[kind, "paying"][:-1].sum(axis=1)


def bill(outcome: Outcome) -> np.ndarray:
    """What urban members cost, the layer of the opening among it."""
    s = outcome.evaluation.setting
    heads, level = urban_members(s, group_heads(s)), group_costs(s)
    whole = sum((heads[g][:-1] * level[g]).sum(axis=1) for g, _ in GROUPS)
    return np.asarray(whole * s.medical_growth()[:, 0] / 12.0)


LAYER = "transfer.serious_illness"


def test_a_premium_in_yuan_is_that_many_yuan_in_its_year() -> None:
    """Thirty a head in every year of the baseline, and sixty from the month that the reform names."""
    for outcome, late in ((study().base, PREMIUM), (under("residents-serious-illness-2018"), 2 * PREMIUM)):
        a_year = -cash(outcome, "urban", LAYER) / members(outcome) * 12.0
        assert a_year[: at("2018-01")] == pytest.approx(PREMIUM)
        assert a_year[at("2018-01") :] == pytest.approx(late)


def test_the_baseline_s_layer_is_inside_what_members_cost() -> None:
    base = study().base
    assert care(base, "urban") - cash(base, "urban", LAYER) == pytest.approx(bill(base))


def test_what_is_added_to_the_layer_costs_the_fund_and_reaches_residents() -> None:
    """Thirty yuan a head more, out of the fund; its care stays, and the layer pays the loss ratio of it more."""
    base, more = study().base, under("residents-serious-illness-2018")
    added = np.where(np.arange(len(members(base))) >= at("2018-01"), members(base) * PREMIUM / 12.0, 0.0)
    assert care(more, "urban") == pytest.approx(care(base, "urban"), rel=1e-12)
    assert cash(base, "urban", LAYER) - cash(more, "urban", LAYER) == pytest.approx(added)
    paid = [-cash(each, "serious_illness", "benefit.serious_illness") for each in (base, more)]
    assert paid[1] - paid[0] == pytest.approx(LOSS * added)
    assert 0.5e8 < added[at("2018-01") : at("2019-01")].sum() < 1.0e8


@pytest.mark.parametrize("first", ["2016-01", "2017-01"])
def test_a_tenth_more_subsidy_is_a_tenth_more_in_town_and_country(written: Written, first: str) -> None:
    """From the first month of a run too; what residents pay themselves stays."""
    base, more = study().base, written(f"scale: basis.path.resident_subsidy, factor: 1.1, from: {first}")
    for account in ("urban", "rural_cooperative"):
        given = [cash(each, account, "ordinary_subsidy") for each in (base, more)]
        assert given[1][at(first) :] == pytest.approx(1.1 * given[0][at(first) :], rel=1e-12)
        assert np.array_equal(given[1][: at(first)], given[0][: at(first)])
        own = [cash(each, account, "contribution_resident") for each in (base, more)]
        assert np.array_equal(*own)


def test_a_change_of_what_residents_pay_acts_on_what_is_collected_from_its_month_on(written: Written) -> None:
    """Half from 2018-01: nothing of 2017, the quarter in which next year's is paid included, and half from then on;
    in the country too, where no subsidy fills the gap."""
    base = study().base
    half = written("scale: basis.path.resident_personal, factor: 0.5, from: 2018-01")
    for key, ledger in half.ledgers.items():
        before = base.ledgers[key].balance[: at("2018-01") + 1]
        assert np.array_equal(ledger.balance[: at("2018-01") + 1], before)
    for account in ("urban", "rural_cooperative"):
        own = [cash(each, account, "contribution_resident") for each in (base, half)]
        assert own[1][at("2018-01") :] == pytest.approx(0.5 * own[0][at("2018-01") :])
        assert own[0][at("2017-10") : at("2018-01")].min() > 0.0
        given = [cash(each, account, "ordinary_subsidy") for each in (base, half)]
        assert np.array_equal(*given)


def test_what_is_collected_in_a_quarter_is_the_next_year_s_premium() -> None:
    """140 yuan a head in the last quarter of 2016 for 2017, 20 more each year; the whole of it within the quarter."""
    base = study().base
    for year, yuan in ((2016, 140), (2017, 160), (2018, 180), (2019, 200)):
        quarter = slice(at(f"{year}-10"), at(f"{year}-12") + 1)
        for account, kind in (("urban", FUND), ("rural_cooperative", "rural_cooperative")):
            a_head = cash(base, account, "contribution_resident")[quarter] / members(base, kind)[quarter]
            assert a_head.sum() == pytest.approx(yuan)


@pytest.mark.parametrize("beside", [(), ("residents-medical-merged-2018",)])
def test_five_per_cent_more_for_residents_is_so_in_town_and_country(beside: tuple[str, ...]) -> None:
    """Of all that members cost: the fund's care and the layer inside it, before a merger and after it."""
    plain, more = (under(*names) if names else study().base for names in (beside, (*beside, BENEFITS)))
    for months in (slice(at("2017-01"), at("2018-01")), slice(at("2018-01"), None)):
        whole = [
            np.asarray(sum(care(each, a) - layer_of(each, a) for a in ("urban", "rural_cooperative")))[months]
            for each in (plain, more)
        ]
        assert whole[1] == pytest.approx(1.05 * whole[0])
    rural = [care(each, "rural_cooperative") for each in (plain, more)]
    assert rural[1][at("2017-01") : at("2018-01")] == pytest.approx(1.05 * rural[0][at("2017-01") : at("2018-01")])


BENEFITS = "residents-benefits-plus-5-percent-2017"


def layer_of(outcome: Outcome, account: str) -> np.ndarray:
    posted = outcome.evaluation.setting.postings.cash(FUND, account)
    return posted[LAYER].sum(axis=1) if LAYER in posted else np.zeros(len(members(outcome)))


def test_the_merged_scheme_s_layer_covers_all_its_members() -> None:
    """From the merger the layer has a premium of everybody, inside what they cost; before it of urban members alone."""
    base, merged = study().base, under("residents-medical-merged-2018")
    start = at("2018-01")
    everybody = members(merged) + members(merged, "rural_cooperative")
    handed = cash(merged, "serious_illness", LAYER)
    assert handed[:start] == pytest.approx(members(merged)[:start] * PREMIUM / 12.0)
    assert handed[start:] == pytest.approx(everybody[start:] * PREMIUM / 12.0)
    assert -cash(merged, "urban", LAYER) == pytest.approx(handed)
    wider = 1.0 + merged.evaluation.setting.belief("basis.resident_medical.merger_cost_rise")[0, 0]
    costs = care(base, "rural_cooperative")[start:] * wider + bill(base)[start:]
    assert (care(merged, "urban") + handed)[start:] == pytest.approx(costs)


def test_the_layer_doubled_in_a_merged_scheme_is_so_for_everybody() -> None:
    merged = under("residents-medical-merged-2018")
    both = under("residents-medical-merged-2018", "residents-serious-illness-2018")
    added = cash(both, "serious_illness", LAYER) - cash(merged, "serious_illness", LAYER)
    everybody = members(merged) + members(merged, "rural_cooperative")
    assert added[at("2018-01") :] == pytest.approx(everybody[at("2018-01") :] * PREMIUM / 12.0)
    assert care(both, "urban") == pytest.approx(care(merged, "urban"), rel=1e-12)
