"""Language: the option before the locale, every text in both languages."""

import string

import pytest

from actuary.reporting.catalogue import TEXTS, UNITS
from actuary.reporting.language import Words, choose


@pytest.mark.parametrize(
    ("option", "environment", "language"),
    [
        ("zh", {"LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"LC_ALL": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "C"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_choice(option: str | None, environment: dict[str, str], language: str) -> None:
    """The option decides; else the first locale variable that is set; else English."""
    assert choose(option, environment) == language


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_take_the_same_fields(key: str) -> None:
    """A text exists in Chinese and English, with the same fields to fill."""
    fields = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in TEXTS[key]]
    assert all(TEXTS[key])
    assert fields[0] == fields[1]


def test_units_in_both_languages() -> None:
    """Every unit has a public name in Chinese and English."""
    assert all(chinese and english for chinese, english in UNITS.values())


def test_registered_names_come_from_the_vocabulary() -> None:
    """Funds, ledgers and pools are named by the registry; an unlisted key is shown readably."""
    words = Words("zh")
    assert words.fund("work_injury") == "工伤保险"
    assert words.account("employee_pension", "public") == "机关事业"
    assert words.pool("dongxihu") == "东西湖"
    assert Words("en").term("test", "some_new_test") == "some new test"


def test_an_entry_may_bring_its_own_words() -> None:
    """A test declared in data with its Chinese name is shown by that name."""
    assert Words("zh").of({"test": "own", "zh": "自定检验"}, "test", "test") == "自定检验"
