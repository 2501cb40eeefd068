"""The columns of a file: the twin of the list of columns of the files screen."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from prospect_tui.cli.exits import Exit
from prospect_tui.cli.language import Group
from prospect_tui.cli.options import Json, column_named, command, noun, opened, option
from prospect_tui.cli.output import Field, say_json, say_listing, tell
from prospect_tui.domain.columns import OWN_KINDS, Column, choices_of
from prospect_tui.domain.errors import InvalidValue, Refused
from prospect_tui.domain.layouts import Layout
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import column_kind_label
from prospect_tui.services import layouts, own_columns, prospect_files
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.cells import editable_text, title
from prospect_tui.wording.own_columns import choices_text, kind_text, reserved_names

_LIST = "list"


class _ListedByFile(Group):
    """The commands of columns; the name of a file stands for listing its columns."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a word that is no command for the file to list."""
        known = args[0] in self.commands or args[0].startswith("-")
        return super().resolve_command(ctx, args if known else [_LIST, *args])


app = noun()
columns = typer.Typer(
    cls=_ListedByFile,
    name="columns",
    rich_markup_mode=None,
    no_args_is_help=True,
    help=N_("The columns of a file: “prospect columns FILE” lists them."),
)
app.add_typer(columns)

File = Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("Name of the prospecting file."))]
Title = N_("Title of the column, or its English name.")
ColumnName = Annotated[str, typer.Argument(metavar=N_("COLUMN"), help=Title)]
ColumnNames = Annotated[list[str], typer.Argument(metavar=N_("COLUMN"), help=Title)]
NewName = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("Its name."))]
Choices = Annotated[
    str, typer.Argument(metavar=N_("CHOICES"), help=N_("Choices separated by commas."))
]


@dataclass(frozen=True, slots=True)
class _Listed:
    """A column with how its file shows it."""

    column: Column
    is_shown: bool
    is_frozen: bool
    width: int


@command(columns, _LIST, N_("List the columns of a file in their order, hidden ones too."))
def _list(context: typer.Context, file: File, as_json: Json = False) -> int:
    shown: list[Field[_Listed]] = [
        Field("key", lambda c: c.column.key, _("Name in English")),
        Field("title", lambda c: title(c.column), _("Column")),
        Field(
            "kind",
            lambda c: c.column.kind,
            _("What it holds"),
            lambda c: column_kind_label(c.column.kind),
        ),
        Field("choices", lambda c: c.column.choices, _("Choices"), _choices),
        Field("is_own", lambda c: c.column.is_own),
        Field("is_shown", lambda c: c.is_shown, _("Shown"), lambda c: _yes(c.is_shown)),
        Field("is_frozen", lambda c: c.is_frozen, _("In place"), lambda c: _yes(c.is_frozen)),
        Field("width", lambda c: c.width or None, _("Width"), lambda c: str(c.width or "")),
    ]
    with opened(context) as workspace:
        file_id = prospect_files.file_named(workspace, file).id
        return say_listing(_listed(workspace, file_id), shown, workspace.zone, as_json=as_json)


def _listed(workspace: Workspace, file_id: int) -> list[_Listed]:
    found = layouts.arrangement(workspace, file_id)
    frozen = set(found.layout.shown[: found.layout.frozen])
    return [
        _Listed(found.columns[place.key], not place.hidden, place.key in frozen, place.width)
        for place in found.layout.columns
    ]


def _choices(listed: _Listed) -> str:
    return choices_text(listed.column.choices) if listed.column.is_own else ""


def _yes(holds: bool) -> str:
    return _("yes") if holds else ""


def _kind(text: str) -> ColumnKind:
    known = {kind.value: kind for kind in OWN_KINDS}
    if text not in known:
        raise InvalidValue("command.choice", value=text, known=", ".join(known))
    return known[text]


