"""Mutants: a module with one expression changed, as mutmut changes it."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def modules(package: str) -> list[Path]:
    """The modules of a package, or the one of that name: `law`, `valuation/exposed`, `funds/effort`."""
    place = ROOT / "src/actuary" / package
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def mutants(path: Path) -> Iterator[dict[str, Any]]:
    """Every mutant of a module: what is changed and where, its statement and function, and the whole text when made.

    Words of letters in both languages are left alone: no test should hold a sentence letter by letter.
    """
    import libcst
    from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
    from mutmut.mutation.file_mutation import MutationVisitor, mutation_operators
    from mutmut.mutation.pragma_handling import get_ignored_lines

    class Everywhere(MutationVisitor):
        """mutmut leaves decorated functions alone because it wraps them; nothing is wrapped here."""

        def _skip_node_and_children(self, node: libcst.CSTNode) -> bool:
            decorated = isinstance(node, libcst.FunctionDef) and bool(node.decorators)
            return False if decorated else bool(super()._skip_node_and_children(node))

    text = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(libcst.parse_module(text))
    visitor = Everywhere(mutation_operators, get_ignored_lines(str(path), text, wrapper, None))
    module = wrapper.visit(visitor)
    places, parents = wrapper.resolve(PositionProvider), wrapper.resolve(ParentNodeProvider)

    def above(node: libcst.CSTNode) -> Iterator[libcst.CSTNode]:
        while node in parents:
            yield node
            node = parents[node]

    def lines(node: libcst.CSTNode) -> list[int]:
        return [places[node].start.line, places[node].end.line]

    for number, change in enumerate(visitor.mutations):
        node = change.original_node
        words = isinstance(node, libcst.BaseString) and any(
            isinstance(each, libcst.Call) and isinstance(each.func, libcst.Name) and each.func.value == "Both"
            for each in above(node)
        )
        if change.contained_by_top_level_function is None or words:
            continue
        statement = next((each for each in above(node) if isinstance(each, libcst.SimpleStatementLine)), node)
        function = next(each for each in above(node) if isinstance(each, libcst.FunctionDef | libcst.ClassDef))
        yield {
            "id": f"{path.relative_to(ROOT / 'src/actuary').with_suffix('')}:{number}",
            "file": str(path.relative_to(ROOT)),
            "line": places[node].start.line,
            "statement": lines(statement),
            "function": lines(function),
            "kind": type(node).__name__,
            "before": module.code_for_node(node),
            "after": module.code_for_node(change.mutated_node),
            "make": lambda change=change: str(module.deep_replace(change.original_node, change.mutated_node).code),
        }


def drawn(folder: Path, packages: Sequence[str], each: int, seed: int) -> tuple[list[dict[str, Any]], Counter[str]]:
    """A sample, package after package in turn, with the text of each mutant; and how many there are in all."""
    kept = folder / f"sample-{'-'.join(packages)}-{seed}-{each}.json".replace("/", "_")
    if not kept.exists():
        samples, all_of = [], {}
        for package in packages:
            every = [mutant for path in modules(package) for mutant in mutants(path)]
            all_of[package] = len(every)
            found = random.Random(f"{seed} {package}").sample(every, min(each or len(every), len(every)))
            samples.append([{**one, "package": package, "text": one.pop("make")(), "make": None} for one in found])
        turns = [one for turn in zip_longest(*samples) for one in turn if one]
        kept.write_text(json.dumps([turns, all_of], ensure_ascii=False), encoding="utf-8")
    turns, all_of = json.loads(kept.read_text(encoding="utf-8"))
    return turns, Counter(all_of)
