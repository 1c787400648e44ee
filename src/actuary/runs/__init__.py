"""Runs (运行): the folder that holds a result; everyone above reads it, never the engine's state."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from actuary.runs import folder as _folder
from actuary.runs.folder import RunFolder, check_free, open_run

__all__ = ["Finished", "RunFolder", "check_free", "open_run", "write_run"]


class Finished(Protocol):
    """What a finished run says (运行结果): tables by name, verdict, certificate, files read, options."""

    @property
    def options(self) -> Mapping[str, Any]:
        """Every option as it was used."""

    @property
    def verdict(self) -> Mapping[str, Any]:
        """Document `actuary.verdict/1`."""

    @property
    def certificate(self) -> Mapping[str, Any]:
        """Document `actuary.certificate/1`."""

    @property
    def inputs(self) -> Sequence[Path]:
        """Every file that was read."""

    @property
    def reforms(self) -> Mapping[str, Path]:
        """Those of them that say what differs from the base, by the reforms' names in their order."""

    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Tables of the run folder by name."""


def write_run(folder: Path, run: Finished, more: Mapping[str, Mapping[str, Any]] | None = None) -> RunFolder:
    """Write a finished run to `folder`, with further documents by name; raises as `actuary.runs.folder.write_run`."""
    documents = {"verdict": run.verdict, "certificate": run.certificate, **(more or {})}
    return _folder.write_run(folder, run.tables(), documents, run.inputs, run.options, reforms=run.reforms)
