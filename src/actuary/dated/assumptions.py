"""All that the folder of assumptions holds (全部假设), once it has passed the door."""

from collections.abc import Mapping
from dataclasses import dataclass

from actuary.dated.published import Published
from actuary.dated.scheme import Scheme
from actuary.dated.triggers import Trigger
from actuary.dated.values import BasisFile, DatedParameter, PoolingMap, Schedule, Source, ValuationFile
from actuary.errors import Both, Problem, problem


@dataclass(frozen=True)
class Assumptions:
    """All that `assumptions/` holds (全部假设): law and belief apart."""

    law: Mapping[str, DatedParameter]
    bases: Mapping[str, Mapping[str, DatedParameter]]
    """Set of beliefs -> name -> parameter; what a set extends is already inside."""
    places: Mapping[str, Mapping[str, DatedParameter]]
    """Place -> name -> law that stands there before Wuhan's own."""
    schedules: Mapping[str, Schedule]
    pooling: Mapping[str, PoolingMap]
    valuations: Mapping[str, ValuationFile]
    sources: Mapping[str, Source]
    basis_files: Mapping[str, BasisFile]
    published: Mapping[str, Published]
    triggers: Mapping[str, Trigger]
    schemes: Mapping[str, Scheme]
    files: tuple[str, ...]
    """All files that were read, relative to the folder that holds `assumptions/`."""

    def printed(self, name: str) -> Published:
        """A printed document by name (公布文件); raises Problem where the folder has none of that name."""
        if name in self.published:
            return self.published[name]
        message = Both(f"数据文件夹里没有公布文件{name!r}。", f"The data folder has no printed document {name!r}.")
        remedy = Both(
            "请把 assumptions/published 一并复制过去。", "Copy assumptions/published there with the other folders."
        )
        raise Problem(problem("published", message=message, remedy=remedy, file=f"assumptions/published/{name}.yaml"))
