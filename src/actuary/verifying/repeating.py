"""A run made again from its manifest (重算): the same inputs and options, compared byte by byte."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from actuary.runs.folder import RunFolder
from actuary.runs.inputs import Input
from actuary.runs.manifest import source_digest


def differing(run: RunFolder, inputs: Sequence[Input]) -> list[str]:
    """Files of a run that come out otherwise when it is made again, or do not come out at all.

    Raises Problem where the run is none of `actuary run`, or an input of it is not here.
    """
    from actuary.audit.whole import write_whole
    from actuary.scenarios.again import asked_of
    from actuary.scenarios.asked import result_of

    result = result_of(asked_of(run, inputs))
    with TemporaryDirectory(prefix="actuary-") as folder:
        again = write_whole(Path(folder) / "run", result)
        return _unlike(run.manifest["outputs"], again.manifest["outputs"])


def same_program(run: RunFolder) -> bool:
    """Whether the program that made a run is the one that runs now."""
    return bool(run.manifest["source"] == source_digest())


def _unlike(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[str]:
    told, again = ({row["file"]: row["sha256"] for row in rows} for rows in (before, after))
    return sorted(file for file in {*told, *again} if told.get(file) != again.get(file))
