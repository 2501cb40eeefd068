"""The saved views of a file: applying one, renaming and deleting them, saving the present one.

It writes through what it is given, and stays open while the list changes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prospect_tui.domain.cleaning import clean
from prospect_tui.domain.errors import ProspectError
from prospect_tui.i18n import _
from prospect_tui.services.saved_views import NamedView
from prospect_tui.tui.dialogs.base import Dialog
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.text import plain

Wanted = NamedView | Literal["save"]


@dataclass(frozen=True, slots=True)
class ViewsDesk:
    """What the question is given to work with."""

    views: Callable[[], Sequence[NamedView]]
    detail: Callable[[NamedView], str]
    """What a view filters and sorts, in words."""
    rename: Callable[[NamedView, str], object]
    delete: Callable[[NamedView], object]
    may_write: bool


class SavedViews(Dialog[Wanted]):
    """Answers the view to apply, or "save" to keep what is shown under a name."""

    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "save_present", show=False),
        Binding("r", "rename", show=False),
        Binding("x,delete", "delete", show=False),
    ]

    def __init__(self, title: str, desk: ViewsDesk, start: int | None) -> None:
        """List the views, beginning on the one numbered `start`."""
        super().__init__(title)
        self._desk = desk
        self._start = start
        self._shown: Sequence[NamedView] = ()

    @property
    def hint(self) -> str:
        """Return which keys act."""
        if not self._desk.may_write:
            return super().hint
        return _("Enter: apply · n: save what is shown · r: rename · x: delete · Esc: close")

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield OptionList(classes="dialog-list", markup=False)

    def on_mount(self) -> None:
        """List the views."""
        self._list(self._start)

    def _list(self, chosen: int | None) -> None:
        options, before = self.query_one(OptionList), self.query_one(OptionList).highlighted
        self._shown = self._desk.views()
        options.clear_options()
        if not self._shown:
            nothing = _("No view yet: n saves the filter and the sort shown under a name.")
            options.add_option(Option(plain(nothing), disabled=True))
            return
        options.add_options([Option(self._line(one)) for one in self._shown])
        ids = [one.id for one in self._shown]
        place = ids.index(chosen) if chosen in ids else before or 0
        options.highlighted = min(place, len(ids) - 1)

    def _line(self, view: NamedView) -> Content:
        return Content.assemble(plain(view.name), "  ", (clean(self._desk.detail(view)), "dim"))

    def _chosen(self) -> NamedView | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if self._shown and place is not None else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Apply the view under the cursor."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Apply the view under the cursor."""
        if (view := self._chosen()) is not None:
            self.dismiss(view)

    def action_save_present(self) -> None:
        """Leave to save what is shown."""
        if self._desk.may_write:
            self.dismiss("save")

    def action_rename(self) -> None:
        """Ask for another name."""
        view = self._chosen()
        if view is None or not self._desk.may_write:
            return

        def renamed(_name: str) -> None:
            self._list(view.id)

        def rename(name: str) -> str:
            self._desk.rename(view, name)
            return name

        self.ask(Prompt(_("New name of the view"), rename, value=view.name), renamed)

    def action_delete(self) -> None:
        """Delete the view under the cursor; undo brings it back."""
        view = self._chosen()
        if view is None or not self._desk.may_write:
            return
        try:
            self._desk.delete(view)
        except ProspectError as error:
            self.fail(error)
        self._list(None)
        self.tell(_("View “{name}” deleted: undo brings it back.").format(name=view.name))
