"""The columns of a file in a list: shown or hidden, their order, their widths, one's own ones.

What is done is done at once, on the grid behind; only a deletion is left to the screen, because it
may take long. It knows no grid: whoever opens it is its `ColumnHost`.
"""

from collections.abc import Callable
from typing import ClassVar, NamedTuple, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.columns import OWN_KINDS, Column, choices_of
from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.domain.layouts import Layout
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.labels import column_kind_label
from prospect_tui.services import own_columns
from prospect_tui.services.layouts import Arrangement
from prospect_tui.services.prospect_files import FileSummary
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.dialogs.form import ChoiceField, Form, FormField, TextField, Values
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.text import fit, plain
from prospect_tui.tui.widgets.lines_view import LinesView, PageLine
from prospect_tui.tui.widgets.text_line import TextLine
from prospect_tui.wording.cells import title
from prospect_tui.wording.own_columns import choices_text, reserved_names

_KIND, _WIDTH, _NOTE = 16, 10, 18
"""Cells of the list after the title of a column."""
_LEAST_TITLE = 12


class ColumnHost(Protocol):
    """The screen whose columns are listed."""

    context: AppContext
    file: FileSummary | None
    arrangement: Arrangement | None

    @property
    def in_place(self) -> int:
        """Return how many of the columns shown, the first ones, do not scroll away."""

    def may_write(self) -> bool:
        """Say whether the base may be written, and tell when it may not."""

    def lay_out(self, layout: Layout) -> None:
        """Show and keep this layout."""

    def lay_out_made(self, layout: Layout) -> None:
        """Show and keep this layout, with a column just made in its place."""

    def lay_out_naturally(self) -> None:
        """Forget the layout."""

    def fitted_width(self, key: str) -> int:
        """Return the width that shows a column whole."""

    def own_columns_changed(self) -> None:
        """Read the columns of the file anew."""


