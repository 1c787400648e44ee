"""How likely a fund pays to the end (支付概率), where a simulation stands beside the run."""

from collections.abc import Mapping
from typing import Any

from actuary.reporting import figures
from actuary.reporting.book.making import Making


def simulated(making: Making, fund: str, account: str) -> Mapping[str, Any] | None:
    """A ledger's part of the simulation; None without one."""
    document = making.material.documents.get("simulate") or {}
    return next(
        (each for each in document.get("funds", ()) if (each["fund"], each["account"]) == (fund, account)), None
    )


def chance(making: Making, fund: str, account: str) -> str:
    """The probability that a ledger has paid everything to the end of the simulation, in words."""
    found = simulated(making, fund, account)
    if found is None:
        return making.words("front.no_chance")
    return making.words("front.chance", share=figures.share(1 - found["cannot_pay"]))


def drawn(making: Making) -> str:
    """What the probabilities of the first page rest on, in a sentence."""
    document = making.material.documents.get("simulate")
    if document is None:
        return lacking(making, "simulate", "front.chance_none")
    return making.words("front.chance_drawn", drawn=what_varies(making), paths=f"{document['paths']:,}")


def lacking(making: Making, kind: str, key: str) -> str:
    """That a document of the first page is not there, and why, as far as anybody knows; nothing where it is."""
    if kind in making.material.documents:
        return ""
    why = making.material.absent.get(kind)
    return making.words(key, why=why.said(making.words.language) if why else "").rstrip()


def what_varies(making: Making) -> str:
    """What the simulation draws: chance alone, or the ranges of inputs as well."""
    count = len(making.material.documents["simulate"].get("inputs") or ())
    return making.words("front.drawn", count=count) if count else making.words("front.drawn_chance")
