"""Solvers: every answer, put back into the engine by hand, meets its target; one step less does not."""

from pathlib import Path

import numpy as np
import pytest

from actuary.dated import Change, Reform
from actuary.errors import Problem
from actuary.months import month
from actuary.scenarios.answers import mix
from actuary.scenarios.comparing import rows_of
from actuary.scenarios.frontier import frontier
from actuary.scenarios.levers import LEVERS, RATED, Lever, delaying
from actuary.scenarios.mixing import cheapest
from actuary.scenarios.premiums import Span, Step, average, break_even, left, level, scaled, stepwise, years_of
from actuary.scenarios.premiums import _between as between_ends
from actuary.scenarios.premiums import _root as along
from actuary.scenarios.pricing import price_of_a_unit, weighed
from actuary.scenarios.programmes import Line, Mixing, Slopes, pictured
from actuary.scenarios.solving import MERGED, Solver, Target, alone, holds, least, reserve, together
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

PENSION = ("employee_pension", "enterprise")


@pytest.fixture(scope="module")
def solver(study: Study) -> Solver:
    return Solver(study, month(2016, 1))


def test_break_even_rates_balance_every_year(solver: Solver):
    answers = break_even(solver, *PENSION)
    assert [answer["year"] for answer in answers] == [2016, 2017, 2018, 2019]
    assert all(abs(answer["current_balance"]) < 1.0 for answer in answers)
    rising = [answer["added"] for answer in answers]
    assert rising[0] > 0.0, "the first year runs a deficit under the law's own rate"


@pytest.fixture(scope="module")
def hindsight() -> Solver:
    """Law as it came: waivers and halved rates of 2020, floors and floating premiums, maternity merged."""
    return Solver(Study(prepare("wuhan-2015", rules="hindsight", to="2021-12")), month(2016, 1))


def _step(span: Span, answer: dict) -> Step:
    """An answer as it is put back: points, or the rate itself."""
    if answer["added"] is None:
        return Step(span, answer["rate_low"], "set")
    return Step(span, answer["added"])


def test_where_points_would_go_below_nought_the_rate_itself_balances():
    """Unemployment's rate is cut within 2018 from 0.7 to 0.5 %: so many points off every month as balance the year
    would put the later months below nought; one rate for the whole year balances it all the same, to the yuan."""
    asked = Solver(Study(prepare("wuhan-2015", to="2022-12")), month(2016, 1))
    answers = {answer["year"]: answer for answer in break_even(asked, "unemployment", "pooled")}
    answer = answers[2018]
    assert (answer["why"], answer["added"]) == ("", None)
    assert 0.0 < answer["rate_low"] == answer["rate_high"] < 0.007
    steps = [_step(Span(month(year, 1), month(year, 12)), answers[year]) for year in (2016, 2017, 2018)]
    series = asked.city([stepwise("unemployment", steps)], "unemployment", "pooled")
    assert abs(left(asked, series, steps[-1].span)) < 1.0
    found = level(asked, "unemployment", "pooled")
    assert (found["meets"], found["how"], found["value"]) == (True, "set", found["rate_low"])
    assert 0.0 < found["rate_low"] < 0.002


def test_a_year_without_the_ledger_has_no_break_even_rate(hindsight: Solver):
    """Maternity moves into medical in 2020, in hindsight: its rate balances the years before and no other."""
    years = [answer["year"] for answer in break_even(hindsight, "maternity", "pooled")]
    assert years == [2016, 2017, 2018, 2019]


def test_a_ledger_that_is_gone_before_levers_act_bears_nothing_and_asks_for_nothing():
    """Country joins town in 2018: asked from then on, its own ledger has no answer, and none of the mix's targets is
    its."""
    later = Solver(Study(prepare("wuhan-2015", rules="hindsight", to="2018-12")), month(2018, 1))
    gone, stands = ("resident_medical", "rural_cooperative"), ("resident_medical", "urban")
    by = later.lever("funding", *gone)
    found = later.meet(by, Target(*gone))
    assert (found.value, found.why) == (None, MERGED)
    mixed = mix(later, ["resident_medical"], 0.0, ["subsidy"], {})
    assert [(each["fund"], each["account"]) for each in mixed["mix"]["reserves"]] == [stands]
    with pytest.raises(Problem) as told:
        mix(later, ["resident_medical"], 0.0, ["funding"], {})
    assert "merged" in told.value.letters[0].remedy.en


