"""What the law makes one do on a sheet: record a consent, revoke one, note an objection."""

from datetime import date
from typing import TYPE_CHECKING

from prospect_tui.domain.consents import Channel, ConsentKind
from prospect_tui.i18n import _, formats
from prospect_tui.tui.dialogs import confirm, form
from prospect_tui.tui.screens import opposing
from prospect_tui.tui.screens.folder_actions import FolderActions
from prospect_tui.tui.text import plain
from prospect_tui.wording.consents import channel_name, consent_text, kind_name

if TYPE_CHECKING:
    from textual.content import Content

    from prospect_tui.tui.dialogs.form import Values


class SheetLaw(FolderActions):
    """A sheet on which consents and objections are kept."""

    record_id: int

    def action_oppose(self) -> None:
        """Record that the person, or those of the opportunity, object to canvassing."""
        if self.chosen_opportunity() is None:
            opposing.ask_row(self, self.record_id)
        else:
            super().action_oppose()

    def action_consent(self) -> None:
        """Record a consent that can be proved, or a running contract."""
        from prospect_tui.services import consents  # noqa: PLC0415 - first consent

        workspace, row_id = self.context.workspace, self.record_id

        def save(values: "Values") -> None:
            consents.add(workspace, row_id, consents.NewConsent(**values))

        def saved(_values: "Values") -> None:
            self.tell(_("Consent recorded."))
            self.context.changed.ring(prospects=[row_id])

        title = _("Consent, or running contract")
        self.ask(form.Form(title, self._consent_fields(), check=save), saved)

    def end_consent(self, consent_id: int) -> None:
        """Revoke a consent, once it is confirmed."""
        from prospect_tui.services import consents  # noqa: PLC0415 - first consent

        workspace, row_id = self.context.workspace, self.record_id
        known = {one.id: one for one in consents.of_row(workspace, row_id)}[consent_id]
        if known.revoked_at is not None:
            self.tell(_("It was revoked already."))
            return

        def revoke(_yes: bool) -> None:
            consents.revoke(workspace, consent_id)
            self.tell(_("Consent revoked."))
            self.context.changed.ring(prospects=[row_id])

        detail = consent_text(known, workspace.clock.today(), workspace.zone)
        question = confirm.Confirm(_("Revoke this consent?"), detail=detail, accept=_("revoke"))
        self.ask(question, revoke)

    def _consent_fields(self) -> "list[form.FormField]":
        kinds = [(kind, kind_name(kind)) for kind in ConsentKind]
        channels = [(channel, channel_name(channel)) for channel in Channel]
        today = _("today")
        return [
            form.ChoiceField("kind", _("What"), kinds, ConsentKind.CONSENT),
            form.TextField(
                "wording",
                _("Words accepted"),
                required=True,
                hint=_("word for word; of a contract, its object"),
            ),
            form.ChoiceField("channel", _("Channel"), channels, Channel.PHONE),
            form.TextField("given_on", _("Given"), today, parse=self._past_day, echo=self._past),
            form.TextField("recorded_by", _("Recorded by"), self.context.settings.responsible),
            form.TextField("evidence", _("Proof"), hint=_("recording, form, signed contract…")),
            form.TextField("until", _("Until"), parse=self._day, echo=self._coming),
        ]

    def _past_day(self, text: str) -> date | None:
        return self._day(text, past=True)

    def _day(self, text: str, *, past: bool = False) -> date | None:
        """Read a day as people type it; None when nothing is typed."""
        from prospect_tui.domain.shorthand import parse_when  # noqa: PLC0415 - first date

        workspace = self.context.workspace
        if not text:
            return None
        return parse_when(text, workspace.clock.local_now(), workspace.calendar, past=past).day

    def _past(self, text: str) -> "Content":
        return self._said(self._day(text, past=True))

    def _coming(self, text: str) -> "Content":
        return self._said(self._day(text))

    def _said(self, day: date | None) -> "Content":
        return plain(f"→ {formats.day_long(day)}" if day else "")
