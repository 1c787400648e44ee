"""Dates that cannot be meant (日期检查): day and month exchanged."""

import re
from collections.abc import Iterable

from actuary.dated.values import DatedParameter
from actuary.errors import Both, Letter
from actuary.linting.places import Places

FIELDS = ("from", "known_from", "stated_to")
_JANUARY = re.compile(r"([0-9]{4})-01-(0[2-9]|1[0-2])")


def swapped(parameters: Iterable[DatedParameter], at: Places) -> list[Letter]:
    """Days of January that are the first of another month with day and month exchanged: 2024-01-07 for 2024-07-01.

    Law begins on the first of a month, hardly ever on a day from the 2nd to the 12th of January.
    """
    letters = []
    for parameter in parameters:
        for row in range(len(parameter.values)):
            for field in FIELDS:
                written = at.written(parameter, row, field)
                found = _JANUARY.fullmatch(written) if isinstance(written, str) else None
                if found is None:
                    continue
                meant = f"{found[1]}-{found[2]}"
                message = Both(
                    f"{written} 疑为月日颠倒，应是 {meant}-01。",
                    f"In {written} day and month seem to be exchanged; {meant}-01 is meant.",
                )
                remedy = Both(
                    f"请写 {meant}；若确是一月，请写 {found[1]}-01。",
                    f"Write {meant}; if January is meant, write {found[1]}-01.",
                )
                letters.append(at.letter("swapped", parameter, message, remedy, row=row, field=field))
    return letters