@pytest.mark.parametrize("ledger", [("employee_medical", "pooled"), ("work_injury", "all"), PENSION])
def test_where_law_acts_on_the_reserve_a_rate_in_range_balances_or_none_is_told(hindsight: Solver, ledger):
    """Law that acts at a line makes the balance jump with the rate; whatever is told holds when it is put back in one
    reform, and what is not told names its end of the range, where the year is still in deficit."""
    answers = break_even(hindsight, *ledger)
    spans = {answer["year"]: Span(month(answer["year"], 1), month(answer["year"], 12)) for answer in answers}
    told = [_step(spans[answer["year"]], answer) for answer in answers if not answer["why"]]
    series = hindsight.city([stepwise(ledger[0], told)], *ledger)
    assert len(told) >= 4
    for answer in answers:
        if answer["why"]:
            assert (answer["why"], answer["nearest"]) == ("out of reach", pytest.approx(0.40))
            assert answer["current_balance"] < -1.0
        else:
            assert 0.0 <= answer["rate_low"] <= answer["law_high"] + 0.40
            assert answer["added"] is None or -answer["law_low"] <= answer["added"] <= 0.40
            assert abs(left(hindsight, series, spans[answer["year"]])) < 2.0


def test_the_rate_that_comes_of_points_is_that_of_its_own_months(solver: Solver):
    """The pension's rate is 20 %, and 19 % from 2016-05 to 2018-04; unemployment's 1.5 % and 0.7 %."""
    law = {answer["year"]: (answer["law_low"], answer["law_high"]) for answer in break_even(solver, *PENSION)}
    assert law == {2016: (0.19, 0.20), 2017: (0.19, 0.19), 2018: (0.19, 0.20), 2019: (0.20, 0.20)}
    second = break_even(solver, "unemployment", "pooled")[1]
    assert second["rate_low"] == second["rate_high"] == pytest.approx(0.007 + second["added"])


def test_the_rate_of_a_year_set_by_hand_balances_it(solver: Solver):
    """A reform that sets the printed rate itself, by another road than adding points; the year before stands at its."""
    before, answer = break_even(solver, "unemployment", "pooled")[:2]
    earlier = stepwise("unemployment", [Step(Span(month(2016, 1), month(2016, 12)), before["added"])])
    first, last = month(2017, 1), month(2017, 12)
    change = Change("set", RATED["unemployment"], answer["rate_low"], first, last, reform="mine")
    reform = Reform("mine", "", "judgement", "mine", (change,), {}, None, Path("mine"))
    series = solver.city([earlier, reform], "unemployment", "pooled")
    assert abs(left(solver, series, Span(first, last))) < 1.0


def test_the_level_rate_balances_the_years_together(solver: Solver):
    found = level(solver, *PENSION)
    row = solver.row([(solver.rate("employee_pension"), found["value"])], Target(*PENSION))
    assert abs(sum(year["current_balance"] for year in row["years"])) < 2.0
    assert (found["from"], found["to"]) == ("2016-01", "2019-12")


def test_what_is_solved_begins_where_the_levers_begin(study: Study):
    """From 2019-06 on nothing before it moves, and nothing before it is paid for."""
    later = Solver(study, month(2019, 6))
    (year,) = break_even(later, *PENSION)
    found, (span,) = level(later, *PENSION), years_of(later, *PENSION)
    assert (year["from"], year["to"]) == (found["from"], found["to"]) == ("2019-06", "2019-12")
    assert found["value"] == pytest.approx(year["added"], abs=1e-9)
    series = later.city([stepwise("employee_pension", [Step(span, year["added"])])], *PENSION)
    base = later.city([], *PENSION)
    before = month(2019, 6) - month(2016, 1)
    assert (series.receipts[:before] == base.receipts[:before]).all()
    assert abs((series.receipts - series.expenditure)[before:].sum()) < 1.0


