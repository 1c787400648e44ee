"""The two runs of a question (对比双方): words on the command line, or a run folder, which is that run and no other.

The words are `VALUATION[+REFORM...][,rules=..][,basis=..][,pooling=..][,to=..][,group=..][,inputs=..]`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from actuary import data
from actuary.dated import load_reforms
from actuary.errors import Both, Problem, problem
from actuary.months import parse, text
from actuary.people.coverage import Coverage
from actuary.runs.folder import RunFolder, is_run, open_run
from actuary.runs.inputs import found
from actuary.runs.manifest import source_digest
from actuary.scenarios.again import asked_of
from actuary.scenarios.asked import Asked
from actuary.scenarios.causes import Side
from actuary.scenarios.every_measure import written_rows
from actuary.valuation.prepare import Prepared, prepare, yearly
from actuary.valuation.tables import LEARNED_TABLES, learned

OPTIONS = {name: name for name in ("rules", "basis", "pooling", "to", "group")} | {"inputs": "given"}
"""Options in words, and what `prepare` calls them."""
FREE = ("pooling", "to")
"""What a written run may be asked otherwise: neither moves people before its last month."""


def side(words: str, given: Mapping[str, str | None], own: Path = Path()) -> Side:
    """A run from its words; `given`: options of the command, behind those of the words; `own`: where the user's own
    files of a written run are."""
    if is_run(words):
        folder = open_run(Path(words))
        asked = _of_folder(folder, given, own)
        again = _prepared(asked)
        with folder.understood():
            same = folder.manifest["source"] == source_digest()
            return again if same else replace(again, written=written_rows(folder))
    run, *stated = words.split(",")
    valuation, *reforms = run.split("+")
    if is_run(run) or is_run(valuation):
        raise _words_behind_a_run(run if is_run(run) else valuation, words)
    options = {**given, **_options(stated, words)}
    return _prepared(Asked(valuation, options, reforms))


def _options(stated: Sequence[str], words: str) -> dict[str, str]:
    """Options behind the commas; raises Problem where one is not known or said twice."""
    options: dict[str, str] = {}
    for each in stated:
        name, _, value = each.partition("=")
        if name not in OPTIONS or not value:
            raise _unknown(each, words)
        if OPTIONS[name] in options:
            raise _twice(name, words)
        options[OPTIONS[name]] = value
    return options


def baseline(words: str, given: Mapping[str, str | None], own: Path = Path()) -> tuple[Prepared, Coverage | None]:
    """What reforms are compared with: a valuation by name or file, or a run folder, whose reforms and own figures stay
    and whose learned coverage is read. Raises Problem where the folder's run is not the one asked for, or ends sooner.
    """
    if not is_run(words):
        return yearly(prepare(words, **given)), None
    folder = open_run(Path(words))
    asked = _of_folder(folder, given, own)
    before = _prepared(asked)
    with folder.understood():
        coverage = learned(*(folder.table(name).collect() for name in LEARNED_TABLES))
    last = before.prepared.file.opening + len(coverage.outside)
    if parse(before.prepared.options["to"]) > last:
        raise _longer(folder, before.prepared, text(last))
    return before.prepared.under(before.reforms) if before.reforms else before.prepared, coverage


def _of_folder(folder: RunFolder, given: Mapping[str, str | None], own: Path) -> Asked:
    """A written run as it was asked for, pooling and last month as they are asked for now."""
    with folder.understood():
        asked = asked_of(folder, found(folder.manifest, data.root(), own))
    for name, value in given.items():
        if value is not None and name not in FREE and value != asked.options.get(name):
            raise _another(folder, name, value, asked.options.get(name))
    moved = {name: given[name] for name in FREE if given.get(name) is not None}
    return asked._replace(options={**asked.options, **moved})


def _prepared(asked: Asked) -> Side:
    prepared = yearly(prepare(asked.valuation, **asked.options))
    basis, root = prepared.options["basis"], prepared.root
    return Side(prepared, load_reforms(asked.reforms, prepared.assumptions, basis, root, written=asked.written))


def _another(folder: RunFolder, name: str, value: str, stated: str | None) -> Problem:
    option = next(word for word, called in OPTIONS.items() if called == name)
    was_zh, was_en = (f"是 {stated}", f"has {stated}") if stated else ("没有", "has none")
    message = Both(
        f"要求 {option} 为 {value}，而这个运行的 {option} {was_zh}。",
        f"{option} {value} is asked for, and this run {was_en}.",
    )
    remedy = Both(
        "请去掉这个选项，或改用估值名，按该选项重新测算。",
        "Leave the option out, or name the valuation instead of the folder.",
    )
    return Problem(problem("another_run", message=message, remedy=remedy, file=str(folder.folder), field=f"--{option}"))


def _longer(folder: RunFolder, prepared: Prepared, last: str) -> Problem:
    valuation, to = prepared.options["valuation"], prepared.options["to"]
    message = Both(
        f"要求算到 {to}，而这个运行只到 {last}，其参保路径也只学到该月。",
        f"A run to {to} is asked for; this run, and the coverage that it learned, end with {last}.",
    )
    remedy = Both(
        f"请重新测算基线至该月（actuary run {valuation} --to {to} --out 新文件夹，其余选项照旧），"
        f"或把 --to 改为不晚于 {last}。",
        f"Run the baseline anew to that month (actuary run {valuation} --to {to} --out FOLDER, its other options as "
        f"they were), or choose a --to no later than {last}.",
    )
    return Problem(problem("coverage", message=message, remedy=remedy, file=str(folder.folder), field="--to"))


def _twice(name: str, words: str) -> Problem:
    message = Both(f"“{words}”中 {name}= 写了两次。", f"{name}= is said twice in {words!r}.")
    remedy = Both("请只留一个。", "Leave one of them.")
    return Problem(problem("run_words", message=message, remedy=remedy, field="RUN"))


def _words_behind_a_run(run: str, words: str) -> Problem:
    message = Both(
        f"“{words}”：{run} 是运行文件夹，其后不能再写选项或方案。",
        f"{words!r}: {run} is a run folder, which takes no words behind it.",
    )
    remedy = Both(
        "请只写文件夹，用 --to 缩短两次测算；要另加方案或选项，请写估值名。",
        "Write the folder alone, and shorten both runs with --to; for reforms or options, name the valuation.",
    )
    return Problem(problem("run_words", message=message, remedy=remedy, field="RUN"))


def _unknown(each: str, words: str) -> Problem:
    return Problem(
        problem(
            "run_words",
            message=Both(f"看不懂“{words}”中的“{each}”。", f"{each!r} in {words!r} is not understood."),
            remedy=Both(
                f"请写：估值名+方案名，后接 {'、'.join(f'{name}=' for name in OPTIONS)} 中的若干项，以半角逗号隔开。",
                f"Write VALUATION+REFORM, then any of {', '.join(f'{name}=' for name in OPTIONS)} behind commas.",
            ),
            field="RUN",
        )
    )
