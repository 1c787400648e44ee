"""Where a value stands (所在位置), and letters that name the place."""

from collections.abc import Iterable

from actuary.dated.documents import Document
from actuary.dated.values import DatedParameter
from actuary.errors import Both, Letter, problem


class Places:
    """Line and column of parameters, rows and fields in the files that were parsed (行列位置)."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_file = {document.file: document for document in documents}

    def written(self, parameter: DatedParameter, row: int, field: str) -> object:
        """A field of a row as it stands in the file; None where it is not written."""
        node = self._by_file[parameter.file].node.find(("parameters", _key(parameter), "values", row))
        found = node.value.get(field) if isinstance(node.value, dict) else None
        return None if found is None else found.value

    def letter(
        self,
        code: str,
        parameter: DatedParameter,
        message: Both,
        remedy: Both,
        *,
        row: int | None = None,
        field: str | None = None,
    ) -> Letter:
        """A letter at a parameter, one of its rows, or a field of it."""
        document = self._by_file[parameter.file]
        entries = document.node.value["parameters"]
        name, place = parameter.name, entries.keys[_key(parameter)]
        node = entries.value[_key(parameter)]
        if row is not None:
            node = node.find(("values", row))
            name, place = f"{name}.values.{row}", node.place
        if field is not None:
            name, place = f"{name}.{field}", node.find((field,)).place
        return problem(
            code,
            message=message,
            remedy=remedy,
            file=parameter.file,
            line=place[0],
            column=place[1],
            field=name,
            excerpt=document.faults.excerpt(*place),
        )


def _key(parameter: DatedParameter) -> str:
    return parameter.name.rsplit(".", 1)[1]
