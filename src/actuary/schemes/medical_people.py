"""Whom employee medical insurance covers (职工医保参保人员): active and retired members.

Apart from the money, so that a change of rates or of benefits leaves residents, who are outside it, as they are.
"""

from actuary.schemes.employee_medical import Shares, members
from actuary.schemes.setting import Setting


def post_all(s: Setting) -> None:
    """Members by kind."""
    members(s, Shares(s))
