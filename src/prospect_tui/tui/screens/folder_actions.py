"""What the pipeline and a sheet do about clients: duplicate, file together, intermediaries."""

from functools import partial
from typing import TYPE_CHECKING

from prospect_tui.domain.errors import Refused
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _
from prospect_tui.i18n.key_names import key_name
from prospect_tui.tui.dialogs import form
from prospect_tui.tui.dialogs.choose import Choice, Choose
from prospect_tui.tui.screen import BaseScreen
from prospect_tui.tui.screens.opportunity_actions import OpportunityActions

if TYPE_CHECKING:
    from prospect_tui.tui.dialogs.form import FormField, Values


class FolderActions(OpportunityActions, is_part=True):
    """A screen from which an opportunity is filed with others of its client."""

    def action_duplicate(self) -> None:
        """Make a second opportunity like the chosen one, filed with it unless told otherwise."""
        chosen = self._chosen()
        if chosen is not None:
            ask_duplicate(self, chosen)

    def action_folder(self) -> None:
        """Open the client folder of the opportunity; in none, ask with which one it is filed."""
        from prospect_tui.services import folders  # noqa: PLC0415 - first folder

        chosen = self._chosen()
        if chosen is None:
            return
        record = self._sheet_of(chosen).opportunity
        if record.folder_id is not None:
            self.open_sheet("folder", record.folder_id)
            return
        others = folders.candidates(self.context.workspace, chosen)
        if not others:
            raise Refused("folder.alone")

        def group(company_id: int | None) -> str:
            same = company_id is not None and company_id == record.company_id
            return _("Of the same company") if same else _("Others")

        choices = [
            Choice(
                one.id,
                one.title,
                joined(one.company_name, one.folder_name),
                group(one.company_id),
            )
            for one in others
        ]
        title = _("“{title}” is in no client folder. File it with which sale of the client?")
        question = Choose(title.format(title=record.title), choices)
        self.ask(question, partial(self._file_with, chosen))

    def _file_with(self, chosen: int, other: int) -> None:
        from prospect_tui.services import folders  # noqa: PLC0415 - first folder

        workspace = self.context.workspace
        folder_id = folders.file_with(workspace, chosen, other)
        name = folders.folder(workspace, folder_id).name
        self.tell(_("Filed in the client folder “{name}”. r opens it.").format(name=name))
        self.context.changed.ring(opportunities=[chosen, other])

    def action_intermediary(self) -> None:
        """Say through whom the sale advances, and for whom; or that nobody stands between."""
        from prospect_tui.services import intermediaries  # noqa: PLC0415 - first one

        chosen = self._chosen()
        if chosen is None:
            return
        workspace = self.context.workspace
        record = self._sheet_of(chosen).opportunity
        if record.intermediary:
            intermediaries.directly(workspace, chosen)
            self._saved(chosen, _("No intermediary any more: {title}").format(title=record.title))
            return
        if not self._sheet_of(chosen).contacts:
            said = _("Nobody is in this sale yet: {key} adds the person through whom it advances.")
            self.tell(said.format(key=key_name(self.context.keys["sheet.add_person"].keys[0])))
            return
        known = intermediaries.proposed(workspace, chosen)
        first = known[0]
        client = record.company_name if record.company_name != first.agency else ""
        fields: list[FormField] = [
            form.ChoiceField("contact_id", _("Through"),
                             [(one.contact_id, one.name) for one in known], first.contact_id),
            form.TextField("client", _("End client"), client,
                           hint=_("whose folder it is; empty: as it stands")),
            form.TextField("tag", _("Common tag"), _("via {agency}").format(agency=first.agency),
                           hint=_("gathers what comes by this agency")),
        ]  # fmt: skip

        def save(values: "Values") -> None:
            intermediaries.through(workspace, chosen, **values)

        title = _("{title}: who stands between?").format(title=record.title)
        said = _("Through an intermediary: {title}").format(title=record.title)
        self.ask(form.Form(title, fields, check=save), lambda _values: self._saved(chosen, said))


def ask_duplicate(screen: BaseScreen, opportunity_id: int) -> None:
    """Ask how the second opportunity is called, and whether both go in one client folder."""
    from prospect_tui.services import duplicating, folders, sheets  # noqa: PLC0415 - first one

    workspace = screen.context.workspace
    record = sheets.opportunity_sheet(workspace, opportunity_id).opportunity
    made: list[int] = []

    def save(values: "Values") -> None:
        made.append(duplicating.duplicate(workspace, opportunity_id, **values))

    def show(values: "Values") -> None:
        screen.tell(_("To do: {title}").format(title=values["title"]))
        screen.context.changed.ring(opportunities=[opportunity_id, made[-1]])
        screen.open_sheet("opportunity", made[-1])

    if record.folder_id is not None:
        together = _("filed in “{name}”").format(name=record.folder_name)
    elif known := folders.of_client(workspace, opportunity_id):
        together = _("both filed in “{name}”").format(name=known)
    else:
        name = folders.name_of(workspace, opportunity_id)
        together = _("both filed in a new folder, “{name}”").format(name=name)
    fields: list[FormField] = [
        form.TextField("title", _("Title"), record.title, required=True),
        form.ChoiceField("together", _("Client folder"),
                         [(True, together), (False, _("in no folder"))], value=True),
    ]  # fmt: skip
    title = _("Duplicate “{title}”: people, company, tags and 5 W are kept").format(
        title=record.title
    )
    screen.ask(form.Form(title, fields, check=save), show)