def test_what_was_before_the_levers_is_not_asked_of_them(study: Study):
    """Huangpi's pension reserve ends 2018 with less than three months; from 2019-06 on a rate can still keep them."""
    later, target = Solver(study, month(2019, 6)), Target(*PENSION, "huangpi", 3.0)
    whole = Solver(study, month(2016, 1)).row([], target)
    assert min(year["payable_months"] for year in whole["years"] if year["year"] < 2019) < 3.0
    found = alone(later, later.rate("employee_pension"), Target(*PENSION, "huangpi", 3.0))[1]
    assert found.meets
    row = later.row([(later.rate("employee_pension"), found.value)], target)
    assert [year["year"] for year in row["years"]] == [2019]
    assert row["years"][0]["payable_months"] == pytest.approx(found.achieved)
    assert 3.0 <= found.achieved < 3.05


def test_the_average_premium_uses_the_reserve_up(solver: Solver):
    found = average(solver, *PENSION)
    row = solver.row([(solver.rate("employee_pension"), found["value"])], Target(*PENSION))
    assert abs(row["years"][-1]["balance"]) < 2.0


def test_what_can_be_borne_without_any_rate_is_said(solver: Solver):
    """Unemployment keeps far more than is asked with no rate at all in any month, which points cannot tell: law asks
    more in the first months than in later ones."""
    found = alone(solver, solver.rate("unemployment"), Target("unemployment", "pooled", "city", 3.0))[1]
    assert (found.value, found.how, found.at_bound) == (0.0, "set", True)
    assert found.achieved > 12.0
    nothing = stepwise("unemployment", [Step(Span(month(2016, 1), month(2019, 12)), 0.0, "set")])
    series = solver.city([nothing], "unemployment", "pooled")
    ends = [series.balance[12 * (year + 1)] / series.expenditure[12 * year : 12 * year + 12].sum() for year in range(4)]
    assert found.achieved == pytest.approx(12.0 * min(ends))
    assert not alone(solver, solver.rate("employee_pension"), Target(*PENSION, "city", 3.0))[1].at_bound


def test_where_points_end_at_nought_the_lowest_rate_takes_the_place_of_the_laws(solver: Solver):
    """More months than no rate keeps, fewer than the points that leave nought in some month."""
    target = Target("unemployment", "pooled")
    by = solver.rate("unemployment")
    none = solver.row([(solver.rate_in_place("unemployment"), 0.0)], target)
    ended = solver.row([(by, by.low)], target)
    asked = target._replace(months=(reserve(none) + reserve(ended)) / 2.0)
    lever, found = alone(solver, by, asked)
    assert (found.how, found.at_bound, found.meets) == ("set", False, True)
    assert 0.0 < found.value < 0.007
    for x, held in ((found.value, True), (found.value - lever.step, False)):
        change = Change("set", RATED["unemployment"], x, month(2016, 1), reform="mine")
        outcome = solver.study.outcome([Reform("mine", "", "judgement", "mine", (change,), {}, None, Path("mine"))])
        row = next(row for row in rows_of(outcome) if (row["fund"], row["pool"]) == ("unemployment", "city"))
        assert holds(row, asked) is held


def test_a_run_that_ends_within_a_year_keeps_the_months_at_its_end_too():
    """To 2018-06 the year-ends alone bore a cut of two points more, with 1.7 months at the end."""
    short = Solver(Study(prepare("wuhan-2015", to="2018-06")), month(2016, 1))
    by, target = short.rate("employee_pension"), Target(*PENSION, "city", 3.0)
    found = short.meet(by, target)

    def at_the_end(x: float) -> float:
        series = short.city([by.reform(x, short.start)], *PENSION)
        return float(series.balance[-1] / series.expenditure[-12:].sum() * 12)

    assert at_the_end(found.value) >= 3.0
    assert at_the_end(found.value - by.step) < 3.0


def test_what_a_rate_keeps_where_payers_answer_is_less_than_what_it_was_looked_for_with(solver: Solver):
    by, target = solver.rate("employee_pension"), Target(*PENSION, "city", 3.0)
    found = solver.meet(by, target)
    kept = solver.answering([(by, found.value)], target)
    assert 0.0 < kept < found.achieved
    lever = LEVERS["subsidy"]
    assert solver.answering([(lever, 0.1)], target) is None, "nobody is asked for more"


def test_where_the_run_itself_says_how_payers_answer_no_other_answer_is_told(study: Study, reform):
    """Its own degree stands in every figure of the solver: a second one in its place would be another run's."""
    answering = study.prepared.under([reform("set: basis.response.degree, value: 0.5, from: 2016-01")])
    solver = Solver(Study(answering, study.coverage), month(2016, 1))
    assert solver.answering([(solver.rate("employee_pension"), 0.02)], Target(*PENSION)) is None


