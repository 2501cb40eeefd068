"""The planning as it is shown: which days, where the cursor is, what it says of what is there."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from prospect_tui.domain.planning import Scale, moved_on, slot_of
from prospect_tui.domain.when import When
from prospect_tui.i18n import _, formats
from prospect_tui.services import planning, sheets
from prospect_tui.services.planning import Item, Planning
from prospect_tui.tui.context import AppContext, Change
from prospect_tui.tui.screens.clocked import Clocked
from prospect_tui.tui.screens.opportunity_actions import OpportunityActions
from prospect_tui.tui.widgets.card_page import CardPage
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import Page, field, paragraph
from prospect_tui.tui.widgets.planning_grid import Foot, PlanningGrid, Spot
from prospect_tui.tui.widgets.planning_layout import Layout, Look, layout
from prospect_tui.tui.widgets.two_ends import TwoEnds
from prospect_tui.wording import planning as words
from prospect_tui.wording.times import planned


class ShownPlanning(Clocked, OpportunityActions, is_part=True):
    """A day, a week or a month."""

    AUTO_FOCUS = "#planning-grid"
    HORIZONTAL_BREAKPOINTS = [(0, "-alone"), (110, "-pair"), (150, "-wide")]  # noqa: RUF012

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        now = context.workspace.clock.local_now()
        self._scale = Scale.WEEK
        self._day: date = now.date()
        self._shown: Planning | None = None

    def compose_body(self) -> ComposeResult:
        """Compose the figures, the days, the panel beside them, and the words at the foot."""
        now = self.context.workspace.clock.local_now()
        yield TwoEnds(id="planning-top")
        with Horizontal():
            spot = Spot(now.date(), slot_of(now.time()))
            yield PlanningGrid(self._layout, spot, id="planning-grid")
            yield CardPage(self._panel, id="planning-panel")
        yield Foot(id="planning-foot")

    def on_mount(self) -> None:
        """Read the days."""
        self._read()

    def on_changed(self, _change: Change) -> None:
        """Read the days again: anything written may stand there."""
        self._read()

    def chosen_opportunity(self) -> int | None:
        """Return the opportunity of the thing under the cursor."""
        item = self._item()
        return item.opportunity_id if item else None

    @property
    def _grid(self) -> PlanningGrid:
        return self.query_one("#planning-grid", PlanningGrid)

    def _item(self) -> Item | None:
        cell = self._grid.cell
        return cell.item if cell else None

    def _read(self, spot: Spot | None = None) -> None:
        """Read the days around that of the cursor, or of another place for it."""
        workspace = self.context.workspace
        self._day = spot.day if spot else self._day
        self._shown = planning.planning(workspace, self._scale, self._day)
        left = f" {words.title(self._shown)}"
        counted = words.counts(self._shown) or [words.scale_label(self._scale)]
        self.query_one(TwoEnds).show(left, " · ".join(counted))
        self.query_one("#planning-panel").set_class(self._scale is Scale.DAY, "-day")
        self._grid.renew(spot)

    def _layout(self, lines: int) -> Layout:
        workspace = self.context.workspace
        if self._shown is None:
            self._shown = planning.planning(workspace, self._scale, self._day)
        calendar = workspace.calendar
        look = Look(
            self._shown,
            workspace.zone,
            workspace.clock.local_now(),
            (calendar.morning, calendar.afternoon),
            self._day,
        )
        return layout(look, lines)

    @on(PlanningGrid.Moved)
    def show_cursor(self) -> None:
        """Say what is under the cursor."""
        cell = self._grid.cell
        if cell is None or self._shown is None:
            return
        self._day = cell.day
        self.query_one(Foot).show(self._said_of_item() or self._said_of_slot())
        self.query_one("#planning-panel", CardPage).renew(from_top=True)

    @on(PlanningGrid.Left)
    def leave_days(self, event: PlanningGrid.Left) -> None:
        """Show the days beside."""
        cell = self._grid.cell
        if cell is None:
            return
        day = moved_on(Scale.DAY, cell.day, event.days)
        self._read(Spot(day, cell.hour))

    def _said_of_item(self) -> str:
        item = self._item()
        if item is None or self._shown is None:
            return ""
        parts = [planned(item.when, self._shown.today), words.what(item)]
        names = (item.title, item.subject, item.person, item.place, item.calendar)
        parts += [part for part in dict.fromkeys(names) if part]
        return " · ".join([*words.remarks(item, self._shown), *parts])

    def _said_of_slot(self) -> str:
        cell, shown = self._grid.cell, self._shown
        if cell is None or shown is None:
            return ""
        if cell.more:
            return _("Enter shows the whole day.")
        day = next(one for one in shown.days if one.day == cell.day)
        parts = [formats.day_short(cell.day)]
        if cell.hour is not None:
            parts[0] += f" {formats.hour(cell.hour)}"
        if remark := words.day_remark(day.holiday, is_working=day.is_working):
            parts.append(remark)
        if not any(shown.items):
            parts.append(
                _(
                    "Nothing is planned here: Ctrl+N notes a task, a call or an appointment;"
                    " call-backs and next actions come by themselves on their day."
                )
            )
        else:
            parts.append(_("free · Ctrl+N puts something here"))
        return " · ".join(parts)

    def _panel(self, cells: int) -> list[PageLine]:
        item, shown = self._item(), self._shown
        if item is None or shown is None:
            return []
        workspace = self.context.workspace
        lines: list[PageLine] = []
        for label, value in (
            (_("What"), words.what(item)),
            (_("When"), planned(item.when, shown.today)),
            (_("Hours"), words.hours(item, workspace.zone)),
            (_("With"), item.person),
            (_("Place"), item.place),
            (_("Calendar"), item.calendar),
        ):
            lines += field(label, value, cells) if value else []
        for remark in words.remarks(item, shown):
            lines += paragraph(remark, cells, look="late" if item.is_late else "warm")
        lines += paragraph(item.description, cells) if item.description else []
        return [*lines, PageLine(()), *self._summary(item, cells)]

    def _summary(self, item: Item, cells: int) -> list[PageLine]:
        from prospect_tui.tui.widgets.summary import summary  # noqa: PLC0415 - not on empty days

        workspace = self.context.workspace
        page = Page(cells, workspace.clock.today(), workspace.zone)
        found: sheets.OpportunitySheet | sheets.ProspectSheet
        if item.opportunity_id is not None:
            found = sheets.opportunity_sheet(workspace, item.opportunity_id)
        elif item.prospect_id is not None:
            found = sheets.prospect_sheet(workspace, item.prospect_id)
        else:
            return []
        return summary(found, page, workspace.settings.max_attempts)

    # which days

    def action_view(self) -> None:
        """Show a day, a week, a month, in turn."""
        self._scale = self._scale.following
        self._read(self._grid.spot)

    def action_turn(self, steps: int) -> None:
        """Go to the next day, week or month, or the one before."""
        spot = self._grid.spot
        self._read(Spot(moved_on(self._scale, spot.day, steps), spot.hour))

    def action_today(self) -> None:
        """Come back to today, at this hour."""
        now = self.context.workspace.clock.local_now()
        self._read(Spot(now.date(), slot_of(now.time())))

    def action_day(self) -> None:
        """Go to a day typed in any shorthand, were it gone by."""
        from prospect_tui.tui.screens.dates import day_prompt  # noqa: PLC0415 - first one typed

        title = _("Which day?")
        self.ask(
            day_prompt(self.context, title), lambda when: self._read(Spot(when.day, when.hour))
        )

    def action_free(self) -> None:
        """Put the cursor on the next free slot, after the one under it."""
        workspace, spot = self.context.workspace, self._grid.spot
        after = When(spot.day, spot.hour)
        if spot.day < workspace.clock.today():
            after = When(workspace.clock.today())
        found = next(planning.free_slots(workspace, after), None)
        if found is None:
            self.tell(_("No free slot in the coming two months."))
            return
        self._read(Spot(found.day, found.hour))
        self.tell(_("Free: {when}").format(when=planned(found, workspace.clock.today())))
