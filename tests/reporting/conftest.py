"""A made-up verdict with every key that the report can show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.reporting.book import Material
from actuary.runs import open_run
from actuary.vocabulary import ACCOUNTS, FUNDS

YEARS = range(2016, 2021)
POOLS = ("city", "core", "dongxihu", "caidian", "jiangxia", "huangpi", "xinzhou")


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run folder of the toy city."""
    folder = tmp_path_factory.mktemp("toy") / "run"
    result = CliRunner().invoke(main, ["run", "toy", "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def material(toy: Path) -> Material:
    """What a report of the toy city draws on."""
    return Material(open_run(toy))


@pytest.fixture
def called(material: Material) -> Callable[[str], Material]:
    """The same under another name of the valuation."""

    def make(name: str) -> Material:
        material.verdict = {**material.verdict, "valuation": name}
        return material

    return make


@pytest.fixture
def verdict() -> Callable[..., dict[str, Any]]:
    """Maker of a fresh document for a range of years."""
    return _verdict


def _verdict(years: range = YEARS) -> dict[str, Any]:
    """All funds, ledgers and pools, with and without ordinary subsidy, and every further key."""
    return {
        "schema": "actuary.verdict/1",
        "valuation": "wuhan-2015",
        "rules": "known-2016",
        "basis": "plan",
        "pooling": "separate",
        "to": f"{years[-1]}-12",
        "funds": _entries(years),
        "inputs": {"published": 41, "statute": 212, "derived": 33, "proxy": 97, "judgement": 12},
        "measures": _measures(years),
        "triggers": [
            {
                "month": "2015-12",
                "fund": "employee_pension",
                "pool": "province",
                "rule": "rate-19",
                "unit": "month",
                "value": 9.47,
                "threshold": 9.0,
                "fired": True,
            }
        ],
        "reconciliation": [
            {
                "name": "published.wuhan_2015.employee_pension.persons",
                "printed": 3_937_500.0,
                "unit": "person",
                "computed": 3_937_512.0,
                "difference": 12.0,
            },
            {
                "name": "published.proxies.employee_pension.receipts",
                "printed": 35.89e9,
                "unit": "yuan",
                "computed": 36.12e9,
                "difference": 0.23e9,
            },
        ],
        "memoranda": {
            "pensioners": [
                {
                    "class": "wuqigong",
                    "opening": {"persons": 130_000.0, "mean_pension": 1050.0},
                    "years": [{"year": y, "persons": 1.2e5, "mean_pension": 1200.0, "pensions": 1.7e9} for y in years],
                },
                {
                    "class": "awarded_since",
                    "opening": {"persons": 0.0, "mean_pension": None},
                    "years": [{"year": y, "persons": 7e4, "mean_pension": 2100.0, "pensions": 8e8} for y in years],
                },
            ],
            "occupational_annuity": [{"year": y, "employer": 1.2e9, "employee": 6e8} for y in years],
            "work_injury": [
                {
                    "fund": "work_injury",
                    "item": "unexpired_cover",
                    "zh": "未到期责任",
                    "en": "unexpired cover",
                    "unit": "yuan",
                    "years": [{"year": y, "value": 1.5e8} for y in years],
                }
            ],
        },
        "participants": [
            {
                "fund": "employee_pension",
                "printed": 4.31e6,
                "computed": 4.2837e6,
                "unit": "person",
                "difference": -26_300.0,
                "closed_by": "public staff 24 + 11 万人 enter from 2016-01; flexible workers +0.7 万人",
            },
            {
                "fund": "maternity",
                "printed": None,
                "computed": 2.5e6,
                "unit": "person",
                "difference": None,
                "closed_by": None,
            },
        ],
        "aggregates": [
            {
                "name": "employee_pension.receipts.2015",
                "expected": 35.89e9,
                "low": 30e9,
                "high": 40e9,
                "computed": 41e9,
                "unit": "yuan",
                "within": False,
            }
        ],
        "replaced": [
            {
                "name": "opening.balance.unemployment",
                "zh": "失业保险累计结余",
                "unit": "yuan",
                "from": "2015-12",
                "key": None,
                "old": 4.6e9,
                "new": 5.2e9,
                "tag": "published",
                "source": "决算",
            }
        ],
        "tails": [{"name": "basis.wage.growth", "zh": "工资增长", "from": "2020-01", "rule": "hold"}],
        "levels": [{"name": f"opening.people.level_{number}", "zh": f"第{number}项"} for number in range(30)],
        "certificate": {"identities": 14, "passed": 14},
    }


def _entries(years: range) -> list[dict[str, Any]]:
    return [
        _entry(fund.key, account, pool, subsidy, years)
        for fund in FUNDS
        for account in [*(name.key for name in ACCOUNTS[fund.key]), "all"]
        for pool in (POOLS if fund.key != "unemployment" else ("city",))
        for subsidy in ("with", "without")
    ]


def _measures(years: range) -> list[dict[str, Any]]:
    """Ratios of a line with all of them, and of one with none."""
    rows = [{"year": year, "dependency_paying": 1.65, "cost_rate": 0.394, "compliance": None} for year in years]
    whole = {"general_average_premium": 0.2575, "actuarial_balance": -0.0067}
    some = {"fund": "employee_pension", "account": "enterprise", "pool": "city", "subsidy": "with"}
    none = some | {"fund": "resident_medical", "account": "urban"}
    return [some | {"years": rows, "horizon": whole}, none | {"years": [], "horizon": {}}]


def _entry(fund: str, account: str, pool: str, subsidy: str, years: range) -> dict[str, Any]:
    subsidised = fund in {"employee_pension", "resident_pension", "resident_medical"}
    less = 8.0e9 if subsidised and subsidy == "without" else 0.0
    rows = [
        {
            "year": year,
            "receipts": 35.89e9 - less,
            "expenditure": 35.32e9,
            "current_balance": 0.57e9 - less,
            "balance": 28.0e9 - less * (year - 2015),
            "payable_months": 9.51 if year > years[0] else None,
        }
        for year in years
    ]
    return {
        "fund": fund,
        "account": account,
        "pool": pool,
        "subsidy": subsidy,
        "years": rows,
        "tests": [
            {
                "test": "payable_months_pension_warning",
                "measure": "payable_months",
                "threshold": 3.0,
                "unit": "month",
                "value": 9.51,
                "passed": subsidy == "with" and pool != "xinzhou",
                "first_failing_month": None if subsidy == "with" else "2018-07",
            },
            {
                "test": "can_pay",
                "measure": "balance",
                "threshold": 0.0,
                "unit": "yuan",
                "value": 28e9,
                "passed": True,
                "first_failing_month": None,
            },
        ],
        "first_current_deficit": "2016-12" if less else None,
        "first_cannot_pay": "2019-07" if less else None,
    }
