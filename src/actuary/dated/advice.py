"""Advice where a word is not known (提示): the nearest names, or the closed list."""

from difflib import get_close_matches

from actuary.errors import Both

_SHOWN = 60
"""Characters of the word that are compared."""


def nearest(word: str, known: list[str]) -> Both:
    """Advice with the names nearest to a misspelt one; empty, and so false, where none is near."""
    close = get_close_matches(word[:_SHOWN], dict.fromkeys(known), n=3, cutoff=0.6)
    return Both(f"是否应为 {' 或 '.join(close)}？", f"Did you mean {' or '.join(close)}?") if close else Both("", "")


def one_of(known: list[str]) -> Both:
    """Advice to choose from a closed list."""
    return Both(f"请从中选一个：{'、'.join(known)}。", f"Choose one of {', '.join(known)}.")
