"""Typer in the user's language: its help, its headings, and what it says of a mistyped command.

Help texts are written where commands are declared, marked with `N_`, and translated here when the
command tree is built, because the language is only known then.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from prospect_tui.cli.exits import MEANINGS
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.i18n import N_, _

_TYPER_TEXTS = (
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
"""The help of Typer's own options."""


class Command(TyperCommand):
    """A command which words its own usage."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse words left over with a sentence of ours."""
        left: list[str] = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise InvalidValue("command.extra", words=" ".join(left), command=ctx.command_path)
        return left

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the command may be told."""
        _write_parameters(self, ctx, formatter)


class Group(TyperGroup):
    """A command of commands which words its own usage."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Refuse an unknown command with a sentence of ours, naming the nearest one."""
        name = args[0]
        if name in self.commands or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, self.commands) or list(self.commands)
        raise InvalidValue("command.unknown", name=name, near=", ".join(near))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        _write_usage(self, ctx, formatter, _("COMMAND…"))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the command may be told, and the commands below it."""
        _write_parameters(self, ctx, formatter)
        shown = [(name, below.help or "") for name, below in self.commands.items()]
        _write_section(formatter, _("Commands"), shown)


class Root(Group):
    """The program itself, whose help ends with what its exit codes mean."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the exit codes."""
        super().format_epilog(ctx, formatter)
        meanings = [(str(code.value), _(meaning)) for code, meaning in MEANINGS.items()]
        _write_section(formatter, _("Exit codes"), meanings)


def localise(command: Any) -> None:
    """Translate the help of a command and of those below it."""
    help_option = command.get_help_option(command.context_class(command))
    for one in (command, *command.params, help_option):
        one.help = _(one.help) if one.help else ""
    for parameter in command.params:
        parameter.metavar = _(parameter.metavar) if parameter.metavar else None
    for below in getattr(command, "commands", {}).values():
        localise(below)


def _write_usage(command: Any, ctx: Any, formatter: Any, *last: str) -> None:
    pieces = [_("[OPTIONS]"), *map(_piece, _arguments(command)), *last]
    formatter.write_usage(ctx.command_path, " ".join(pieces), _("Usage: "))


def _piece(argument: Any) -> str:
    name = str(argument.metavar).strip("[]") + ("…" if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _write_parameters(command: Any, ctx: Any, formatter: Any) -> None:
    arguments = [(argument.metavar, argument.help) for argument in _arguments(command)]
    _write_section(formatter, _("Arguments"), arguments)
    records = [(one, one.get_help_record(ctx)) for one in command.get_params(ctx)]
    options = [(record[0], one.help) for one, record in records if one.param_type_name == "option"]
    _write_section(formatter, _("Options"), options)


def _arguments(command: Any) -> list[Any]:
    return [one for one in command.params if one.param_type_name == "argument"]


def _write_section(formatter: Any, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    listed = list(rows)
    if listed:
        with formatter.section(heading):
            formatter.write_dl(listed)


def usage_sentence(error: typer.TyperException) -> str:
    """Return what is wrong with the words of a command."""
    option = str(getattr(error, "option_name", ""))
    match type(error).__name__:
        case "MissingParameter":
            parameter = getattr(error, "param", None)
            name = parameter.get_error_hint() if parameter else ""
            return _("{name} is missing.").format(name=name.replace("'", ""))
        case "NoSuchOption":
            return _("There is no option {option} here.").format(option=option)
        case "BadOptionUsage" if "requires" in error.message:
            return _("The option {option} needs a value.").format(option=option)
        case "BadOptionUsage":
            return _("The option {option} takes no value.").format(option=option)
    return error.format_message()
