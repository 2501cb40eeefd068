"""What every change of a quote has in common: one undo, totals anew, nothing sent is touched.

A change of a quote that was sent makes its next version, and changes that one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from prospect_tui.domain.errors import NotFound, Refused
from prospect_tui.domain.identity import Identity
from prospect_tui.domain.quotes import QuoteState, totals
from prospect_tui.services.workspace import Workspace, Writing
from prospect_tui.storage import quotes as store
from prospect_tui.storage import sales
from prospect_tui.storage.quotes import QuoteRecord

if TYPE_CHECKING:
    from prospect_tui.storage.models import Quote, QuoteLine


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote that may be changed, in an open transaction."""

    writing: Writing
    quote: "Quote"
    lines: "dict[int, QuoteLine]"
    """Its lines in order, each by the number by which it was asked for."""

    @property
    def id(self) -> int:
        """Return its number in the base."""
        assert self.quote.id is not None
        return self.quote.id

    def line(self, line_id: int) -> "QuoteLine":
        """Return one line; raises `NotFound`."""
        try:
            return self.lines[line_id]
        except KeyError:
            raise NotFound("quote.line_gone") from None


def identity_of(workspace: Workspace) -> Identity:
    """Return who sends the quotes, as the settings say."""
    return workspace.settings.identity or Identity()


@contextmanager
def changing(workspace: Workspace, code: str, quote_id: int) -> Iterator[Draft]:
    """Open the transaction of a change; what comes of it is summed up at its end.

    For a quote that was sent, the draft is a new version of it. Raises `NotFound`, and `Refused`
    for one that was accepted ("quote.accepted") or replaced ("quote.replaced").
    """
    record = store.quote(workspace.connection, quote_id)
    check_may_change(record)
    with workspace.writing(
        code, name=record.reference, opportunity=record.opportunity_id
    ) as writing:
        check_unchanged(writing, record)
        is_draft = record.stored_state == QuoteState.DRAFT
        draft = opened(writing, quote_id) if is_draft else next_version(writing, record)
        yield draft
        sum_up(draft)


def check_may_change(record: QuoteRecord) -> None:
    """Raise `Refused` for a quote that was replaced or accepted."""
    if record.is_replaced:
        raise Refused("quote.replaced", quote=record.reference, newer=record.newest_reference)
    if record.stored_state == QuoteState.ACCEPTED:
        raise Refused("quote.accepted", quote=record.reference)


def check_unchanged(writing: Writing, record: QuoteRecord) -> None:
    """Raise `Refused` when another window wrote to a quote since it was read."""
    if store.quote(writing.connection, record.id) != record:
        raise Refused("quote.changed_meanwhile", quote=record.reference)


def opened(writing: Writing, quote_id: int) -> Draft:
    """Return a quote of an open transaction."""
    from prospect_tui.storage.models import Quote, QuoteLine  # noqa: PLC0415 - slow to import

    quote = writing.session.get(Quote, quote_id)
    if quote is None:
        raise NotFound("quote.not_found", quote=str(quote_id))
    ids = [one.id for one in store.lines(writing.connection, quote_id)]
    lines = {line_id: writing.session.get_one(QuoteLine, line_id) for line_id in ids}
    return Draft(writing, quote, lines)


def next_version(writing: Writing, record: QuoteRecord) -> Draft:
    """Copy a quote into its next version, a draft that is now the current one."""
    draft = copied(
        writing,
        record.id,
        number=record.number,
        version=record.newest_version + 1,
        replaces_id=record.id,
    )
    make_current(draft)
    return draft


def copied(writing: Writing, quote_id: int, **changes: Any) -> Draft:
    """Copy a quote with its lines into a draft, with some of its fields changed."""
    from prospect_tui.storage.models import Quote, QuoteLine  # noqa: PLC0415 - slow to import

    source = opened(writing, quote_id)
    kept = ("opportunity_id", "subject", "recipient", "conditions", "discount_bp")
    fields: dict[str, Any] = {name: getattr(source.quote, name) for name in kept}
    quote = Quote(**fields | {"state": QuoteState.DRAFT.value, "created_at": writing.now} | changes)
    writing.session.add(quote)
    writing.session.flush()
    assert quote.id is not None
    lines = {
        line_id: QuoteLine(**line.model_dump(exclude={"id", "quote_id"}), quote_id=quote.id)
        for line_id, line in source.lines.items()
    }
    writing.session.add_all(lines.values())
    writing.session.flush()
    return Draft(writing, quote, lines)


def discard(workspace: Workspace, quote_id: int) -> None:
    """Delete a draft; of what was sent nothing goes. Raises `NotFound`, `Refused`.

    If the amount followed it, it follows again the version before it, else the newest quote of the
    opportunity that still counts; without any, the amount stays.
    """
    record = store.quote(workspace.connection, quote_id)
    if record.stored_state != QuoteState.DRAFT:
        raise Refused("quote.not_a_draft", quote=record.reference)
    with workspace.writing(
        "discard_quote", name=record.reference, opportunity=record.opportunity_id
    ) as writing:
        check_unchanged(writing, record)
        draft = opened(writing, quote_id)
        for line in draft.lines.values():
            writing.session.delete(line)
        writing.session.flush()
        writing.session.delete(draft.quote)
        writing.session.flush()
        heir = _heir(writing, record)
        if record.is_current and heir is not None:
            follower = opened(writing, heir)
            make_current(follower)
            sum_up(follower)


def _heir(writing: Writing, gone: QuoteRecord) -> int | None:
    """Return the quote that takes the place of one that was deleted."""
    if gone.replaces_id is not None:
        return gone.replaces_id
    left = store.quotes(writing.connection, opportunity_id=gone.opportunity_id)
    counting = (
        one.id for one in left if not one.is_replaced and one.stored_state != QuoteState.REFUSED
    )
    return next(counting, None)


def make_current(draft: Draft) -> None:
    """Have the opportunity follow this quote, and no other of its own."""
    draft.writing.session.flush()
    store.leave_current(draft.writing.connection, draft.quote.opportunity_id, draft.id)
    draft.quote.is_current = True


def sum_up(draft: Draft, at: datetime | None = None) -> None:
    """Write the totals; an open opportunity takes the net amount of its current quote.

    A quote on which nothing counts yet leaves the estimated amount alone.
    """
    writing, quote = draft.writing, draft.quote
    writing.session.flush()
    found = [one.line for one in store.lines(writing.connection, draft.id)]
    sums = totals(found, quote.discount_bp)
    quote.net_cents, quote.total_cents = sums.net_cents, sums.total_cents
    writing.session.flush()
    sales.touch(writing.connection, quote.opportunity_id, at or writing.now)
    if quote.is_current and sums.rates:
        sales.set_open_amount(writing.connection, quote.opportunity_id, sums.net_cents)
