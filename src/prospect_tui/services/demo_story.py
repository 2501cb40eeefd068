"""The stories of the demo: what happened to each named row and opportunity, step by step.

Each verb of `story.toml` is a method here and calls the service that the screens call.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import time
from functools import partial
from typing import Any

from prospect_tui.domain.consequence import Answers
from prospect_tui.domain.joining import joined
from prospect_tui.domain.opportunities import NextAction
from prospect_tui.domain.quotes import THOUSAND, Line
from prospect_tui.domain.vocabulary import ActionKind, Origin, Status
from prospect_tui.services import (
    agenda,
    companies,
    duplicating,
    folders,
    opportunities,
    quote_lines,
    quotes,
    sale_people,
    scoring,
    sheets,
)
from prospect_tui.services.board import board
from prospect_tui.services.conversion import convert_rows
from prospect_tui.services.demo_desk import Desk, Step, script
from prospect_tui.storage import prospects
from prospect_tui.storage.connection import moment_text

CENTS = 100


class Tale:
    """One story: a row, perhaps the opportunity it becomes, or an opportunity without a row."""

    def __init__(self, desk: Desk, row: str = "") -> None:
        """Tell of the row of a company; "" when the story has none."""
        self.desk = desk
        self.row = row
        self.created: int | None = None

    @property
    def opportunity_id(self) -> int:
        """Return the opportunity of the story."""
        if self.created is not None:
            return self.created
        return self.desk.opportunity_of(self.desk.row_called(self.row))

    def call(self, result: str, on: int | None = None, hour: str = "", **said: Any) -> None:
        """Log a call; what else was said carries the names of `Answers`."""
        row_id = self.desk.row_called(self.row)
        given = dict(said)
        if "amount" in given:
            given["amount_cents"] = given.pop("amount") * CENTS
        if "conditions" in given:
            given["conditions"] = dict.fromkeys(given["conditions"], True)
        given["opposition_channels"] = tuple(given.get("opposition_channels", ()))
        if "place" in given:
            record = prospects.prospect(
                self.desk.workspace.connection, row_id, self.desk.clock.zone
            )
            keys = ("civility", "first_name", "last_name")
            given["person"] = joined(*(record.values[key] for key in keys), by=" ")
        when = None if on is None else self.desk.when(on, hour)
        self.desk.log(row_id, result, Answers(when=when, **given))

    def convert(self) -> None:
        """Turn the row into an opportunity by hand."""
        convert_rows(self.desk.workspace, [self.desk.row_called(self.row)], anyway=True)

    def create(self, title: str, origin: str, amount: int, description: str) -> None:
        """Create an opportunity without a row."""
        self.created = opportunities.create(
            self.desk.workspace,
            title,
            origin=Origin(origin),
            amount_cents=amount * CENTS,
            description=description,
        )

    def move(self, stage: str) -> None:
        """Put the opportunity in the stage with this code."""
        stages = {c.stage.code: c.stage.id for c in board(self.desk.workspace).columns}
        opportunities.move(self.desk.workspace, self.opportunity_id, stages[stage])

    def plan(self, kind: str, on: int, label: str, hour: str = "") -> None:
        """Date the next action."""
        action = NextAction(ActionKind(kind), self.desk.when(on, hour), label)
        opportunities.set_next_action(self.desk.workspace, self.opportunity_id, action)

    def note(self, text: str) -> None:
        """Add a remark to the opportunity."""
        opportunities.add_note(self.desk.workspace, self.opportunity_id, text)

    def edit(self, field: str, text: str) -> None:
        """Change one field of the opportunity."""
        opportunities.edit(self.desk.workspace, self.opportunity_id, field, text)

    def amount(self, euros: int) -> None:
        """Change the amount."""
        cents = euros * CENTS
        opportunities.set_amount(self.desk.workspace, self.opportunity_id, amount_cents=cents)

    def star(self) -> None:
        """Mark the opportunity as important."""
        opportunities.star(self.desk.workspace, self.opportunity_id)

    def quote(self, lines: list[list[Any]], *, sent: bool = True) -> None:
        """Add lines to the quote of the opportunity, begun with them, and send it.

        A quote that was sent gets a new version by it.
        """
        workspace, sale = self.desk.workspace, self.opportunity_id
        present = quotes.of_opportunity(workspace, sale)
        quote_id = present[0].id if present else quotes.create(workspace, sale)
        for label, quantity, unit, euros in lines:
            line = Line(label, quantity * THOUSAND, euros * CENTS, unit=unit)
            quote_id = quote_lines.add_line(workspace, quote_id, line)
        if sent:
            quotes.send(workspace, quote_id)

    def accept(self) -> None:
        """Have the client accept the quote."""
        workspace = self.desk.workspace
        quotes.accept(workspace, quotes.of_opportunity(workspace, self.opportunity_id)[0].id)

    def duplicate(self, of: str, title: str, origin: str, amount: int, description: str) -> None:
        """Begin a second sale of the same client, filed with the first one in one folder."""
        workspace = self.desk.workspace
        first = self.desk.opportunity_called(of)
        self.created = duplicating.duplicate(workspace, first, title)
        self.amount(amount)
        self.edit("origin", origin)
        self.edit("description", description)

    def file_with(self, other: str) -> None:
        """File the opportunity with another one of the client, whose people it takes."""
        workspace, sale = self.desk.workspace, self.opportunity_id
        known = self.desk.opportunity_called(other)
        first = sheets.opportunity_sheet(workspace, known)
        companies.link(workspace, sale, first.opportunity.company_id)
        for person in first.contacts:
            sale_people.add_known(workspace, sale, person.id)
        folders.file_with(workspace, sale, known)

    def folder_notes(self, text: str) -> None:
        """Write the notes of the client folder."""
        workspace = self.desk.workspace
        folder_id = sheets.opportunity_sheet(workspace, self.opportunity_id).opportunity.folder_id
        assert folder_id is not None
        folders.set_notes(workspace, folder_id, text)

    def sign(self, code: str, detail: str = "") -> None:
        """Note a sign of interest of the row."""
        owner = scoring.Owner(row=self.desk.row_called(self.row))
        scoring.add_event(self.desk.workspace, owner, code, detail=detail)

    def close(self, outcome: str, **told: Any) -> None:
        """Close the opportunity; what was planned for it is off."""
        opportunity_id = self.opportunity_id
        opportunities.close(self.desk.workspace, opportunity_id, Status(outcome), **told)
        with self.desk.workspace.writing("cancel") as writing:
            writing.connection.execute(
                "UPDATE activity SET cancelled_at = ? WHERE opportunity_id = ?"
                " AND done_at IS NULL AND cancelled_at IS NULL",
                (moment_text(writing.now), opportunity_id),
            )

    def after_sale(self, on: int, subject: str) -> None:
        """Plan an after-sale follow-up of a sale that is won."""
        sale = self.opportunity_id
        opportunities.plan_after_sale(self.desk.workspace, sale, self.desk.when(on), subject)

    def task(self, subject: str, on: int, *, left: bool = False) -> None:
        """Plan a task; one that is `left` is not done in time."""
        activity_id = agenda.add_task(
            self.desk.workspace,
            subject,
            self.desk.when(on),
            opportunity_id=self.opportunity_id if self.row else None,
        )
        if left:
            self.desk.left_open.add(activity_id)


VERBS: Mapping[str, Callable[..., None]] = {
    "call": Tale.call,
    "convert": Tale.convert,
    "create": Tale.create,
    "move": Tale.move,
    "plan": Tale.plan,
    "note": Tale.note,
    "edit": Tale.edit,
    "amount": Tale.amount,
    "star": Tale.star,
    "quote": Tale.quote,
    "accept": Tale.accept,
    "duplicate": Tale.duplicate,
    "file_with": Tale.file_with,
    "folder_notes": Tale.folder_notes,
    "sign": Tale.sign,
    "close": Tale.close,
    "after_sale": Tale.after_sale,
    "task": Tale.task,
}


def story_steps(desk: Desk) -> Iterator[Step]:
    """Yield every step of every story, in no order."""
    for story in script("story.toml")["story"]:
        tale = Tale(desk, story.get("row", ""))
        for entry in story["steps"]:
            details = dict(entry)
            day, at = details.pop("day"), time.fromisoformat(details.pop("at"))
            yield Step(day, at, partial(VERBS[details.pop("do")], tale, **details))