def test_an_answer_stays_where_its_lever_may_stand(solver: Solver):
    """A rate that is no whole number of steps: what is left of it is not rounded below nought."""
    by = solver.rate("unemployment")._replace(low=-0.01419)
    assert by.at(by.ends[0]) == -0.0141
    assert by._replace(better=-1).ends == by.ends[::-1]


@pytest.mark.parametrize("pool", ["city", "xinzhou"])
def test_the_largest_cut_keeps_the_months_and_a_step_more_does_not(solver: Solver, pool):
    by, target = solver.rate("employee_pension"), Target(*PENSION, pool, 3.0)
    found = alone(solver, solver.rate("employee_pension"), Target(*PENSION, pool, 3.0))[1]
    assert found.meets
    assert reserve(solver.row([(by, found.value)], target)) == pytest.approx(found.achieved)
    assert not holds(solver.row([(by, found.value - by.step)], target), target)


def test_whole_months_of_delay_are_the_fewest(solver: Solver):
    target = Target(*PENSION, "city", 3.4)
    found = solver.meet(LEVERS["delay"]._replace(high=24), target)
    assert found.meets
    assert found.value == int(found.value)
    assert not holds(solver.row([(LEVERS["delay"], found.value - 1)], target), target)


def test_a_ledger_that_opens_with_nothing_is_asked_for_no_more_than_it_takes(solver: Solver):
    """Its least balance is nought whatever the rate, so the target is met without a margin; the least is found all the
    same, and not somewhere in what meets it."""

    class Opened(Solver):
        def row(self, levers, target, *, settle=False):
            x = sum(x for _, x in levers)
            years = [{"payable_months": 24.0 + 10.0 * x, "receipts": 1e6, "expenditure": 1e6}]
            return {"years": years, "tests": [{"test": "can_pay", "value": 0.0}]}

    by = LEVERS["truth"]._replace(low=-4.5, high=40.5, step=0.01)
    found = Opened(solver.study, solver.start).meet(by, Target("long_term_care", "pooled", "city", 28.0))
    assert (found.value, found.meets) == (pytest.approx(0.4), True)


def test_what_cannot_be_met_is_said(solver: Solver):
    found = solver.meet(LEVERS["indexation"]._replace(low=-0.001), Target(*PENSION, "city", 12.0))
    assert (found.value, found.meets, found.why) == (None, False, "out of reach")
    assert found.nearest == -0.001
    row = solver.row([(LEVERS["indexation"], found.nearest)], Target(*PENSION))
    assert found.achieved == pytest.approx(reserve(row))


def test_a_rate_never_falls_below_nought(solver: Solver):
    lever = solver.rate("unemployment")
    law = solver.study.base.seen.law
    months = np.arange(solver.start, solver.start + 48)
    assert lever.low == -law.over(RATED["unemployment"], months).min()


def test_a_fund_without_a_rate_is_refused(solver: Solver):
    with pytest.raises(Problem):
        solver.rate("resident_pension")


def test_nobody_who_has_reached_the_old_age_waits_longer():
    (change,), schedules = delaying(12.0, month(2017, 1))
    assert isinstance(change, Change)
    (schedule,) = schedules.values()
    for delay in schedule.categories.values():
        assert delay.start + delay.old_age_months == month(2017, 1)
        assert (delay.step, delay.cap) == (1, 12)


def test_the_least_is_the_least_where_law_acts_at_a_line():
    """Above a reserve law lowers what medical insurance asks: rates somewhat above the least miss again."""
    solver = Solver(Study(prepare("wuhan-2015", rules="hindsight", to="2020-12")), month(2016, 1))
    target, rate = Target("employee_medical", "pooled", "city", 3.0), solver.rate("employee_medical")

    def meets(steps: int) -> bool:
        return holds(solver.row([(rate, rate.step * steps)], target), target)

    answer = round((solver.meet(rate, target).value or 0.0) / rate.step)
    assert meets(answer)
    assert not any(meets(steps) for steps in (*range(round(rate.low / rate.step), answer, 5), answer - 1))
    assert not all(meets(answer + more) for more in range(0, 40, 4)), "law acts at a line above it"