class ColumnsList(Dialog["Column | KindWanted"]):
    """The columns in their order: what is shown of them, and how."""

    AUTO_FOCUS = "LinesView"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "show_or_hide", show=False),
        Binding("shift+up,alt+up", "move(-1)", show=False),
        Binding("shift+down,alt+down", "move(1)", show=False),
        Binding("=", "fit", show=False),
        Binding("p", "freeze", show=False),
        Binding("a", "show_all", show=False),
        Binding("d", "usual", show=False),
        Binding("f,/", "filter", show=False),
    ]

    def __init__(self, host: ColumnHost, start: str) -> None:
        """List the columns of the file that `host` shows, beginning on the one keyed `start`."""
        assert host.file is not None
        super().__init__(_("Columns of “{name}”").format(name=host.file.name))
        self._host = host
        self._file_id = host.file.id
        self._start = start

    def compose_body(self) -> ComposeResult:
        """Yield the line that finds a column, and the list."""
        with Horizontal(classes="columns-filter"):
            yield Static(plain(_("Find: ")))
            yield TextLine(compact=True, placeholder=_("f, then a few letters"))
        yield LinesView(self._lines, id="columns-list")

    def on_mount(self) -> None:
        """Begin on the column of the cursor."""
        self.call_after_refresh(lambda: self._renew(self._start, from_top=True))

    @property
    def _list(self) -> LinesView:
        return self.query_one(LinesView)

    @property
    def _arrangement(self) -> Arrangement:
        assert self._host.arrangement is not None
        return self._host.arrangement

    @property
    def _column(self) -> Column | None:
        """Return the column under the cursor."""
        return self._arrangement.columns.get(str(self._list.cursor))

    # what is listed

    def _lines(self, cells: int) -> list[PageLine]:
        layout = self._arrangement.layout
        frozen = set(layout.shown[: self._host.in_place])
        sought = fold(clean(self.query_one(Input).value)).strip()
        return [
            self._line(column, layout, column.key in frozen, cells)
            for column in self._arrangement.everything
            if sought in fold(title(column))
        ]

    @staticmethod
    def _line(column: Column, layout: Layout, is_frozen: bool, cells: int) -> PageLine:
        place = layout.place(column.key)
        room = max(_LEAST_TITLE, cells - 2 - _KIND - _WIDTH - _NOTE)
        notes = (_("in place") if is_frozen else "", _("of the file") if column.is_own else "")
        width = str(place.width) if place.width else _("fitted")
        look = "muted" if place.hidden else ""
        spans = (
            ("☐ " if place.hidden else "☑ ", look),
            (fit(title(column), room), look or "strong"),
            (" " + fit(column_kind_label(column.kind), _KIND - 1), look),
            (fit(width, _WIDTH - 2, "right") + "  ", look),
            (joined(*notes, by=", "), "muted"),
        )
        return PageLine(spans, column.key)

    def _renew_all(self, key: str) -> None:
        """Draw the whole list again: a column is there whatever was sought."""
        self.query_one(Input).value = ""
        self._renew(key)

    def _renew(self, key: str = "", *, from_top: bool = False) -> None:
        """Draw the list again, the cursor on a column, and tell how many are shown."""
        self._list.renew(to=key or None, from_top=from_top)
        layout = self._arrangement.layout
        text = _("{title} · {shown} shown of {count}").format(
            title=self._title,
            shown=formats.number(len(layout.shown)),
            count=formats.number(len(layout.columns)),
        )
        self.query_one(".dialog-title", Static).update(plain(text))

    # how the columns are shown

    def _arrange(self, change: Callable[[Layout, str], Layout]) -> None:
        """Change the layout for the column under the cursor."""
        column = self._column
        if column is not None:
            self._host.lay_out(change(self._arrangement.layout, column.key))
            self._renew(column.key)

    @on(LinesView.Opened)
    def action_show_or_hide(self) -> None:
        """Show the column, or hide it."""

        def toggled(layout: Layout, key: str) -> Layout:
            hidden = not layout.place(key).hidden
            if hidden and len(layout.shown) == 1:
                raise Refused("column.last")
            return layout.with_hidden(key, hidden=hidden)

        self._arrange(toggled)

    def action_move(self, step: int) -> None:
        """Move the column past its neighbour of the list."""
        listed = [str(ref) for ref in self._list.refs]
        self._arrange(lambda layout, key: layout.with_moved(key, step, listed))

    def action_fit(self) -> None:
        """Make the column as wide as what is seen of it."""
        self._arrange(lambda layout, key: layout.with_width(key, self._host.fitted_width(key)))

    def action_freeze(self) -> None:
        """Keep the columns up to this one in place; only the first when they are already."""

        def frozen(layout: Layout, key: str) -> Layout:
            return layout if layout.place(key).hidden else layout.frozen_to(key)

        self._arrange(frozen)

    def action_show_all(self) -> None:
        """Show every column."""
        layout = self._arrangement.layout
        for key in layout.keys:
            layout = layout.with_hidden(key, hidden=False)
        self._arrange(lambda _layout, _key: layout)

    def action_usual(self) -> None:
        """Forget every arrangement: the usual columns, in their usual order."""
        column = self._column
        self._host.lay_out_naturally()
        self._renew(column.key if column else "")

    # finding

    def action_filter(self) -> None:
        """Type a few letters of a name."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the columns whose name holds what is typed."""
        event.stop()
        self._renew()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list, still narrowed."""
        event.stop()
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        """Go from the line down to the list."""
        if event.key == "down" and self.query_one(Input).has_focus:
            event.stop()
            self._list.focus()

    def action_cancel(self) -> None:
        """Leave the line that finds, then the list."""
        line = self.query_one(Input)
        if line.value or line.has_focus:
            line.value = ""
            self._list.focus()
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Leave: everything is saved already."""
        self.dismiss(None)


class KindWanted(NamedTuple):
    """What an own column is to hold from now on."""

    column: Column
    kind: ColumnKind
    choices: tuple[str, ...]


