"""Scalars of assumption files (标量): month, number, text and key, each refused with advice."""

import math
import re
import unicodedata
from typing import Annotated, Any

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from actuary import months

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


def refused(code: str, message: str, remedy: str) -> PydanticCustomError:
    """An error that carries its own remedy."""
    context = {"message": message, "remedy": remedy}
    return PydanticCustomError(code, "{message}", context)


def narrow(text: str) -> str | None:
    """The text with full-width signs (全角字符) made half-width, when that changes it."""
    folded = unicodedata.normalize("NFKC", text)
    return folded if folded != text else None


def shown(value: object) -> str:
    """A value as a message quotes it, shortened."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def month_of(value: Any) -> int:
    """Month index of YYYY-MM or YYYY-MM-DD, from 1950 to 2100."""
    if isinstance(value, int) and not isinstance(value, bool) and value in _EXCEL_SERIAL:
        import datetime

        day = datetime.date.fromordinal(_EXCEL_EPOCH + value)
        raise refused(
            "month",
            f"{value} looks like a spreadsheet's serial date ({day:%Y-%m}).",
            f"Write the month as text: {day:%Y-%m}.",
        )
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        half = narrow(value) if isinstance(value, str) else None
        if half is not None and _MONTH.fullmatch(half):
            raise refused("full_width", f"{value!r} is in full-width digits.", f"Write {half}.")
        raise refused("month", f"{shown(value)} is not a month.", "Write it as YYYY-MM, for example 2016-05.")
    index = months.month(int(match[1]), int(match[2]))
    if not FIRST_MONTH <= index <= LAST_MONTH:
        raise refused("month", f"{value} lies outside 1950 to 2100.", "Check the year.")
    return index


def number_of(value: Any) -> float:
    """A finite number that was written as one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _not_a_number(value)
    if not math.isfinite(value):
        raise refused("number", f"{value} is not finite.", "Write an ordinary decimal number.")
    return float(value)


def _not_a_number(value: Any) -> PydanticCustomError:
    if not isinstance(value, str):
        return refused("number", f"{shown(value)} is not a number.", "Write a number, for example 0.16.")
    half = narrow(value.strip())
    if half is not None and _float(half) is not None:
        return refused("full_width", f"{value!r} is in full-width digits.", f"Write {half}.")
    text = value.strip()
    scale = _WAN.get(text[-1:])
    amount = _float(text[:-1])
    if scale is not None and amount is not None:
        remedy = f"Write the number in the unit itself: {amount * scale:.15g}."
        return refused("number", f"{value!r} holds a unit.", remedy)
    if text[-1:] in "%％" and amount is not None:
        return refused("number", f"{value!r} is a percentage.", f"Write the share: {amount / 100:.15g}.")
    plain = _float(text.replace(",", "").replace("，", ""))
    if plain is not None:
        return refused("number", f"{value!r} is text, not a number.", f"Write {plain:.15g}, without quotes or commas.")
    return refused("number", f"{shown(value)} is not a number.", "Write a number, for example 0.16.")


def _float(text: str) -> float | None:
    if not re.fullmatch(r"[-+]?[0-9]{1,20}(\.[0-9]{0,20})?", text):
        return None
    return float(text)


def text_of(value: Any) -> str:
    """Text that says something; a whole number counts as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise refused("text", f"{shown(value)} is not text.", "Put it in quotes.")
    if not value.strip():
        raise refused("text", "The text is empty.", "Fill it in.")
    return value


def _matching(pattern: re.Pattern[str], what: str, example: str) -> Any:
    def check(value: Any) -> str:
        text = text_of(value)
        if not pattern.fullmatch(text):
            remedy = f"Use lower-case ASCII letters, for example {example}."
            raise refused("name", f"{shown(text)} is not {what}.", remedy)
        return text

    return check


def count_of(value: Any) -> int:
    """A whole number of months, none negative."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1200:
        raise refused("count", f"{shown(value)} is not a number of months.", "Write a whole number from 0 to 1200.")
    return value


Month = Annotated[int, PlainValidator(month_of)]
Number = Annotated[float, PlainValidator(number_of)]
Text = Annotated[str, PlainValidator(text_of)]
Count = Annotated[int, PlainValidator(count_of)]
Group = Annotated[str, PlainValidator(_matching(_GROUP, "a group", "law.employee_pension"))]
Label = Annotated[str, PlainValidator(_matching(_LABEL, "a name", "wuhan-2015"))]


def is_name(text: str) -> bool:
    """Whether a parameter may be called so: lower snake_case ASCII."""
    return _NAME.fullmatch(text) is not None