def test_the_least_of_a_margin_that_falls_in_between():
    """A stretch of five that meets, then one that does not: the first of the stretch, from either side."""
    asked = []

    def margin(k: int) -> float:
        asked.append(k)
        return 0.5 * (k - 40) if k < 45 else 0.5 * (k - 60)

    assert least(margin, -100, 300) == 40
    assert least(lambda k: margin(-k), 100, -300) == -40
    assert len(asked) < 60
    assert least(lambda k: -1.0 - k / 1000, 0, 500) is None


def _mixed(solver: Solver, levers: list[Lever], target: Target, weights: list[float]) -> dict:
    """The cheapest mix for one target, a yuan of each lever weighed."""
    weight, least = np.array(weights), min(weights)
    dearer = price_of_a_unit(solver, levers, [target]) * (weight - least)
    return cheapest(solver, levers, [target], dearer.tolist(), least, weighed(solver, levers, [target], weight))


def test_the_frontier_falls_and_the_cheapest_mix_stands_on_it(solver: Solver):
    target = Target(*PENSION, "city", 3.0)
    rate, subsidy = solver.rate("employee_pension"), LEVERS["subsidy"]
    points = frontier(solver, subsidy, rate, target, [0.0, 0.1])
    assert all(point["meets"] for point in points)
    assert points[0][rate.name] > points[1][rate.name]
    dear_rate, dear_subsidy = (_mixed(solver, [rate, subsidy], target, weight) for weight in ([1e6, 1.0], [1.0, 1e6]))
    assert dear_rate["meets"]
    assert dear_rate["mix"][rate.name] == 0.0
    assert dear_subsidy["mix"] == {rate.name: pytest.approx(points[0][rate.name]), "subsidy": 0.0}


def test_a_lever_that_saturates_is_not_leant_on():
    """In the toy delay brings nothing beyond twenty months and no rate is enough alone: programmes that looked only
    at the slope where they stood went to and fro between the two. Together they meet the target, at no more than any
    other such mix costs that is near."""
    toy = Study(prepare("toy"))
    solver, target = Solver(toy, toy.base.assembled.first), Target(*PENSION, "city", 3.0)
    rate, delay = solver.rate("employee_pension"), LEVERS["delay"]
    assert not solver.meet(rate, target).meets
    assert not solver.meet(delay, target).meets
    found = _mixed(solver, [rate, delay], target, [1.0, 1.0])
    assert found["meets"]
    assert holds(solver.row([(lever, found["mix"][lever.name]) for lever in (rate, delay)], target), target)
    beside = frontier(solver, delay, rate, target, [found["mix"]["delay"] + more for more in (-1.0, 1.0)])
    met = [[(rate, point[rate.name]), (delay, point["delay"])] for point in beside if point["meets"]]
    mix = [(lever, found["mix"][lever.name]) for lever in (rate, delay)]
    assert met
    assert all(together(solver, mix, [target]) <= together(solver, other, [target]) for other in met)


def test_a_month_between_costs_what_it_does_when_it_is_settled(solver: Solver):
    """The programme of six months lies between nought and twelve; with the range ended at six, that is put back."""
    target = Target(*PENSION, "city", 6.0)
    levers = [solver.rate("employee_pension"), LEVERS["delay"], LEVERS["subsidy"]]
    found = []
    for last in (12, 6):
        levers[1] = LEVERS["delay"]._replace(high=last)
        points = _mixed(solver, levers, target, [1.0] * len(levers))["points"]
        found += [point for point in points if point["at"] == 6.0]
    between, settled = found
    assert (between["settled"], settled["settled"]) == (False, True)
    assert between["cost"] == pytest.approx(settled["cost"], rel=0.005)


def test_what_a_mix_costs_is_what_it_costs_where_every_slope_is_measured_anew(monkeypatch):
    """In the toy levers move millions and are far from straight: slopes that stand too long led a mix away from
    twenty-four months of delay, which are a hundredth cheaper than none."""
    toy = Study(prepare("toy", to="2019-12"))
    solver, target = Solver(toy, toy.base.assembled.first), Target(*PENSION, "city", 3.0)
    levers = [solver.rate("employee_pension"), LEVERS["delay"], LEVERS["subsidy"]]
    quick = _mixed(solver, levers, target, [1.0] * len(levers))
    monkeypatch.setattr(Line, "foretells", lambda self, size, now: False)
    slow = _mixed(solver, levers, target, [1.0] * len(levers))
    one, other = (min(point["cost"] for point in each["points"] if point["settled"]) for each in (quick, slow))
    assert quick["mix"]["delay"] > 0.0
    assert one == pytest.approx(other, rel=2e-4)


