"""A registered name (名称): a key with its Chinese and English words."""

from typing import NamedTuple


class Name(NamedTuple):
    """A key with its Chinese and English words."""

    key: str
    zh: str
    en: str
