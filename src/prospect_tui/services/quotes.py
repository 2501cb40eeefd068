"""The quotes of an opportunity: made, sent, answered, given a newer version. Each is one undo.

What was sent never changes. The opportunity's amount follows its current quote, without VAT.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from prospect_tui.domain.cleaning import clean, clean_lines, fold
from prospect_tui.domain.errors import InvalidValue, NotFound, Refused
from prospect_tui.domain.identity import Identity
from prospect_tui.domain.quote_numbers import next_number
from prospect_tui.domain.quotes import (
    QuoteState,
    Totals,
    check_discount,
    check_may_decide,
    state_on,
    totals,
)
from prospect_tui.services import quote_drafts as drafts
from prospect_tui.services.quote_drafts import Draft, identity_of
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import quotes as store
from prospect_tui.storage import sales
from prospect_tui.storage.quotes import LineRecord, QuoteRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import Quote

__all__ = [
    "LineRecord", "QuoteRecord", "QuoteSheet", "QuoteSummary", "accept", "all_quotes", "create",
    "duplicate", "find", "new_version", "of_opportunity", "open_sales", "quote_sheet",
    "refuse", "send", "set_current", "set_details", "typed_amount",
]  # fmt: skip

LONGEST = {"subject": 200, "recipient": 600, "conditions": 20_000}
"""Characters of the texts of a quote."""
MOST_ADDRESS = 10
"""Lines of the address of a client: it stands on one page."""


@dataclass(frozen=True, slots=True)
class QuoteSummary:
    """A quote as the sheet and the board tell it."""

    record: QuoteRecord
    state: QuoteState
    """As of today."""

    @property
    def id(self) -> int:
        """Return its number in the base."""
        return self.record.id

    @property
    def reference(self) -> str:
        """Return its number and version: "D2026-001 v2"."""
        return self.record.reference

    @property
    def net_cents(self) -> int:
        """Return the total without VAT."""
        return self.record.net_cents

    @property
    def total_cents(self) -> int:
        """Return the total with VAT."""
        return self.record.total_cents

    @property
    def is_current(self) -> bool:
        """Say whether the opportunity's amount follows it."""
        return self.record.is_current


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """A quote with its lines and totals."""

    record: QuoteRecord
    state: QuoteState
    lines: tuple[LineRecord, ...]
    totals: Totals
    identity: Identity
    """Of today: what a draft would be sent with."""
    typed_cents: int | None
    """As `typed_amount` of its opportunity."""

    @property
    def sender(self) -> str:
        """Return who sends it: as it was when it was sent, else as the settings say now."""
        is_draft = self.state is QuoteState.DRAFT
        return self.identity.sender if is_draft else self.record.sender


# reading


def of_opportunity(workspace: Workspace, opportunity_id: int) -> list[QuoteSummary]:
    """Return the quotes of an opportunity, the newest first."""
    found = store.quotes(workspace.connection, opportunity_id=opportunity_id)
    return [_summary(workspace, record) for record in found]


def all_quotes(workspace: Workspace) -> list[QuoteSummary]:
    """Return every quote, the newest first."""
    return [_summary(workspace, record) for record in store.quotes(workspace.connection)]


def _summary(workspace: Workspace, record: QuoteRecord) -> QuoteSummary:
    today = workspace.clock.today()
    return QuoteSummary(record, state_on(record.stored_state, record.valid_until, today))


def quote_sheet(workspace: Workspace, quote_id: int) -> QuoteSheet:
    """Return a quote with all that stands on it; raises `NotFound`."""
    record = store.quote(workspace.connection, quote_id)
    lines = tuple(store.lines(workspace.connection, quote_id))
    return QuoteSheet(
        record,
        state_on(record.stored_state, record.valid_until, workspace.clock.today()),
        lines,
        totals((one.line for one in lines), record.discount_bp),
        identity_of(workspace),
        typed_amount(workspace, record.opportunity_id),
    )


def typed_amount(workspace: Workspace, opportunity_id: int) -> int | None:
    """Return the amount of an open opportunity that is not that of its current quote, if any.

    Somebody said it: the next change of the current quote replaces it, and is to tell so.
    """
    amount = store.open_amount(workspace.connection, opportunity_id)
    is_followed = amount == store.current_net(workspace.connection, opportunity_id)
    return None if is_followed else amount or None


