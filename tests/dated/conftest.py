"""Small files planted in a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from actuary.dated import DatedParameter, load_folder
from actuary.errors import Letter, Problem

HEAD = """schema: actuary.values/1
group: law.employee_pension
parameters:
"""
SOURCES = """schema: actuary.sources/1
sources:
  N36: {title: 阶段性降低社会保险费率, number: 人社部发〔2016〕36号, where: article 1, trust: official}
  N25: {title: 继续阶段性降低社会保险费率, number: 人社部发〔2018〕25号, trust: official}
  OLD: {title: remembered, trust: recalled}
"""
PARAMETER = """  employer_rate:
    zh: 单位缴费比例
    unit: share
    values:
      - {from: 2016-05, value: 0.19, tag: statute, source: N36}
    tail: hold
"""
Loaded = Callable[..., dict[str, DatedParameter]]


@pytest.fixture
def load(tmp_path: Path) -> Loaded:
    """Parameters of the given text (or bytes), as the one file `rates.yaml`."""

    def loaded(text: str | bytes, prefix: str = "law") -> dict[str, DatedParameter]:
        content = text if isinstance(text, bytes) else text.encode()
        (tmp_path / "rates.yaml").write_bytes(content)
        return load_folder(tmp_path, prefix)

    return loaded


@pytest.fixture
def letters(load: Loaded) -> Callable[..., tuple[Letter, ...]]:
    """All letters that the given text earns."""

    def told(text: str | bytes, prefix: str = "law") -> tuple[Letter, ...]:
        with pytest.raises(Problem) as caught:
            load(text, prefix)
        return caught.value.letters

    return told


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A data folder with one rate, two sets of beliefs, a valuation and an opening."""
    files = {
        "assumptions/sources.yaml": SOURCES,
        "assumptions/law/employee_pension/rates.yaml": HEAD + PARAMETER,
        "assumptions/law/schedules/1978.yaml": SCHEDULE,
        "assumptions/basis/plan/basis.yaml": "schema: actuary.basis/1\nname: plan\nzh: 规划口径\n",
        "assumptions/basis/plan/wage.yaml": belief("wage", "growth", 0.08),
        "assumptions/basis/trend/basis.yaml": ("schema: actuary.basis/1\nname: trend\nzh: 趋势口径\nextends: plan\n"),
        "assumptions/basis/trend/interest.yaml": belief("interest", "fund", 0.025),
        "assumptions/valuations/small.yaml": VALUATION,
        "cohorts/small/people.yaml": OPENING,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


SCHEDULE = """schema: actuary.schedule/1
name: "2024"
zh: 渐进式延迟
tag: statute
source: N25
categories:
  male60: {old_age_months: 720, start: 1965-01, step: 4, cap: 36}
  female55: {old_age_months: 660, start: 1970-01, step: 4, cap: 36}
  female50: {old_age_months: 600}
flexible: {early: 36, late: 36}
"""
VALUATION = """schema: actuary.valuation/1
name: small
people: cohorts/small
opening: 2015-12-31
known_at: 2016-08
to: 2018-12
"""
OPENING = """schema: actuary.values/1
group: opening.people
parameters:
  residents:
    zh: 常住人口
    unit: person
    values:
      - {from: 2015-12, value: 1000, tag: published, source: N36}
    tail: stop
"""


def belief(group: str, name: str, value: float) -> str:
    """A file with one belief."""
    return f"""schema: actuary.values/1
group: basis.{group}
parameters:
  {name}:
    zh: 假设
    unit: per_year
    values:
      - {{from: 2015-01, value: {value}, range: [0, 0.2], tag: judgement, source: N36}}
    tail: hold
"""
