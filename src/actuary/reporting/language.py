"""Which language, and the words of it (语言): one catalogue of texts, one door to the registered names."""

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from actuary.reporting.catalogue import TEXTS, UNITS

if TYPE_CHECKING:
    from actuary.vocabulary import Name

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


@cache
def _registered_names() -> "Mapping[str | tuple[str, str], Name]":
    """Names of funds, districts, statuses, categories and tests by key, of ledgers by fund and key; imported when asked
    for, since data in use may declare funds."""
    from actuary.vocabulary import ACCOUNTS, CATEGORIES, DISTRICTS, FUNDS, STATUSES, Name
    from actuary.vocabulary.measures import TESTS

    ledgers = {(fund, name.key): name for fund, names in ACCOUNTS.items() for name in names}
    tests = {("test", test.key): Name(*test[:3]) for test in TESTS}
    return {name.key: name for name in (*FUNDS, *DISTRICTS, *STATUSES, *CATEGORIES)} | ledgers | tests


def choose(option: str | None, environment: Mapping[str, str] | None = None) -> Language:
    """The language asked for by option, else by the first locale variable that is set, else English."""
    for language in LANGUAGES:
        if option == language:
            return language
    surroundings = os.environ if environment is None else environment
    locale = next((surroundings[name] for name in _LOCALE if surroundings.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


class Words:
    """The texts of one language (文字): `words("key", ...)` from the catalogue, names from the registry."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key`, its fields filled; an unknown key is a fault of the program (KeyError)."""
        chinese, english = TEXTS[key]
        return (chinese if self.language == "zh" else english).format(**values)

    def fund(self, key: str) -> str:
        """Name of a fund, district, status or category (险种、区等的名称)."""
        return self._registered(_registered_names().get(key)) or self.term("name", key)

    def account(self, fund: str, key: str) -> str:
        """Name of a ledger of a fund (账户)."""
        return self._registered(_registered_names().get((fund, key))) or self.term("account", key)

    def pool(self, key: str) -> str:
        """Name of a pool (统筹区): a district, the core, or the whole city."""
        return self._registered(_registered_names().get(key)) or self.term("pool", key)

    def test(self, key: str) -> str:
        """Name of a named test (检验)."""
        return self._registered(_registered_names().get(("test", key))) or self.term("test", key)

    def term(self, kind: str, key: str) -> str:
        """A word of the catalogue, `kind.key`; a key that it does not list is shown as itself, readably."""
        known = f"{kind}.{key}"
        return self(known) if known in TEXTS else key.replace("_", " ")

    def month(self, text: str | None) -> str:
        """A month `YYYY-MM` as words say it (年月); nothing for none."""
        if not text or self.language != "zh":
            return text or ""
        year, _, number = text.partition("-")
        return f"{year}年{int(number)}月"

    def key(self, key: str) -> str:
        """What an entry of a table is of (表中项): a district, a category, a word of the catalogue."""
        return self._registered(_registered_names().get(key)) or self.term("key", key)

    def unit(self, key: str) -> str:
        """The public unit in which `figures.amount` writes values of this unit (单位)."""
        chinese, english = UNITS.get(key, (key, key.replace("_", " ")))
        return chinese if self.language == "zh" else english

    def of(self, entry: Mapping[str, object], key: str, kind: str) -> str:
        """A document entry's own zh/en wording if it brings one, else the catalogue's word for `key`."""
        own = entry.get(self.language)
        return str(own) if own else self.term(kind, str(entry.get(key, "")))

    def _registered(self, name: "Name | None") -> str | None:
        if name is None:
            return None
        return name.zh if self.language == "zh" else name.en


def plain_name(name: str) -> str:
    """A parameter's own name, readably: what comes after its room and group."""
    return name.split(".", 2)[-1].replace("_", " ")
