"""The command line (命令行): one file a command, imported when it is called; faults leave as letters."""

import atexit
import errno
import gc
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NoReturn

import click

from actuary import __version__, data
from actuary.cli.usage import half_a_character, of_click, unknown_command
from actuary.errors import Both, EnvironmentProblem, Problem, problem
from actuary.reporting.language import LANGUAGES, Language, choose

INTERRUPTED = 130
CHINESE = "险"
"""A sign that a coding with Chinese can write."""
YOUNG = 50_000
"""Objects made before Python looks for cycles among them: what a command loads is many objects and hardly a cycle."""
atexit.register(gc.freeze)  # nor does it look through all of them before it ends


def fail(wrong: Problem, as_json: bool, language: Language | None = None) -> NoReturn:
    """Tell all letters of a problem and exit with its status: as JSON on standard output, else on error.

    `language`: by default that of the command in progress, its `--lang` or the locale.
    """
    context = click.get_current_context(silent=True)
    told = language or choose(None if context is None else context.params.get("lang"))
    if as_json:
        document = {"schema": "actuary.errors/1", "errors": [letter.as_dict(told) for letter in wrong.letters]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
    else:
        tell(wrong, told)
    raise SystemExit(wrong.exit_status)


def tell(wrong: Problem, language: Language | None = None) -> None:
    """All letters of a problem on standard error; `language` as in `fail`."""
    context = click.get_current_context(silent=True)
    told = language or choose(None if context is None else context.params.get("lang"))
    for letter in wrong.letters:
        aside(letter.told(told))


def aside(words: str) -> None:
    """A line on standard error (错误输出), in the coding of its locale; in UTF-8 where that cannot write Chinese."""
    coding = getattr(sys.stderr, "encoding", None) or "utf-8"
    try:
        CHINESE.encode(coding)
    except UnicodeEncodeError:
        coding = "utf-8"
    click.echo(words.encode(coding, "backslashreplace"), err=True)


def _asked(given: Sequence[str]) -> Language:
    """The language that `--lang`, wherever it stands, asks for; else by the locale."""
    asked = [word for option, word in pairwise(given) if option == "--lang"]
    asked += [word.removeprefix("--lang=") for word in given if word.startswith("--lang=")]
    known = [word for word in asked if word in LANGUAGES]
    return choose(known[-1] if known else None)


class Commands(click.Group):
    """Commands found by the files beside this one; click's own errors become letters, too."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all files that hold a `command`."""
        names = sorted(module.name for module in iter_modules(__path__))
        return [name for name in names if self.get_command(ctx, name) is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a file, imported now."""
        if not any(module.name == cmd_name for module in iter_modules(__path__)):
            return None
        found = getattr(import_module(f"{__name__}.{cmd_name}"), "command", None)
        return found if isinstance(found, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command called; raises Problem with the nearest names where there is none."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise unknown_command(name, self.list_commands(ctx), ctx.command_path)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run and exit: 0 done, 2 bad input or usage, 3 environment, 130 interrupted."""
        given = sys.argv[1:] if args is None else list(args)
        as_json, language = "--json" in given, _asked(given)
        extra["standalone_mode"] = False
        gc.set_threshold(YOUNG)
        try:
            super().main(given, *rest, **extra)
        except click.ClickException as error:
            fail(of_click(error), as_json, language)
        except Problem as wrong:
            fail(wrong, as_json, language)
        except (click.Abort, KeyboardInterrupt):
            raise SystemExit(INTERRUPTED) from None
        except UnicodeError:
            wrong_word = half_a_character(given)
            if wrong_word is None:
                raise
            fail(wrong_word, as_json, language)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                fail(_too_long(error), as_json, language)
            _broken(error, as_json, language)
        raise SystemExit(0)


def _too_long(error: OSError) -> Problem:
    """A name that no file can bear (文件名过长): what was typed is at fault, not the disk."""
    message = Both("文件名或路径过长。", "No file can bear a name so long.")
    remedy = Both("请检查文件名。", "Check the file's name.")
    return Problem(problem("name", message=message, remedy=remedy, file=str(error.filename)))


def _broken(error: OSError, as_json: bool, language: Language) -> NoReturn:
    """A fault of disk or permission (环境故障); a reader that has gone away ends the program in click."""
    if error.filename is None:  # standard output itself: nothing more can be written there, not even at exit
        as_json = False
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    letter = problem(
        "environment",
        message=Both(f"系统拒绝：{error.strerror or error}。", f"{error.strerror or error}."),
        remedy=Both("请检查磁盘空间和权限。", "Check disk space and permissions."),
        file=None if error.filename is None else str(error.filename),
    )
    fail(EnvironmentProblem(letter), as_json, language)


@click.command(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    is_eager=True,
    expose_value=False,
    callback=lambda context, option, folder: None if folder is None else data.set_root(folder),
    help="Folder of your own with assumptions/ and cohorts/.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of every command; else by the locale.")
@click.pass_context
def main(context: click.Context, lang: str | None) -> None:
    """Actuarial valuation of a city's social insurance (社会保险精算)."""
    if context.invoked_subcommand is not None and lang is not None:
        context.default_map = {context.invoked_subcommand: {"lang": lang}}
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
