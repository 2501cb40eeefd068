"""The page of a client folder: every sale, the people, what comes again, what was said."""

from typing import TYPE_CHECKING, ClassVar

from prospect_tui.domain.vocabulary import Status
from prospect_tui.i18n import N_, _
from prospect_tui.services import ambassadors, clients, folders
from prospect_tui.services.clients import FolderPage
from prospect_tui.tui.dialogs.prompt import Prompt
from prospect_tui.tui.screens.contact_page import KnownPage
from prospect_tui.tui.screens.folder_actions import ask_duplicate
from prospect_tui.tui.screens.note_taking import remarks_on
from prospect_tui.tui.screens.printing_out import ask_print
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page
from prospect_tui.tui.widgets.sheet_parts import Does, page_lines
from prospect_tui.wording.folders import (
    ambassador_said,
    folder_parts,
    folder_text,
    printed_folder,
    printed_title,
)
from prospect_tui.wording.sheet_lines import Part, Seen

if TYPE_CHECKING:
    from prospect_tui.services.printing import PrintedSheet

PAGE = 100
"""Lines of what was said that are read at once."""


class FolderScreen(KnownPage):
    """Everything about a client."""

    SCOPE: ClassVar[str] = "folder"
    KIND: ClassVar[str] = "folder"
    ABOUT = N_(
        "One client: all that was sold and is being sold, to whom, what comes up again and what was"
        " said, on one page. Enter opens the sale or the person under the cursor; on a sale, r"
        " comes back here. A folder holds two sales at least: it is born with the second one and"
        " goes when a single one is left."
    )
    _shown: FolderPage
    _most = PAGE

    def read_page(self) -> None:
        """Read the folder."""
        self._shown = clients.folder_page(self.context.workspace, self.record_id, self._most)

    def page_lines(self, page: Page) -> list[PageLine]:
        """Return the page."""
        parts = (one for one in self._parts() if not (one.is_aside and self.is_pair))
        return page_lines(parts, page.cells)

    def past_lines(self, page: Page) -> list[PageLine]:
        """Return what was said in all of the sales."""
        return page_lines((one for one in self._parts() if one.is_aside), page.cells)

    def _parts(self) -> tuple[Part, ...]:
        return folder_parts(self._shown, self._seen)

    @property
    def _seen(self) -> Seen:
        workspace = self.context.workspace
        return Seen(workspace.clock.today(), workspace.zone)

    def touched_sales(self) -> list[int]:
        """Return the sales of the folder."""
        return [one.id for one in self._shown.sales]

    def as_text(self) -> list[str]:
        """Return the page as text."""
        return folder_text(self._shown, self._seen)

    def action_edit(self) -> None:
        """Change the name or the notes, open the sale or the person, or read on."""
        ref = self.ref
        if ref is None or self._gone:
            return
        if ref.does is Does.EDIT:
            self._ask_text(ref.name)
        elif ref.does is Does.MORE:
            self._most += PAGE
            self.read()
        elif ref.does is not Does.READ:
            self.open_sheet(ref.does.value, ref.id)

    def _ask_text(self, name: str) -> None:
        if name == "notes":
            self.action_note()
            return
        workspace, folder_id = self.context.workspace, self.record_id

        def save(text: str) -> str:
            folders.rename(workspace, folder_id, text)
            return text

        prompt = Prompt(_("Name of the client folder"), save, value=self._shown.folder.name)
        self.ask(prompt, lambda _text: self.ring())

    def action_note(self) -> None:
        """Add a line to the notes of the folder."""
        workspace, folder_id = self.context.workspace, self.record_id

        def save(text: str) -> str:
            folders.add_note(workspace, folder_id, text)
            return text

        title = _("A line more in the notes of this client")
        prompt = Prompt(title, save, echo=lambda text: plain(remarks_on(text)), precious=True)
        self.ask(prompt, lambda _text: self.ring())

    def action_print(self) -> None:
        """Ask how the page is wanted: all that was said is on it."""
        if not self._gone:
            title = printed_title(self._shown)
            ask_print(self, _("Print this client: how?"), title, self._printed)

    def _printed(self) -> "PrintedSheet":
        page = clients.folder_page(self.context.workspace, self.record_id, most=None)
        return printed_folder(page, self._seen)

    def action_duplicate(self) -> None:
        """Make another sale like the one under the cursor, in this folder."""
        sale = self._sale()
        if sale is not None:
            ask_duplicate(self, sale)

    def action_take_out(self) -> None:
        """Take the sale under the cursor out of the folder."""
        sale = self._sale()
        if sale is None:
            return
        title = next(one.title for one in self._shown.sales if one.id == sale)
        touched = self.touched_sales()
        is_dissolved = folders.take_out(self.context.workspace, sale)
        said = (
            _("{title} is taken out. A single sale was left: the folder is dissolved.")
            if is_dissolved
            else _("{title} is taken out of the folder.")
        )
        self.tell(said.format(title=title))
        self.context.changed.ring(opportunities=touched)

    def action_ambassador(self) -> None:
        """Say that the person under the cursor recommends you, or does not any more."""
        ref = self.ref
        if self._gone:
            return
        if ref is not None and ref.does is Does.OPEN_CONTACT:
            contact_id = ref.id
        else:
            sold = self._shown.of(Status.WON) or self._shown.sales
            contact_id = ambassadors.main_person(self.context.workspace, sold[0].id)
        name, is_ambassador = ambassadors.toggle(self.context.workspace, contact_id)
        self.tell(ambassador_said(name, is_ambassador=is_ambassador))
        self.ring()

    def _sale(self) -> int | None:
        ref = self.ref
        if self._gone:
            return None
        if ref is not None and ref.does is Does.OPEN_OPPORTUNITY:
            return ref.id
        self.tell(_("That is for an opportunity: put the cursor on one."))
        return None
