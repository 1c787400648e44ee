"""What the other lists of names are made of (名称): a registered name, the statuses, and the seven funds of law."""

from enum import IntEnum
from typing import NamedTuple


class Status(IntEnum):
    """Exclusive and exhaustive state of a person (人员状态); NEW_RETIREE is reported as EMPLOYEE_RETIREE, and
    RESIDENT_WAITING as RESIDENT_CONTRIBUTOR."""

    CHILD_OR_STUDENT = 0
    ENTERPRISE_EMPLOYEE = 1
    INSTITUTION_EMPLOYEE = 2
    ORGAN_EMPLOYEE = 3
    FLEXIBLE_WORKER = 4
    DORMANT = 5
    UNEMPLOYED = 6
    EMPLOYEE_RETIREE = 7
    NEW_RETIREE = 8
    PUBLIC_RETIREE = 9
    RESIDENT_CONTRIBUTOR = 10
    RESIDENT_PENSIONER = 11
    OTHER_RESIDENT = 12
    INSURED_ELSEWHERE = 13
    RESIDENT_WAITING = 14


class Name(NamedTuple):
    """A key with its Chinese and English words."""

    key: str
    zh: str
    en: str


SEVEN = (
    Name("employee_pension", "职工基本养老保险", "employee pension"),
    Name("resident_pension", "城乡居民基本养老保险", "resident pension"),
    Name("employee_medical", "职工基本医疗保险", "employee medical"),
    Name("resident_medical", "城乡居民基本医疗保险", "resident medical"),
    Name("unemployment", "失业保险", "unemployment"),
    Name("work_injury", "工伤保险", "work injury"),
    Name("maternity", "生育保险", "maternity"),
)
"""The funds of law (七项基金); data may declare others beside them."""
