"""Usage of the command line (命令行用法): options that commands share, and errors as letters, by the class that click
raises."""

import os
from collections.abc import Callable, Sequence
from math import isnan
from typing import Any

import click

from actuary.errors import Both, Problem, printable, problem

Decorator = Callable[[Any], Any]
RULES = ("known-2016", "hindsight")
"""Rule sets as `valuation.prepare` and `law.statute` have them, which load more than a page of help needs."""


def rules_option(said: str = "Which law and figures count as known.") -> Decorator:
    """`--rules` (规则集)."""
    return click.option("--rules", type=click.Choice(RULES), help=said)


def pooling_option(said: str = "Who shares a ledger.") -> Decorator:
    """`--pooling` (统筹办法), of those in the registry."""
    from actuary.vocabulary.registry import POOLINGS

    return click.option("--pooling", type=click.Choice([name.key for name in POOLINGS]), help=said)


def of_click(error: click.ClickException) -> Problem:
    """A usage error as a letter that names the help to read."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "actuary"
    parameter = getattr(error, "param", None)
    field = getattr(error, "option_name", None) if parameter is None else _name(parameter)
    message = Both(_chinese(error, field or ""), error.format_message())
    remedy = Both(f"请看 `{command} --help`。", f"See `{command} --help`.")
    return Problem(problem("usage", message=message, remedy=remedy, field=field))


def half_a_character(words: Sequence[str]) -> Problem | None:
    """The letter on the first word that is no text which a file could bear; None where all are."""
    for word in words:
        try:
            os.fsencode(word)
        except UnicodeError:
            shown = printable(word)
            message = Both(f"“{shown}”里有半个字符，不成文字。", f"{shown} holds half a character, which is no text.")
            remedy = Both("请重新键入这个词。", "Type the word anew.")
            return Problem(problem("usage", message=message, remedy=remedy))
    return None


def unknown_command(name: str, known: list[str], command: str) -> Problem:
    """The letter on a command that does not exist."""
    from actuary.dated.advice import nearest

    message = Both(f"没有命令“{name}”。", f"No such command {name!r}.")
    listed = Both(f"请看 `{command} --help`。", f"See `{command} --help`.")
    near = nearest(name, known)
    remedy = Both(near.zh + listed.zh, f"{near.en} {listed.en}".strip())
    return Problem(problem("usage", message=message, remedy=remedy))


def _chinese(error: click.ClickException, name: str) -> str:
    if isinstance(error, click.NoSuchOption):
        near = "、".join(sorted(error.possibilities or ()))
        return f"没有选项 {error.option_name}。" + (f"相近的有：{near}。" if near else "")
    if isinstance(error, click.MissingParameter):
        return f"缺少 {name}。"
    if isinstance(error, click.BadParameter):
        return f"{name} 的取值不合要求：{_wanted(error)}。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 缺少取值，或不该带取值。"
    if isinstance(error, click.FileError):
        return f"无法打开文件 {error.ui_filename}。"
    inside = error.message.partition("(")[2].rpartition(")")[0]
    return f"多余的参数：{inside}。" if inside else "命令行的写法不对。"


def _wanted(error: click.BadParameter) -> str:
    """What a parameter wants, by its type."""
    kind = None if error.param is None else error.param.type
    if isinstance(kind, click.Choice):
        return "只能是 " + "、".join(map(str, kind.choices)) + " 之一"
    if isinstance(kind, click.IntRange | click.FloatRange):
        return f"应不小于 {kind.min}" if kind.max is None else f"应在 {kind.min} 至 {kind.max} 之间"
    words = {"integer": "应是整数", "float": "应是数", "boolean": "应是 true 或 false", "path": "路径不能用"}
    return words.get(getattr(kind, "name", ""), error.message)


def _name(parameter: click.Parameter) -> str:
    """A parameter as the user writes it: --option, or the ARGUMENT."""
    return parameter.opts[-1] if isinstance(parameter, click.Option) else str(parameter.human_readable_name)


class Between(click.FloatRange):
    """A number in a range, both ends in it (范围内的数): what is no number is in none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = super().convert(value, param, ctx)
        if isnan(found):
            self.fail(f"{found} is not in the range {self.min}<=x<={self.max}.", param, ctx)
        return found


def needs(option: str, needed: str) -> Problem:
    """An option that says nothing without another."""
    message = Both(f"{option} 只与 {needed} 一起才有意义。", f"{option} means nothing without {needed}.")
    remedy = Both(f"请加上 {needed}，或去掉 {option}。", f"Add {needed}, or leave {option} out.")
    return Problem(problem("usage", message=message, remedy=remedy, field=option))


def clash(option: str, other: str) -> Problem:
    """An option that says nothing beside another."""
    message = Both(f"{option} 与 {other} 一起没有意义。", f"{option} means nothing beside {other}.")
    remedy = Both("请只用一个。", "Use one of them.")
    return Problem(problem("usage", message=message, remedy=remedy, field=option))
