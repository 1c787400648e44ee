"""Residence and insurance (居住地与参保地): who lives where of those insured there.

The people's state is by district of residence; members and money are by district of insurance. The matrix
of the insured who live in their district of insurance is a proxy; the others are spread by insured jobs.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.people.axes import LANES, OUTSIDE
from actuary.vocabulary import DISTRICTS

FloatArray = NDArray[np.float64]


def district_table(parameters: Parameters, name: str, month: int) -> FloatArray:
    """A table by district in the order of the districts `[D]`."""
    table = parameters.table(name, month)
    values = dict(zip(table.keys, table.values, strict=True))
    return np.array([values[district.key] for district in DISTRICTS])


def residence_of(insured: FloatArray, stay: float, outside: float) -> FloatArray:
    """Persons by residence lane and district of insurance `[L, D]`, for `insured[D]` shares by district of
    insurance: `outside` of all live outside the city, of the rest `stay` live where they are insured."""
    districts = insured.shape[0]
    matrix = np.zeros((LANES, districts))
    spread = insured / insured.sum()
    inside = stay * np.eye(districts) + (1 - stay) * spread[:, None]
    matrix[:districts] = (1 - outside) * inside * insured[None, :]
    matrix[OUTSIDE] = outside * insured
    return matrix


def insurance_given_residence(joint: FloatArray) -> FloatArray:
    """P(district of insurance | residence lane) `[L, D]` from persons `[L, D]`; empty lanes follow the mean."""
    total = joint.sum(axis=1, keepdims=True)
    mean = joint.sum(axis=0) / joint.sum()
    return np.asarray(np.where(total > 0, joint / np.where(total > 0, total, 1.0), mean))