def open_sales(workspace: Workspace) -> list[tuple[int, str]]:
    """Return the open opportunities, id and title, to which a quote may be copied."""
    return [
        (one.id, one.title) for one in sales.opportunities(workspace.connection, workspace.zone)
    ]


def find(workspace: Workspace, text: str) -> int:
    """Return the quote called "D2026-001" (its newest version) or "D2026-001 v2".

    Raises `NotFound`.
    """
    wanted = _spaceless(text)
    for record in store.quotes(workspace.connection):
        names = {_spaceless(f"{record.number}v{record.version}")}
        if not record.is_replaced:
            names.add(_spaceless(record.number))
        if wanted in names:
            return record.id
    raise NotFound("quote.no_quote", text=text)


def _spaceless(text: str) -> str:
    return "".join(fold(text).split())


# making


def create(workspace: Workspace, opportunity_id: int, subject: str = "") -> int:
    """Begin a quote for an opportunity, the current one from now on; returns its id.

    It takes the next number, the address of the client and the usual conditions. Raises `NotFound`.
    """
    from prospect_tui.storage.models import Quote  # noqa: PLC0415 - slow to import

    title = sales.opportunity(workspace.connection, opportunity_id, workspace.zone).title
    identity = identity_of(workspace)
    with workspace.writing("new_quote", name=title, opportunity=opportunity_id) as writing:
        quote = Quote(
            opportunity_id=opportunity_id,
            number=_new_number(workspace, writing),
            state=QuoteState.DRAFT.value,
            subject=_text("subject", subject or title[: LONGEST["subject"]]),
            recipient=_address(writing, opportunity_id, title),
            conditions=identity.terms,
            created_at=writing.now,
        )
        writing.session.add(quote)
        writing.session.flush()
        return _kept_current(Draft(writing, quote, {}))


def duplicate(workspace: Workspace, quote_id: int, opportunity_id: int) -> int:
    """Copy a quote, under a new number, for another opportunity or the same; returns its id."""
    record = store.quote(workspace.connection, quote_id)
    title = sales.opportunity(workspace.connection, opportunity_id, workspace.zone).title
    with workspace.writing("new_quote", name=title, opportunity=opportunity_id) as writing:
        is_other = opportunity_id != record.opportunity_id
        draft = drafts.copied(
            writing,
            quote_id,
            number=_new_number(workspace, writing),
            opportunity_id=opportunity_id,
            recipient=_address(writing, opportunity_id, title) if is_other else record.recipient,
        )
        return _kept_current(draft)


def new_version(workspace: Workspace, quote_id: int) -> int:
    """Make the next version of a quote that was sent, a draft; returns its id.

    Raises `Refused` for a draft or for a quote that has a newer version already.
    """
    record = store.quote(workspace.connection, quote_id)
    if record.stored_state == QuoteState.DRAFT:
        raise Refused("quote.draft", quote=record.reference)
    if record.is_replaced:
        raise Refused("quote.replaced", quote=record.reference, newer=record.newest_reference)
    with _about(workspace, "version_quote", record) as writing:
        drafts.check_unchanged(writing, record)
        return _kept_current(drafts.next_version(writing, record))


def _address(writing: Writing, opportunity_id: int, title: str) -> str:
    """Return the address of the client, else the title, as far as a quote has room for it."""
    lines = store.recipient(writing.connection, opportunity_id) or [title]
    return "\n".join(lines)[: LONGEST["recipient"]].strip()


def _new_number(workspace: Workspace, writing: Writing) -> str:
    pattern = identity_of(workspace).number_pattern
    return next_number(pattern, workspace.clock.today().year, store.numbers(writing.connection))


def _kept_current(draft: Draft) -> int:
    drafts.make_current(draft)
    drafts.sum_up(draft)
    return draft.id


# changing


def set_details(
    workspace: Workspace, quote_id: int, *, is_current: bool = False, **changes: Any
) -> int:
    """Change the subject, the recipient, the conditions, `discount_bp` or `valid_until`.

    With `is_current` the opportunity's amount follows this quote from now on. Returns the id of the
    quote that is changed: a new version of one that was sent. Raises `InvalidValue`, and `Refused`
    as `quote_drafts.changing`.
    """
    checked = {name: _checked(workspace, name, value) for name, value in changes.items()}
    with drafts.changing(workspace, "edit_quote", quote_id) as draft:
        for name, value in checked.items():
            setattr(draft.quote, name, value)
        if is_current:
            drafts.make_current(draft)
    return draft.id


