"""Scalars of assumption files (标量): month, number, text and key, each refused with advice."""

import math
import re
import unicodedata
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from actuary import months
from actuary.errors import Both

FIRST_MONTH = months.month(1950, 1)
LAST_MONTH = months.month(2100, 12)
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_GROUP = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_LABEL = re.compile(r"[a-z0-9][a-z0-9_-]*")
_EXCEL_SERIAL = range(18_264, 73_415)
"""Serial numbers of spreadsheets for the days of 1950 to 2100."""
_EXCEL_EPOCH = 693_594
_WAN = {"万": 10_000.0, "亿": 100_000_000.0}


def refused(code: str, message: Both, remedy: Both) -> PydanticCustomError:
    """An error that carries its own remedy."""
    context = {"message": message, "remedy": remedy}
    return PydanticCustomError(code, "{message}", context)


def narrow(text: str) -> str | None:
    """The text with full-width signs (全角字符) made half-width, when that changes it."""
    folded = unicodedata.normalize("NFKC", text)
    return folded if folded != text else None


def shown(value: object) -> str:
    """A value as a message in English quotes it, shortened."""
    return _short(repr(value))


def quoted(value: object) -> str:
    """A value as a message in Chinese quotes it, shortened."""
    return f"“{_short(value if isinstance(value, str) else repr(value))}”"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def month_of(value: Any) -> int:
    """Month index of YYYY-MM or YYYY-MM-DD, from 1950 to 2100."""
    if isinstance(value, int) and not isinstance(value, bool) and value in _EXCEL_SERIAL:
        import datetime

        day = datetime.date.fromordinal(_EXCEL_EPOCH + value)
        raise refused(
            "month",
            Both(
                f"{value} 像是电子表格的日期序列号（{day:%Y-%m}）。",
                f"{value} looks like a spreadsheet's serial date ({day:%Y-%m}).",
            ),
            Both(f"请把月份写成文本：{day:%Y-%m}。", f"Write the month as text: {day:%Y-%m}."),
        )
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        half = narrow(value) if isinstance(value, str) else None
        if half is not None and _MONTH.fullmatch(half):
            raise _full_width(value, half)
        raise refused(
            "month",
            Both(f"{quoted(value)}不是月份。", f"{shown(value)} is not a month."),
            Both("请写成 YYYY-MM，例如 2016-05。", "Write it as YYYY-MM, for example 2016-05."),
        )
    index = months.month(int(match[1]), int(match[2]))
    if match[4] is not None and int(match[4]) > months.days(index):
        raise refused(
            "month",
            Both(f"没有 {value} 这一天。", f"There is no day {value}."),
            Both("请改正日期，或只写 YYYY-MM。", "Correct the day, or write YYYY-MM alone."),
        )
    if not FIRST_MONTH <= index <= LAST_MONTH:
        raise refused(
            "month",
            Both(f"{value} 不在 1950 年至 2100 年之间。", f"{value} lies outside 1950 to 2100."),
            Both("请检查年份。", "Check the year."),
        )
    return index


def whole_month_of(value: Any) -> int:
    """Month index of YYYY-MM, or of a day that is the first of its month: what acts does so by whole months."""
    index = month_of(value)
    day = str(value)[len("YYYY-MM-") :]
    if day and int(day) != 1:
        raise refused(
            "whole_month",
            Both(f"{value} 不是某月的第一天。", f"{value} is not the first day of a month."),
            Both(f"改动按整月生效，请写 {str(value)[:7]}。", f"Changes act by whole months: write {str(value)[:7]}."),
        )
    return index


def _full_width(given: str, half: str) -> PydanticCustomError:
    return refused(
        "full_width",
        Both(f"“{given}”是全角数字。", f"{given!r} is in full-width digits."),
        Both(f"请写半角的 {half}。", f"Write {half}."),
    )