@command(columns, "add", N_("Add a column to a file."))
def _add(
    context: typer.Context,
    file: File,
    name: NewName,
    kind: Annotated[
        ColumnKind,
        option(
            "--kind",
            parser=_kind,
            metavar="|".join(OWN_KINDS),
            help=N_("What it holds: text unless told otherwise."),
        ),
    ] = ColumnKind.TEXT,
    choices: Annotated[
        str, option("--choices", metavar=N_("CHOICES"), help=N_("Choices separated by commas."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        file_id = prospect_files.file_named(workspace, file).id
        listed = choices_of(choices)
        made = own_columns.add_column(
            workspace,
            file_id,
            name,
            ColumnKind.CHOICE if listed and kind is ColumnKind.TEXT else kind,
            listed,
            reserved=reserved_names(),
        )
        _answer(workspace, made, _("Column “{name}” added."), as_json=as_json)
    return Exit.DONE


@command(columns, "rename", N_("Give a column of one's own another name."))
def _rename(
    context: typer.Context, file: File, name: ColumnName, new: NewName, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        column = _named(workspace, file, name)
        label = own_columns.rename_column(workspace, column, new, reserved=reserved_names())
        renamed = Column(column.key, column.kind, label=label, choices=column.choices)
        _answer(workspace, renamed, _("The column is called “{name}”."), as_json=as_json)
    return Exit.DONE


@command(columns, "choices", N_("Give a column of choices other choices; what rows hold stays."))
def _change_choices(
    context: typer.Context, file: File, name: ColumnName, choices: Choices, as_json: Json = False
) -> int:
    with opened(context) as workspace:
        column = _named(workspace, file, name)
        listed = own_columns.change_choices(workspace, column, choices_of(choices))
        changed = Column(column.key, column.kind, label=column.label, choices=listed)
        _answer(workspace, changed, _("Choices of “{name}” saved."), as_json=as_json)
    return Exit.DONE


@command(columns, "kind", N_("Have a column of one's own hold something else; values follow."))
def _change_kind(
    context: typer.Context,
    file: File,
    name: ColumnName,
    kind: Annotated[
        ColumnKind,
        typer.Argument(parser=_kind, metavar="|".join(OWN_KINDS), help=N_("What it holds.")),
    ],
    choices: Annotated[
        str, option("--choices", metavar=N_("CHOICES"), help=N_("Choices separated by commas."))
    ] = "",
    as_json: Json = False,
) -> int:
    with opened(context) as workspace:
        column = _named(workspace, file, name)
        changed = own_columns.change_kind(
            workspace, column, kind, choices_of(choices), typed=editable_text
        )
        if as_json:
            answer = {**_json(changed.column), "values": changed.values}
            say_json({**answer, "problems": changed.problems}, workspace.zone)
        tell(kind_text(changed))
    return Exit.DONE


@command(
    columns, "delete", N_("Delete a column of one's own with its values; undo brings it back.")
)
def _delete(context: typer.Context, file: File, name: ColumnName, as_json: Json = False) -> int:
    with opened(context) as workspace:
        column = _named(workspace, file, name)
        count = own_columns.delete_column(workspace, column)
        if as_json:
            say_json({"key": column.key, "title": column.label, "values": count}, workspace.zone)
        text = ngettext(
            "Column “{name}” deleted, with {count} value.",
            "Column “{name}” deleted, with {count} values.",
            count,
        )
        tell(text.format(name=column.label, count=formats.number(count)))
    return Exit.DONE


@command(columns, "hide", N_("Hide columns of a file."))
def _hide(context: typer.Context, file: File, names: ColumnNames, as_json: Json = False) -> int:
    return _set_hidden(context, file, names, hidden=True, as_json=as_json)


@command(columns, "show", N_("Show columns of a file."))
def _show(context: typer.Context, file: File, names: ColumnNames, as_json: Json = False) -> int:
    return _set_hidden(context, file, names, hidden=False, as_json=as_json)


@command(columns, "reset", N_("Forget how the columns of a file were arranged."))
def _reset(context: typer.Context, file: File, as_json: Json = False) -> int:
    with opened(context) as workspace:
        file_id = prospect_files.file_named(workspace, file).id
        layouts.save_layout(workspace, file_id, Layout())
        if as_json:
            say_json({"shown": layouts.arrangement(workspace, file_id).layout.shown},
                     workspace.zone)  # fmt: skip
        tell(_("The usual columns are shown, in their usual order."))
    return Exit.DONE


def _set_hidden(
    context: typer.Context, file: str, names: list[str], *, hidden: bool, as_json: bool
) -> int:
    with opened(context) as workspace:
        file_id = prospect_files.file_named(workspace, file).id
        found = layouts.arrangement(workspace, file_id)
        layout = found.layout
        for name in names:
            key = column_named(name, found.columns).key
            layout = layout.with_hidden(key, hidden=hidden)
        if not layout.shown:
            raise Refused("column.last")
        if as_json:
            say_json({"shown": layout.shown}, workspace.zone)
        if layout == found.layout:
            tell(_("Nothing to do: it is so already."))
            return Exit.NOTHING
        layouts.save_layout(workspace, file_id, found.to_save(layout))
        count = len(layout.shown)
        text = ngettext("{count} column shown", "{count} columns shown", count)
        tell(text.format(count=formats.number(count)))
    return Exit.DONE


def _named(workspace: Workspace, file: str, name: str) -> Column:
    file_id = prospect_files.file_named(workspace, file).id
    return column_named(name, prospect_files.columns(workspace, file_id))


def _json(column: Column) -> dict[str, object]:
    return {
        "key": column.key,
        "title": column.label,
        "kind": column.kind,
        "choices": column.choices,
    }


def _answer(workspace: Workspace, column: Column, text: str, *, as_json: bool) -> None:
    if as_json:
        say_json(_json(column), workspace.zone)
    tell(text.format(name=column.label))
