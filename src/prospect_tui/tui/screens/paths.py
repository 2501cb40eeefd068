"""Asking for a file: its path typed or dropped, or found by going through folders."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static

from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.i18n import _, formats
from prospect_tui.services.typed_paths import Entry, is_folder, is_there, listing, typed_path
from prospect_tui.tui.dialogs.choose import Choice, Choose

PARENT = ".."


class ChooseFile(Choose[Path]):
    """Answers the path of a file. Enter on a folder goes into it; Tab completes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(
        self, title: str, suffixes: Sequence[str], zone: ZoneInfo, *, folder: Path
    ) -> None:
        """Ask for a file with one of these endings, beginning in `folder`."""
        super().__init__(title, source=self._found)
        self._suffixes = suffixes
        self._zone = zone
        self._folder = folder
        self._listed: tuple[Path, list[Entry]] = (Path(), [])

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _("Enter: accept or open the folder · Tab: complete · Esc: cancel")

    def on_mount(self) -> None:
        """Begin in the folder."""
        self._type(self._folder)

    def action_complete(self) -> None:
        """Type the rest of the name under the cursor."""
        chosen = self._under_cursor()
        if chosen is not None:
            self._type(chosen)

    def action_save(self) -> None:
        """Answer the file that is typed or under the cursor, or go into the folder."""
        typed = self._typed()
        is_file = is_there(typed) and not is_folder(typed)
        chosen = typed if is_file else self._under_cursor()
        if chosen is None and not is_there(typed):
            place = self.query_one(".dialog-hint", Static)
            self.say_error(InvalidValue("file.not_found", name=clean(typed.name)), place)
        elif chosen is not None and not is_folder(chosen):
            self.dismiss(chosen)
        elif chosen is not None:
            self._type(chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the line that was clicked."""
        event.stop()
        event.prevent_default()
        self.query_one(Input).value = str(self._shown[event.option_index].value)
        self.action_save()

    def _typed(self) -> Path:
        return typed_path(self.query_one(Input).value)

    def _under_cursor(self) -> Path | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place].value if place is not None and self._shown else None

    def _type(self, path: Path) -> None:
        """Type a path; a folder with the sign that lists what it holds."""
        line = self.query_one(Input)
        line.value = f"{path}/".replace("//", "/") if is_folder(path) else str(path)
        line.cursor_position = len(line.value)
        line.focus()

    def _found(self, text: str) -> Sequence[Choice[Path]]:
        """Return what the text may mean: the files of its folder that begin so, then others."""
        path = typed_path(text)
        folder, begun = (path, "") if text.endswith("/") else (path.parent, path.name)
        if self._listed[0] != folder:
            self._listed = (folder, listing(folder, self._suffixes))
        sought = fold(begun)
        found = [
            entry
            for entry in self._listed[1]
            if sought in fold(entry.path.name) and (sought or not entry.path.name.startswith("."))
        ]
        found.sort(key=lambda entry: not fold(entry.path.name).startswith(sought))
        choices = [self._choice(entry) for entry in found]
        if not begun and folder != folder.parent:
            choices.append(Choice(folder.parent, f"{PARENT}/"))
        return choices

    def _choice(self, entry: Entry) -> Choice[Path]:
        if entry.is_folder:
            return Choice(entry.path, f"{entry.path.name}/")
        day = formats.day_short(entry.changed_at.astimezone(self._zone).date())
        return Choice(entry.path, entry.path.name, f"{formats.file_size(entry.size)} · {day}")
