"""Typer in the user's language: its help, its headings, and what it says of a mistyped command.

Help texts are written where commands are declared, marked with `N_`, and translated here when the
command tree is built, because the language is only known then.
"""

import gettext
import os
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from prospect_tui.domain.errors import InvalidValue
from prospect_tui.i18n import N_, _, current_language
from prospect_tui.i18n.catalog import DOMAIN, LOCALE_DIRECTORY

_TYPER_TEXTS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("COMMAND [ARGS]..."),
)
"""What Typer says by itself; it asks the standard gettext, or is handed the translation below."""


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
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, _("Usage: "))


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
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, _("Usage: "))


def localise(command: Command | Group) -> None:
    """Translate a command and those below it, and what Typer says by itself."""
    os.environ["LANGUAGE"] = current_language()
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIRECTORY))
    gettext.textdomain(DOMAIN)
    _translate(command)


def _translate(command: Any) -> None:
    command.help, command.epilog = _(command.help or ""), _(command.epilog or "")
    help_option = command.get_help_option(command.context_class(command))
    for parameter in (*command.params, help_option):
        parameter.help = _(parameter.help or "")
        parameter.metavar = _(parameter.metavar or "") or None
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _(command.subcommand_metavar)
        for below in command.commands.values():
            _translate(below)


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
