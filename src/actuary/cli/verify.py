"""`actuary verify`: whether a written run is what it says, and comes out again (核验运行)."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary import data
from actuary.cli import aside
from actuary.cli.progress import prepare_kernels
from actuary.cli.texts import say
from actuary.errors import Both, Finding, Letter, problem
from actuary.reporting.language import choose

if TYPE_CHECKING:
    from actuary.runs.folder import RunFolder

SHOWN = 50
"""How many findings are told one by one."""


@click.command("verify")
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--repeat", is_flag=True, help="Make the run again and compare it byte by byte.")
@click.option(
    "--own", type=click.Path(path_type=Path), default=".", metavar="FOLDER", help="Where your own files of the run are."
)
@click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(run: Path, repeat: bool, own: Path, as_json: bool, lang: str | None) -> None:
    """Verify RUN: digests of its files and inputs, the identities of its tables, the register of runs (核验运行).

    The identities are computed by a program that shares no code with the engine (`python -m actuary_verify`).
    Status 1 where anything is not as the run says.
    """
    from actuary.runs.inputs import found
    from actuary.runs.registry import as_written

    folder, language = verified(run), choose(lang)
    registered = as_written(run) is not None
    inputs = found(folder.manifest, data.root(), own)
    absent = [each.name for each in inputs if each.path is None]
    if absent:
        raise Finding(*(_changed(name) for name in absent[:SHOWN]))
    same = _repeated(folder, own, language) if repeat else None
    if as_json:
        document = {
            "schema": "actuary.verify/1",
            "folder": data.shown(run),
            "run": folder.manifest["run"],
            "holds": True,
        }
        document |= {"files": len(folder.manifest["outputs"]), "inputs": len(inputs), "repeated": repeat}
        document |= {"registered": registered}
        click.echo(json.dumps({**document, "same_program": same}, ensure_ascii=False, indent=1))
        return
    click.echo(say("verify.holds", language, folder=data.shown(run)).encode())
    if not registered:
        click.echo(say("verify.unregistered", language).encode())
    if repeat:
        click.echo(say("verify.repeated", language).encode())


def verified(run: Path) -> "RunFolder":
    """The run, whose files are those of its manifest, whose tables keep every identity and whose manifest is the one
    registered, if any is; raises Finding."""
    from actuary.runs import open_run
    from actuary.runs.registry import as_written
    from actuary_verify import digests, verify

    folder = open_run(run)
    whole = {"verdict.json", "ledger.parquet"} <= {row["file"] for row in folder.manifest["outputs"]}
    findings = verify(run) if whole else list(digests(run))
    if findings:
        raise Finding(*(_letter(run, *each) for each in findings[:SHOWN]))
    if as_written(run) is False:
        raise Finding(_other_manifest(run))
    return folder


def _repeated(folder: "RunFolder", own: Path, language: str) -> bool:
    """Whether the program is still the same; raises Finding where a file of the run comes out otherwise."""
    from actuary.reporting.language import Words
    from actuary.runs.inputs import found
    from actuary.verifying.repeating import differing, same_program

    prepare_kernels(Words(choose(language))("page.compiling"))
    same = same_program(folder)
    if not same:
        aside(say("verify.program", language))
    unlike = differing(folder, found(folder.manifest, data.root(), own))
    if unlike:
        raise Finding(*(_unlike(folder.folder, name, same=same) for name in unlike[:SHOWN]))
    return same


def _letter(run: Path, check: str, place: str, found: str) -> Letter:
    message = Both(f"{check}：{place}：{found}。", f"{check}: {place}: {found}.")
    remedy = Both(
        "这个文件夹已不是当时写出的运行；请重新估值或找回原件。",
        "The folder is not the run that was written; run the valuation again, or find the original.",
    )
    return problem(f"verify_{check}", message=message, remedy=remedy, file=str(run))


def _other_manifest(run: Path) -> Letter:
    message = Both(
        "清单（manifest.json）已不是登记簿记下的那一份：运行写出后被改过，摘要也重写了。",
        "The manifest is not the one that the register holds: the run was changed after it was written, and its "
        "digests written anew.",
    )
    remedy = Both("请找回原件，或重新估值。", "Find the original, or run the valuation again.")
    return problem("verify_registry", message=message, remedy=remedy, file=str(run))


def _changed(name: str) -> Letter:
    message = Both("已不是运行时读取的内容。", "It is not what the run has read.")
    remedy = Both(
        "请用 --data 指向当时的数据文件夹，用 --own 指向自备文件所在的文件夹；数据若已更新，请重新估值。",
        "Name the data folder of that time by --data and that of your own files by --own, or run the valuation again.",
    )
    return problem("verify_input", message=message, remedy=remedy, file=name)


def _unlike(run: Path, name: str, *, same: bool) -> Letter:
    message = Both("重算的结果与这个文件不同。", "Made again, the run differs from this file.")
    remedy = (
        Both("请核对处理器和依赖的版本（见 manifest.json）。", "Compare processor and versions with manifest.json.")
        if same
        else Both("请用当时版本的程序重算。", "Make it again with the program of that time.")
    )
    return problem("verify_repeat", message=message, remedy=remedy, file=str(run / name))