def number_of(value: Any) -> float:
    """A finite number that was written as one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _not_a_number(value)
    if not math.isfinite(value):
        message = Both(f"{value} 不是有限的数。", f"{value} is not finite.")
        raise refused("number", message, Both("请写普通的十进制数。", "Write an ordinary decimal number."))
    return float(value)


def _not_a_number(value: Any) -> PydanticCustomError:
    plainly = refused(
        "number",
        Both(f"{quoted(value)}不是数。", f"{shown(value)} is not a number."),
        Both("请写一个数，例如 0.16。", "Write a number, for example 0.16."),
    )
    if not isinstance(value, str):
        return plainly
    text = value.strip()
    half = narrow(text)
    if half is not None and _float(half) is not None:
        return _full_width(value, half)
    return _with_sign(value, text) or plainly


def _with_sign(value: str, text: str) -> PydanticCustomError | None:
    """The letter on a number that carries a unit, a percent sign, quotes or commas."""
    scale = _WAN.get(text[-1:])
    amount = _float(text[:-1])
    plain = _float(text.replace(",", "").replace("，", ""))
    if scale is not None and amount is not None:
        wrong = Both(f"“{value}”带了单位。", f"{value!r} holds a unit.")
        whole = f"{amount * scale:.15g}"
        remedy = Both(f"请按该项的单位写数：{whole}。", f"Write the number in the unit itself: {whole}.")
    elif text[-1:] in "%％" and amount is not None:
        wrong = Both(f"“{value}”是百分数。", f"{value!r} is a percentage.")
        remedy = Both(f"请写比例：{amount / 100:.15g}。", f"Write the share: {amount / 100:.15g}.")
    elif plain is not None:
        wrong = Both(f"“{value}”是文本，不是数。", f"{value!r} is text, not a number.")
        remedy = Both(f"请写 {plain:.15g}，不加引号和千分位逗号。", f"Write {plain:.15g}, without quotes or commas.")
    else:
        return None
    return refused("number", wrong, remedy)


def _float(text: str) -> float | None:
    if not re.fullmatch(r"[-+]?[0-9]{1,20}(\.[0-9]{0,20})?", text):
        return None
    return float(text)


def text_of(value: Any) -> str:
    """Text that says something; a whole number counts as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        message = Both(f"{quoted(value)}不是文本。", f"{shown(value)} is not text.")
        raise refused("text", message, Both("请加引号。", "Put it in quotes."))
    if not value.strip():
        raise refused("text", Both("文本是空的。", "The text is empty."), Both("请填写。", "Fill it in."))
    return value


def _matching(pattern: re.Pattern[str], what: Both, example: str) -> Any:
    def check(value: Any) -> str:
        text = text_of(value)
        if not pattern.fullmatch(text):
            remedy = Both(
                f"请用小写英文字母，例如 {example}。", f"Use lower-case ASCII letters, for example {example}."
            )
            raise refused("name", Both(f"{quoted(text)}不是{what.zh}。", f"{shown(text)} is not {what.en}."), remedy)
        return text

    return check


def count_of(value: Any) -> int:
    """A whole number of months, none negative."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1200:
        raise refused(
            "count",
            Both(f"{quoted(value)}不是月数。", f"{shown(value)} is not a number of months."),
            Both("请写 0 到 1200 的整数。", "Write a whole number from 0 to 1200."),
        )
    return value


def age_of(value: Any) -> int:
    """An age at which people retire, in months."""
    youngest, oldest = AGES_TO_RETIRE
    if isinstance(value, bool) or not isinstance(value, int) or not youngest <= value <= oldest:
        remedy = Both(f"请写 {youngest} 到 {oldest} 的整数。", f"Write a whole number from {youngest} to {oldest}.")
        if isinstance(value, int) and youngest <= 12 * value <= oldest:
            remedy = Both(f"{value} 岁请写 {12 * value}。", f"For {value} years write {12 * value}.")
        wrong = Both(f"{quoted(value)}不是以月计的退休年龄。", f"{shown(value)} is no retirement age in months.")
        raise refused("age", wrong, remedy)
    return value


Month = Annotated[
    int,
    PlainValidator(month_of),
    WithJsonSchema({"type": "string", "pattern": f"^{_MONTH.pattern}$", "examples": ["2016-05", "2016-05-01"]}),
]
WholeMonth = Annotated[
    int,
    PlainValidator(whole_month_of),
    WithJsonSchema({"type": "string", "pattern": f"^{_MONTH.pattern}$", "examples": ["2016-05", "2016-05-01"]}),
]
"""A month from which, or until which, something acts."""
Number = Annotated[float, PlainValidator(number_of), WithJsonSchema({"type": "number"})]
Text = Annotated[str, PlainValidator(text_of), WithJsonSchema({"type": ["string", "integer"], "minLength": 1})]
Count = Annotated[int, PlainValidator(count_of), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 1200})]
AGES_TO_RETIRE = 480, 900
"""The youngest and the oldest age at which a schedule lets people retire [month]: forty and seventy-five years."""
Age = Annotated[
    int,
    PlainValidator(age_of),
    WithJsonSchema({"type": "integer", "minimum": AGES_TO_RETIRE[0], "maximum": AGES_TO_RETIRE[1]}),
]


Group = Annotated[
    str,
    PlainValidator(_matching(_GROUP, Both("组名", "a group"), "law.employee_pension")),
    WithJsonSchema({"type": "string", "pattern": f"^({_GROUP.pattern})$", "examples": ["law.employee_pension"]}),
]
Label = Annotated[
    str,
    PlainValidator(_matching(_LABEL, Both("名称", "a name"), "wuhan-2015")),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^({_LABEL.pattern})$", "examples": ["wuhan-2015"]}),
]


def is_name(text: str) -> bool:
    """Whether a parameter may be called so: lower snake_case ASCII."""
    return _NAME.fullmatch(text) is not None
