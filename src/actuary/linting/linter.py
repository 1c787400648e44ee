"""All checks of the linter in their order (检查总表)."""

from actuary.dated import Checked
from actuary.dated.values import DatedParameter
from actuary.errors import Both, Letter
from actuary.law.formulas import FORMS
from actuary.linting.dates import swapped
from actuary.linting.idle import idle_changes
from actuary.linting.magnitudes import magnitudes
from actuary.linting.places import Places
from actuary.linting.readers import grown_with, named_by, readers_of_program, unread
from actuary.linting.terms import terms

CODES = ("unread", "flat", "swapped", "magnitude", "sunset", "gap", "overlap", "formula", "no_change")
"""What the linter looks for; sources and months that do not exist are refused before it, at the door."""


def lint(checked: Checked) -> list[Letter]:
    """Every finding in what was checked, in order of place (检查结果); empty: clean."""
    at = Places(checked.documents)
    parameters = checked.parameters
    whole = checked.assumptions
    everything = [*parameters, *(whole.law.values() if whole else ())]
    everything += [p for basis in (whole.bases.values() if whole else ()) for p in basis.values()]
    readers, grown = readers_of_program(), grown_with(everything) | named_by(whole.triggers.values() if whole else ())
    grown = grown.union(*(scheme.names for scheme in (whole.schemes.values() if whole else ())))
    temporary = {key for key, source in (whole.sources if whole else {}).items() if source.temporary}
    letters = [
        *unread(parameters, readers, grown, at),
        *swapped(parameters, at),
        *terms(parameters, temporary, at),
        *magnitudes(parameters, at),
        *_formulas(parameters, at),
    ]
    if whole is not None:
        letters += idle_changes(checked.reforms, whole, lambda name: readers.read(name) or name in grown)
    return sorted(letters, key=lambda letter: (letter.file or "", letter.line or 0, letter.column or 0))


def _formulas(parameters: tuple[DatedParameter, ...], at: Places) -> list[Letter]:
    """Words of unit `formula` that the program does not hold."""
    wrong = [
        (parameter, place, row.value)
        for parameter in parameters
        if parameter.unit == "formula"
        for place, row in enumerate(parameter.values)
        if row.value not in FORMS
    ]
    return [
        at.letter(
            "formula",
            parameter,
            Both(f"公式“{word}”不存在。", f"There is no formula {word!r}."),
            Both(f"可用：{'、'.join(FORMS)}。", f"Choose {', '.join(FORMS)}."),
            row=place,
            field="value",
        )
        for parameter, place, word in wrong
    ]
