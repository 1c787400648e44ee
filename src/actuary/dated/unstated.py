"""Letters on readings without an answer (取值不能给出): what is asked for is not stated, or is of another kind."""

from collections.abc import Sequence

from actuary.dated.values import DatedParameter, DatedValue
from actuary.errors import Both, Problem, problem
from actuary.months import text


def not_stated(parameter: DatedParameter, asked: str, first: str | None, later: Sequence[DatedValue]) -> Problem:
    """A month `asked` before the `first` that the rules state; `later`: rows that are known only later."""
    known = " · ".join(f"{text(row.from_)} ({text(row.known)})" for row in later)
    zh, en = (f"后来才知道的（已知月份）：{known}。", f" Known later (in): {known}.") if known else ("", "")
    return _letter(
        "not_stated",
        parameter,
        Both(
            f"需要 {asked} 的取值；按这套规则，{f'{first} 起才有' if first else '一个月也没有'}。{zh}",
            f"{asked} is asked for; these rules state {f'{first} on' if first else 'no month at all'}.{en}",
        ),
        Both(
            "请补上更早或更早已知的一行，或在方案中一并设定。",
            "Add an earlier row, or one known earlier (`known_from`), or set it in the reform that asks.",
        ),
    )


def after_the_last(parameter: DatedParameter, month: int, last: int) -> Problem:
    """A month after the last stated one, where the tail is stop."""
    return _letter(
        "tail",
        parameter,
        Both(
            f"{text(month)} 在最后有取值的 {text(last)} 之后，而尾部规则是 stop。",
            f"{text(month)} lies after {text(last)}, the last stated month, and the tail is stop.",
        ),
        Both("请补上更晚的取值，或提前最后一个月。", "Add a later value or choose an earlier last month."),
    )


def no_growth(parameter: DatedParameter, month: int, last: int) -> Problem:
    """A month after the last stated one, where the tail grows and nobody says how."""
    return _letter(
        "tail",
        parameter,
        Both(
            f"{text(month)} 在 {text(last)} 之后，而尾部规则没有给出增长。",
            f"{text(month)} lies after {text(last)} and no growth was given to the tail.",
        ),
        Both("请给 Parameters 传入 `growth`。", "Give Parameters its `growth`."),
    )


def wrong_kind(name: str, row: DatedValue, wanted: Both) -> Problem:
    """A row that holds something else than what is asked for."""
    return Problem(
        problem(
            "kind",
            message=Both(
                f"此处需要{wanted.zh}，而这一行不是。",
                f"A {wanted.en} is asked for, and this row holds something else.",
            ),
            remedy=Both(f"请写{wanted.zh}。", f"Write a {wanted.en} here."),
            file=row.file or None,
            line=row.line or None,
            field=name,
        )
    )


def _letter(code: str, parameter: DatedParameter, message: Both, remedy: Both) -> Problem:
    return Problem(
        problem(
            code,
            message=message,
            remedy=remedy,
            file=parameter.file or None,
            line=parameter.line or None,
            field=parameter.name,
        )
    )
