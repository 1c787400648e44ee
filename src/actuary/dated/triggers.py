"""State-triggered law (触发条款): a rule that acts when a fund's position, read once at its date, reaches a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trigger:
    """A trigger as law (触发条款): whose fund is read, when, against which line, and what then holds until when.

    `measured_at` and `decided_at` None: read at each year's end, decided for twelve months from the `decided_in`-th
    month after it on. `threshold`, `under`: lines [month], or the parameters of law that hold them; it fires when the
    measure is at least the one and below the other. `otherwise`: what the parameter would be without the firing, where
    the law's rows have it entered; None where they do not.
    """

    name: str
    zh: str
    en: str
    region: str
    fund: str
    account: str
    measure: str
    measured_at: int | None
    threshold: float | str | None
    under: float | str | None
    decided_at: int | None
    decided_in: int
    then: dict[str, str | float]
    until: int | None
    returns_to: str
    known_from: int
    otherwise: float | None = None
    file: str = ""
    line: int = 0
