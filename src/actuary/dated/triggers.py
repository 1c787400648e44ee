"""State-triggered law (触发条款): a rule that acts when a fund's position, read once at its date, reaches a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trigger:
    """A trigger as law (触发条款): whose fund is read, when, against which line, and what then holds until when.

    `measured_at` and `decided_at` None: read at each year's end, decided for the next year. `threshold`: the line
    [month], or the parameter of law that holds it. It fires when the measure is at least the line.
    """

    name: str
    zh: str
    en: str
    region: str
    fund: str
    account: str
    measure: str
    measured_at: int | None
    threshold: float | str
    decided_at: int | None
    then: dict[str, str | float]
    until: int | None
    returns_to: str
    known_from: int
    file: str = ""
    line: int = 0
