"""What a word of law cannot be (用词检查): one that nobody reads, which would change nothing and say nothing."""

from pydantic_core import PydanticCustomError

from actuary.dated.advice import nearest, one_of
from actuary.dated.scalars import month_of, quoted, shown
from actuary.errors import Both
from actuary.vocabulary.words import MONTHS, WORDS


def unread_word(word: str, name: str) -> tuple[str, Both, Both] | None:
    """Code, what is wrong and what to do where a parameter never says a word; None where it does, or is kept for the
    record."""
    if name in MONTHS:
        return _no_month(word)
    known = [*WORDS.get(name, (word,))]
    if word in known:
        return None
    message = Both(
        f"{name} 没有{quoted(word)}这个词；可用：{'、'.join(known)}。",
        f"{name} never says {shown(word)}; its words are {', '.join(known)}.",
    )
    return "word", message, nearest(word, known) or one_of(known)


def _no_month(word: str) -> tuple[str, Both, Both] | None:
    try:
        month_of(word)
    except PydanticCustomError as error:
        told = error.context or {}
        return error.type, told["message"], told["remedy"]
    return None