def test_a_slope_is_measured_where_people_stand_already(solver: Solver, monkeypatch):
    """Indexation moves the people of its first place and once more a few steps on; of a second place, whose slope the
    first does not foretell, those of the first are there to measure from."""
    study = Study(solver.study.prepared)
    moved = []
    move = study._move
    monkeypatch.setattr(study, "_move", lambda moving, progress: moved.append(moving) or move(moving, progress))
    solver, levers = Solver(study, study.base.assembled.first), [LEVERS["indexation"], LEVERS["delay"]]
    ask = Mixing(solver, levers, [Target(*PENSION)], np.zeros(2), lambda x: 0.0, 1.0)
    slopes = Slopes(ask)
    first = slopes.line(np.array([0.01, 0.0]), 0.0)
    assert len(moved) == 2
    wrong = first._replace(margins=2.0 * first.margins)
    assert first.foretells(np.array([0.01, 0.0]), pictured(ask, np.array([-0.01, 0.0])))
    assert not wrong.foretells(np.array([0.02, 0.0]), pictured(ask, np.array([-0.02, 0.0])))
    second = slopes.line(np.array([0.02, 0.0]), 0.0, wrong)
    assert len(moved) == 3
    between = pictured(ask, np.array([-0.02, 0.0])).margins - pictured(ask, np.array([-0.01, 0.0])).margins
    np.testing.assert_allclose(second.margins[:, 0], between / 0.01, rtol=1e-9, atol=1e-9)
    assert not np.allclose(second.margins[:, 0], first.margins[:, 0], rtol=1e-6)


@pytest.mark.parametrize("name", ["compliance", "truth"])
def test_payers_who_stay_and_truer_bases_close_a_gap(solver: Solver, name):
    """A target a little above the baseline's is met by the least of the lever, and a step less does not."""
    target = Target(*PENSION, "city", reserve(solver.row([], Target(*PENSION))) + 0.05)
    found = solver.meet(LEVERS[name], target)
    assert found.meets
    assert found.value > 0.0
    assert not holds(solver.row([(LEVERS[name], found.value - LEVERS[name].step)], target), target)


def test_the_scaled_premium_is_the_highest_break_even_rate_of_its_period(solver: Solver):
    """The leanest year of a period just balances; a rate a basis point lower would leave a deficit in it.

    Balances earn interest, so the constant rate is no higher than the highest break-even rate, and hardly lower.
    """
    (step,) = scaled(solver, *PENSION)
    assert (step["first"], step["last"]) == (2016, 2019)
    assert abs(step["leanest"]) < 1.0
    highest = max(answer["added"] for answer in break_even(solver, *PENSION))
    assert highest - 2e-3 < step["added"] <= highest + 1e-6


def test_a_scaled_premium_goes_up_in_steps(solver: Solver):
    first, second = scaled(solver, *PENSION, size=2)
    assert (first["last"], second["first"]) == (2017, 2018)
    assert first["added"] < second["added"], "deficits grow, so the later step is the higher"


def test_a_result_that_jumps_over_nought_is_no_answer():
    """Law that acts at a line: below a rate a deficit of a million, from it on a surplus."""
    root = between_ends(lambda x: -1e6 if x < 0.013 else 1e6, (-0.2, 0.4))
    assert (root.x, root.why) == (pytest.approx(0.013), "jump")


def test_a_rate_that_nothing_comes_of_is_named_apart_from_one_whose_range_ends():
    assert along(lambda x: -5e6, (-0.2, 0.4), 0.0).why == "nothing moves"
    short = along(lambda x: x * 1e9 - 5e8, (-0.2, 0.4), 1e9)
    assert (short.x, short.left, short.why) == (0.4, pytest.approx(-1e8), "out of reach")
    steep = along(lambda x: x * abs(x) * 1e9 - 1e7, (-0.2, 0.4), 1e3)
    assert (steep.x, steep.why) == (pytest.approx(0.1), "")