def _checked(workspace: Workspace, name: str, value: Any) -> Any:
    if name in LONGEST:
        return _text(name, value)
    if name == "discount_bp":
        check_discount(value)
    elif name != "valid_until":
        raise InvalidValue("quote.unknown_field", field=name)
    elif value is not None and value < workspace.clock.today():
        raise InvalidValue("quote.validity")
    return value


def _text(name: str, text: str) -> str:
    cleaned = (clean if name == "subject" else clean_lines)(text).strip()
    if len(cleaned) > LONGEST[name]:
        raise InvalidValue("quote.too_long", length=len(cleaned), limit=LONGEST[name])
    if name == "recipient" and cleaned.count("\n") >= MOST_ADDRESS:
        raise InvalidValue("quote.address", limit=MOST_ADDRESS)
    return cleaned


def set_current(workspace: Workspace, quote_id: int) -> None:
    """Have the opportunity's amount follow this quote rather than another of its own."""
    record = store.quote(workspace.connection, quote_id)
    with _about(workspace, "current_quote", record) as writing:
        _kept_current(drafts.opened(writing, quote_id))


# its life


def send(workspace: Workspace, quote_id: int) -> None:
    """Mark a draft as sent today: from now on it stays as it is, sender and recipient with it.

    Raises `Refused` when it was sent, is empty or lacks what the law wants ("quote.no_identity").
    """
    record = store.quote(workspace.connection, quote_id)
    sheet = quote_sheet(workspace, quote_id)
    _check_may_send(workspace, sheet)
    today = workspace.clock.today()

    def change(quote: "Quote", writing: Writing) -> None:
        quote.state = QuoteState.SENT.value
        quote.issued_on = today
        quote.valid_until = record.valid_until or _valid_until(sheet.identity, today)
        quote.sent_at = writing.now
        quote.sender = sheet.identity.sender

    _change(workspace, "send_quote", record, change)


def _check_may_send(workspace: Workspace, sheet: QuoteSheet) -> None:
    reference, identity = sheet.record.reference, sheet.identity
    if sheet.state is not QuoteState.DRAFT:
        raise Refused("quote.sent_already", quote=reference)
    if not sheet.totals.rates:
        raise Refused("quote.empty", quote=reference)
    if not identity.is_complete:
        from prospect_tui.settings import default_settings_path  # noqa: PLC0415 - only here

        raise Refused("quote.no_identity", file=str(default_settings_path()))
    if identity.vat_exemption and any(one.line.vat_bp for one in sheet.lines):
        raise Refused("quote.exempt", why=identity.vat_exemption)
    if not sheet.record.recipient:
        raise Refused("quote.no_recipient", quote=reference)
    if sheet.record.valid_until and sheet.record.valid_until < workspace.clock.today():
        raise Refused("quote.validity")


def _valid_until(identity: Identity, today: date) -> date:
    return today + timedelta(days=identity.validity_days)


def accept(workspace: Workspace, quote_id: int) -> None:
    """Mark a sent quote as accepted: the amount of the opportunity follows it from now on.

    One that has expired may be too: it is the user who decides. Raises `Refused`.
    """
    _decide(workspace, quote_id, QuoteState.ACCEPTED, "accept_quote")


def refuse(workspace: Workspace, quote_id: int) -> None:
    """Mark a sent quote as refused by the client. Raises `Refused`."""
    _decide(workspace, quote_id, QuoteState.REFUSED, "refuse_quote")


def _decide(workspace: Workspace, quote_id: int, state: QuoteState, code: str) -> None:
    record = store.quote(workspace.connection, quote_id)
    check_may_decide(_summary(workspace, record).state, record.reference)

    def change(quote: "Quote", writing: Writing) -> None:
        quote.state = state.value
        quote.decided_at = writing.now

    _change(workspace, code, record, change, is_current=state is QuoteState.ACCEPTED)


def _change(
    workspace: Workspace,
    code: str,
    record: QuoteRecord,
    change: "Callable[[Quote, Writing], None]",
    *,
    is_current: bool = False,
) -> None:
    with _about(workspace, code, record) as writing:
        drafts.check_unchanged(writing, record)
        draft = drafts.opened(writing, record.id)
        change(draft.quote, writing)
        if is_current:
            drafts.make_current(draft)
        drafts.sum_up(draft)


def _about(workspace: Workspace, code: str, record: QuoteRecord) -> Any:
    return workspace.writing(code, name=record.reference, opportunity=record.opportunity_id)
