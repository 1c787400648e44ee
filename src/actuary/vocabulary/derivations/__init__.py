"""Derivations (算式): how every quantity of the registry comes about, down to law, belief and opening figures."""

from actuary.vocabulary.derivations import declared, injury, medical, pension, people, short_term, steps
from actuary.vocabulary.derivations.derivation import Derivation, Step

__all__ = ["DERIVATIONS", "STEPS", "Derivation", "Step"]

STEPS: tuple[Step, ...] = (
    *steps.WAGES,
    *steps.PEOPLE,
    *medical.STEPS,
    *short_term.STEPS,
    *injury.STEPS,
)
"""Quantities between law and ledger (中间量)."""

DERIVATIONS: dict[str, Derivation] = {
    **people.STATUS,
    **people.FLOWS,
    **people.RECORD,
    **pension.EMPLOYEE,
    **pension.RESIDENT,
    **pension.MEMORANDA,
    **medical.EMPLOYEE,
    **medical.RESIDENT,
    **short_term.UNEMPLOYMENT,
    **short_term.MATERNITY,
    **injury.INJURY,
    **injury.REGISTERS,
    **injury.MEMORANDA,
    **declared.FLOWS,
    **{step.key: step.derivation for step in STEPS},
}
"""Quantity -> derivation, of all that is not alike in every ledger or fund."""
