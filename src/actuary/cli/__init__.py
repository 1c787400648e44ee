"""The command line (命令行): one file a command, imported when it is called; faults leave as letters."""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, NoReturn

import click

from actuary import __version__, data
from actuary.errors import EnvironmentProblem, Problem, problem

INTERRUPTED = 130


def fail(wrong: Problem, as_json: bool) -> NoReturn:
    """Tell all letters of a problem and exit with its status: as JSON on standard output, else on error."""
    if as_json:
        document = {"schema": "actuary.errors/1", "errors": [letter.as_dict() for letter in wrong.letters]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
    else:
        for letter in wrong.letters:
            click.echo(str(letter).encode(errors="backslashreplace"), err=True)
    raise SystemExit(wrong.exit_status)


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

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run and exit: 0 done, 2 bad input or usage, 3 environment, 130 interrupted."""
        given = sys.argv[1:] if args is None else list(args)
        as_json = "--json" in given
        extra["standalone_mode"] = False
        try:
            super().main(given, *rest, **extra)
        except click.ClickException as error:
            fail(_of_click(error), as_json)
        except Problem as wrong:
            fail(wrong, as_json)
        except (click.Abort, KeyboardInterrupt):
            raise SystemExit(INTERRUPTED) from None
        except OSError as error:
            _broken(error, as_json)
        raise SystemExit(0)


def _of_click(error: click.ClickException) -> Problem:
    """A usage error as a letter."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "actuary"
    parameter = getattr(error, "param", None)
    field = None if parameter is None else parameter.opts[-1]
    message = error.format_message()
    return Problem(problem("usage", message=message, remedy=f"See `{command} --help`.", field=field))


def _broken(error: OSError, as_json: bool) -> NoReturn:
    """A fault of disk or permission (环境故障); a reader that has gone away ends the program in click."""
    if error.filename is None:  # standard output itself: nothing more can be written there, not even at exit
        as_json = False
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    letter = problem(
        "environment",
        message=f"{error.strerror or error}.",
        remedy="Check disk space and permissions.",
        file=None if error.filename is None else str(error.filename),
    )
    fail(EnvironmentProblem(letter), as_json)


@click.command(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder of your own with assumptions/ and cohorts/.",
)
@click.pass_context
def main(context: click.Context, folder: Path | None) -> None:
    """Actuarial valuation of a city's social insurance (社会保险精算)."""
    if folder is not None:
        data.set_root(folder)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
