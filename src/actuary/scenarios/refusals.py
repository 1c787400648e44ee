"""Letters on reforms that cannot act (方案的退回): each names the file and the line of the change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actuary.dated import Change, Parameters, PoolingChange, Reform, Trigger
from actuary.errors import Both, Letter, Problem, problem
from actuary.months import text
from actuary.scenarios.first_read import stated_instead
from actuary.valuation.adequacy import TESTS

LATER = "请改日期，或用 --to 延长测算期。", "Change the date, or lengthen the run with --to."
EARLIER = "请改日期：测算从期初的次月起。", "Change the date: a run begins with the month after its opening."
BELIEVED = {"law.resident_pension.basic_pension": "basis.path.resident_basic_pension"}
"""Law that the benefit of a person reads -> the belief by which a fund's money moves."""


def reported(triggers: Mapping[str, Trigger]) -> frozenset[str]:
    """Lines of law (报告与检验线) that only reports and tests of adequacy look at, which move no money."""
    told = {test.threshold for group in TESTS.values() for test in group}
    lines = [(line, "report" in each.then) for each in triggers.values() for line in (each.threshold, each.under)]
    told |= {line for line, reports in lines if reports and isinstance(line, str)}
    return frozenset(told.difference(line for line, reports in lines if not reports))


def outside(change: Change | PoolingChange, span: tuple[str, str], *, late: bool) -> Letter:
    """The letter on a change that begins before or after the run; `span`: its months, in both languages."""
    return _letter(
        "outside_horizon",
        change,
        f"{_named(change)} 自 {text(change.from_)} 起改动，测算期为 {span[0]}。",
        f"{_named(change)} is changed from {text(change.from_)}; the run is from {span[1]}.",
        *(LATER if late else EARLIER),
    )


def same_pools(pooling: PoolingChange, rule: str) -> Letter:
    """The letter on a pooling that is in force when it begins."""
    return _letter(
        "changes_nothing",
        pooling,
        f"自 {text(pooling.from_)} 起的统筹办法 {rule} 与此前相同。",
        f"The pooling from {text(pooling.from_)}, {rule}, is the one already in force.",
        "请改 rule，或用 --pooling 另选基线。",
        "Choose another rule, or another baseline with --pooling.",
    )


def unread_change(change: Change, law: Parameters, reports: frozenset[str]) -> Letter:
    """The letter on a change that nothing read, which names what is read in its place or why nothing reads it;
    `reports`: lines that only reports and tests look at."""
    instead = stated_instead(change, law)
    note = law.parameters[change.name].memorandum if change.name in law.parameters else None
    zh, en = "请改用模型读取的参数，或检查日期。", "Change a parameter that the model reads, or check the dates."
    if instead:
        zh = f"这些月份由 {'、'.join(instead)} 规定：请改它，或用 --to 延长测算期。"
        en = f"Law states it in {', '.join(instead)}: change that, or lengthen the run with --to."
    elif change.name in BELIEVED:
        zh, en = (
            f"基金收支按 {BELIEVED[change.name]} 变动：请改它。",
            f"Money moves by {BELIEVED[change.name]}: change that.",
        )
    elif note:
        zh, en = f"{zh}参数说明：{note}", f"{en} Its own note: {note}"
    what = (
        f"没有任何计算读取 {change.name} 在其生效月份的取值。",
        f"Nothing reads {change.name} in the months in which it is changed.",
    )
    if change.name in reports:
        what = (
            f"{change.name} 只用于报告与充足性检验，不动用资金。",
            f"{change.name} is a line of reports and tests of adequacy alone, which move no money.",
        )
        zh, en = "请改会动用资金的参数。", "Change a parameter that moves money."
    return _letter("unread", change, *what, zh, en)


def idle(reform: Reform, name: str) -> Letter:
    """The letter on reforms after which nothing is different."""
    return problem(
        "changes_nothing",
        message=Both(f"方案“{name}”没有改变任何结果。", f"The reform {name!r} changes nothing."),
        remedy=Both(
            "请检查取值与日期，及基线是否已是如此；只有 `changes: []` 可以不改变结果。",
            "Check values and dates, and whether the baseline has it already; only `changes: []` may change nothing.",
        ),
        file=reform.file,
        line=reform.line,
        field=name,
    )


def blamed(fault: Problem, reforms: Sequence[Reform]) -> Problem:
    """A breakdown under reforms with their place: letters that name no file get that of the last reform, and all that
    is changed as their field."""
    if not reforms:
        return fault
    names = ", ".join(dict.fromkeys(change.name for reform in reforms for change in reform.changes))
    last = reforms[-1]
    return type(fault)(
        *(
            letter if letter.file else replace(letter, file=last.file, line=last.line, field=letter.field or names)
            for letter in fault.letters
        )
    )


def _named(change: Change | PoolingChange) -> str:
    """What a change is on."""
    return change.name if isinstance(change, Change) else "pooling"


def _letter(code: str, change: Change | PoolingChange, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Letter:
    return problem(
        code,
        message=Both(zh, en),
        remedy=Both(remedy_zh, remedy_en),
        file=change.file,
        line=change.line,
        field=_named(change),
    )