class ColumnsDialog(ColumnsList):
    """The list, with one's own columns to make and rename.

    Answers the one to delete, or that is to hold something else; nothing when all is done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "change", show=False),
        Binding("n,insert,ctrl+n", "new", show=False),
        Binding("t", "kind", show=False),
        Binding("x,delete", "delete", show=False),
    ]

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _(
            "Space: show or hide · Shift+↑↓: move · n: new column · Enter: rename · t: kind ·"
            " x: delete · =: fit · p: keep in place up to here · a: show all · d: usual ones ·"
            " f: find · Esc: done"
        )

    def _own_column(self, refusal: str) -> Column | None:
        """Return the column under the cursor, if it may be changed; `refusal` if it is fixed."""
        column = self._column
        if column is not None and not column.is_own:
            raise Refused(refusal)
        return column if column is not None and self._host.may_write() else None

    def action_new(self) -> None:
        """Ask for a column of one's own, which goes after the one under the cursor."""
        if not self._host.may_write():
            return
        fields = (TextField("name", _("Name"), parse=self._checked, required=True), *_kind_fields())
        self.ask(Form(_("New column"), fields, check=_check_kind), self._add)

    def _add(self, values: Values) -> None:
        after = self._column
        made = own_columns.add_column(
            self._host.context.workspace,
            self._file_id,
            values["name"],
            values["kind"],
            values["choices"],
            reserved=reserved_names(),
        )
        self._host.own_columns_changed()
        layout = self._arrangement.layout.with_hidden(made.key, hidden=False)
        if after is not None:
            layout = layout.with_put(made.key, beside=after.key, after=True)
        self._host.lay_out_made(layout)
        self._renew_all(made.key)

    def action_change(self) -> None:
        """Ask for another name of an own column, and for its choices if it has any."""
        column = self._own_column("column.fixed")
        if column is None:
            return
        question = _("Another name for “{name}”").format(name=column.label)

        def checked(name: str) -> str:
            return self._checked(name, column)

        if column.kind is not ColumnKind.CHOICE:
            dialog = Prompt(question, checked, value=column.label)
            self.ask(dialog, lambda name: self._rename(column, name))
            return
        fields = (
            TextField("name", _("Name"), column.label, checked, required=True),
            TextField("choices", _("Choices"), choices_text(column.choices), _some_choices),
        )
        self.ask(Form(question, fields), lambda values: self._change(column, values))

    def _change(self, column: Column, values: Values) -> None:
        if values["choices"] != column.choices:
            workspace = self._host.context.workspace
            own_columns.change_choices(workspace, column, values["choices"])
        self._rename(column, values["name"])

    def _rename(self, column: Column, name: str) -> None:
        if name != column.label:
            workspace = self._host.context.workspace
            own_columns.rename_column(workspace, column, name, reserved=reserved_names())
        self._host.own_columns_changed()
        self._renew_all(column.key)

    def _checked(self, name: str, renamed: Column | None = None) -> str:
        """Return a usable name; raises `InvalidValue` with what is wrong with it."""
        workspace = self._host.context.workspace
        return own_columns.checked_name(
            workspace, self._file_id, name, renamed=renamed, reserved=reserved_names()
        )

    def action_kind(self) -> None:
        """Ask what an own column is to hold, and leave with it: its values are read anew."""
        column = self._own_column("column.fixed_kind")
        if column is None:
            return

        def wanted(values: Values) -> None:
            asked = KindWanted(column, values["kind"], values["choices"])
            if asked.kind is not column.kind:
                self.dismiss(asked)
            elif asked.kind is ColumnKind.CHOICE:
                self._change(column, {"name": column.label, "choices": asked.choices})

        question = _("What “{name}” holds").format(name=column.label)
        self.ask(Form(question, _kind_fields(column), check=_check_kind), wanted)

    def action_delete(self) -> None:
        """Leave, with the own column to delete."""
        column = self._own_column("column.fixed_delete")
        if column is not None:
            self.dismiss(column)


def _kind_fields(column: Column | None = None) -> tuple[FormField, ...]:
    """Return the lines that ask what a column holds: as it is, or text for a new one."""
    kinds = [(kind, column_kind_label(kind)) for kind in OWN_KINDS]
    hint = _("for a choice: red, blue, green")
    known = choices_text(column.choices) if column else ""
    return (
        ChoiceField("kind", _("What it holds"), kinds, column.kind if column else ColumnKind.TEXT),
        TextField("choices", _("Choices"), known, choices_of, hint=hint),
    )


def _check_kind(values: Values) -> None:
    if values["kind"] is ColumnKind.CHOICE:
        own_columns.checked_choices(values["choices"])


def _some_choices(text: str) -> tuple[str, ...]:
    return own_columns.checked_choices(choices_of(text))
