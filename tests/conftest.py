"""What every test leaves as it found it, and what every letter is that any test meets."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from actuary import data
from actuary.errors import Both, Letter

settings.register_profile("suite", deadline=None)  # a busy machine is no fault of a property
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _same_data_folder() -> Iterator[None]:
    """A command with `--data` chooses the folder for the whole process: the next test reads its own."""
    before = list(data._chosen)
    yield
    data._chosen[:] = before


@pytest.fixture(autouse=True, scope="session")
def _every_letter_is_whole() -> Iterator[None]:
    """What is wrong and what to do, in both languages."""
    honest = Letter.__init__

    def whole(self: Letter, *values: object, **named: object) -> None:
        honest(self, *values, **named)
        for told in (self.message, self.remedy):
            assert isinstance(told, Both), self
            assert all(isinstance(words, str) and words.strip() for words in (told.zh, told.en)), self

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Letter, "__init__", whole)
        yield
