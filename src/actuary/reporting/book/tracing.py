"""What rests on no published source (无公开来源的输入), fund by fund, by the derivations of its balance."""

from functools import cache

import polars as pl

from actuary.reporting import figures
from actuary.reporting.book.making import Making
from actuary.reporting.book.references import UNSOURCED
from actuary.reporting.selection import TOTALS
from actuary.vocabulary import ACCOUNTS
from actuary.vocabulary.registry import quantities


@cache
def read_for(fund: str, account: str) -> frozenset[str]:
    """Names of law, belief and opening that a ledger's closing balance comes from, however far up."""
    known = quantities()
    accounts = [name.key for name in ACCOUNTS[fund]] if account in TOTALS else [account]
    open_, seen = [f"{fund}.{each}.closing" for each in accounts], set[str]()
    while open_:
        name = open_.pop()
        if name not in seen:
            seen.add(name)
            open_ += known[name].inputs if name in known else ()
    return frozenset(name for name in seen if name not in known)


def counts(inputs: pl.DataFrame, fund: str, account: str) -> dict[str, int]:
    """How many of the parameters behind a ledger carry each tag."""
    used = inputs.filter(pl.col("name").is_in(list(read_for(fund, account)))).unique(["name", "tag"])
    return {str(tag): int(count) for tag, count in used["tag"].value_counts().iter_rows()}


def unsourced(making: Making, fund: str, account: str) -> str:
    """The share of a ledger's parameters that no document states, in words."""
    found = counts(making.material.inputs, fund, account)
    whole = sum(found.values())
    if not whole:
        return ""
    share = sum(found.get(tag, 0) for tag in UNSOURCED) / whole
    return making.words("front.unsourced", share=figures.share(share), count=whole)
