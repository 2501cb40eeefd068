"""The arguments and options that several commands share, and how typed values are read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer

from prospect_tui.cli.language import Command, Group
from prospect_tui.cli.start import Start
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.numbers import parse_money
from prospect_tui.domain.opportunities import check_probability
from prospect_tui.domain.shorthand import parse_when
from prospect_tui.domain.when import When
from prospect_tui.i18n import N_
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.cells import title
from prospect_tui.wording.choices import choices_by_name
from prospect_tui.wording.columns import column_names, nearest

Value = TypeVar("Value")
Function = TypeVar("Function", bound=Callable[..., int])
LONGEST = 15
"""Figures of the largest number that a command takes; SQLite's own limit is further."""


def noun(**details: Any) -> typer.Typer:
    """Return the place of some commands; with a `name`, they come after that word."""
    details = {"no_args_is_help": True, **details}
    return typer.Typer(cls=Group, rich_markup_mode=None, **details)


def command(app: typer.Typer, name: str, text: str) -> Callable[[Function], Function]:
    """Register a function as a command; `text` is its help, marked for translation."""
    return app.command(name, cls=Command, help=text)


@contextmanager
def opened(context: typer.Context) -> Iterator[Workspace]:
    """Open the base that the options and the environment name."""
    start: Start = context.obj
    with start.workspace() as workspace:
        yield workspace


def whole_number(text: str | int) -> int:
    """Read a number of a record or a count; raises `InvalidValue`."""
    digits = str(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST):
        raise InvalidValue("command.number", value=digits)
    return int(digits)


def percentage(text: str | int) -> int:
    """Read a probability in percent; raises `InvalidValue`, which tells its bounds."""
    try:
        check_probability(found := whole_number(text))
    except InvalidValue:
        raise InvalidValue("opportunity.probability", value=str(text)) from None
    return found


def money(text: str | int) -> int:
    """Read an amount in euros into cents; raises `InvalidValue`."""
    return text if isinstance(text, int) else parse_money(text)


def typed_when(workspace: Workspace, text: str) -> When:
    """Read a date as people type it; raises `InvalidDate`."""
    return parse_when(text, workspace.clock.local_now(), workspace.calendar)


def named(text: str, known: Mapping[str, Value], refusal: str) -> Value:
    """Return what is called `text`, whatever its case and accents.

    Raises `InvalidValue` with the message id `refusal`, which is given `value` and what is known:
    the last one of the names of each, as the user sees it.
    """
    found = {fold(name): value for name, value in known.items()}.get(fold(text.strip()))
    if found is None:
        raise InvalidValue(refusal, value=text, known=told_names(known))
    return found


def told_names(known: Mapping[str, Any]) -> str:
    """Return the last name of each thing that is `known`: codes come before words."""
    return ", ".join({value: name for name, value in known.items()}.values())


def column_named(text: str, columns: Mapping[str, Column]) -> Column:
    """Return the column with this title or English name; raises `InvalidValue`."""
    names = column_names(columns)
    key = names.get(fold(text.strip()))
    if key is not None:
        return columns[key]
    near = ", ".join(title(columns[one]) for one in nearest(text, names))
    if near:
        raise InvalidValue("command.column_near", value=text, near=near)
    raise InvalidValue("command.column_none", value=text)


def field_changes(texts: Iterable[str], fields: Mapping[str, Value]) -> list[tuple[Value, str]]:
    """Read each FIELD=VALUE, a field by one of its names; raises `InvalidValue`."""
    changes = []
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise InvalidValue("command.change", value=text, known=told_names(fields))
        changes.append((named(name, fields, "command.field"), value))
    return changes


def option(*names: str, **details: Any) -> Any:
    """Return an option; its default goes without saying, or is said in its help."""
    return typer.Option(*names, show_default=False, **details)


def one_of(words: type[StrEnum]) -> dict[str, Any]:
    """Return the details of an option or argument that takes one of the fixed `words`.

    Help and completion tell their codes; the words of the user's language are understood too.
    """
    codes = [word.value or word.name.lower() for word in words]

    def read(text: str) -> StrEnum:
        return named(text, choices_by_name(words), "command.choice")

    return {"parser": read, "metavar": "|".join(codes), "autocompletion": lambda: codes}


TEXT = N_("TEXT")
"""How help calls what is typed freely."""
Json = Annotated[bool, option("--json", help=N_("Answer in JSON, for programs."))]
Row = Annotated[
    int, typer.Argument(parser=whole_number, metavar=N_("ROW"), help=N_("Number of the row."))
]
Rows = Annotated[
    list[int],
    typer.Argument(parser=whole_number, metavar=N_("ROW"), help=N_("Numbers of the rows.")),
]
Deal = Annotated[
    int,
    typer.Argument(
        parser=whole_number, metavar=N_("OPPORTUNITY"), help=N_("Number of the opportunity.")
    ),
]
Number = Annotated[
    int, typer.Argument(parser=whole_number, metavar=N_("NUMBER"), help=N_("Number of the row."))
]
"""A row, unless `IsOpportunity` says otherwise."""
IsOpportunity = Annotated[
    bool, option("--opportunity", help=N_("The number is that of an opportunity."))
]
WhenText = Annotated[
    str,
    typer.Argument(
        metavar=N_("WHEN"), help=N_("Date as you would say it: “tomorrow 9am”, “+3d”, “15/12”.")
    ),
]
Place = Annotated[
    int,
    typer.Argument(parser=whole_number, metavar=N_("PLACE"), help=N_("Place in the list, from 1.")),
]
AndRetired = Annotated[bool, option("--all", help=N_("The retired ones too."))]
InFile = Annotated[
    str,
    option("--file", metavar=N_("FILE"), help=N_("Only this prospecting file (its name).")),
]
InFiles = Annotated[
    list[str] | None,
    option("--file", metavar=N_("FILE"), help=N_("Only these prospecting files; repeat it.")),
]
Filter = Annotated[
    str,
    option(
        "--filter",
        metavar=N_("TEXT"),
        help=N_("Words and conditions as on the screen: lyon score:chaud staff>10."),
    ),
]
Sort = Annotated[
    str,
    option(
        "--sort",
        metavar=N_("TEXT"),
        help=N_("Columns to sort by, “-” for descending: city,-score."),
    ),
]
ViewName = Annotated[
    str, option("--view", metavar=N_("NAME"), help=N_("Only the rows of this saved view."))
]
Changes = Annotated[
    list[str],
    typer.Argument(metavar=N_("FIELD=VALUE"), help=N_("What a field is to hold; repeat it.")),
]
Limit = Annotated[
    int,
    option("--limit", parser=whole_number, metavar=N_("COUNT"), help=N_("At most so many lines.")),
]
