"""The columns of the list of cards: which ones fit, their titles, a card on one line."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from prospect_tui.domain.boards import StageColor
from prospect_tui.domain.views import SortKey
from prospect_tui.i18n import N_, _
from prospect_tui.services.board import Card, StageRecord
from prospect_tui.tui.text import ELLIPSIS, Align, fit
from prospect_tui.tui.widgets.board_drawing import COLOR_LOOKS, COLOR_SIGN
from prospect_tui.tui.widgets.drawn import Span, Spans
from prospect_tui.wording import board as wording
from prospect_tui.wording import sales


class CardColumn(NamedTuple):
    """A column: what it shows, how wide, and from which width of the list on."""

    field: str
    """One of `domain.boards.FIELDS`."""
    title: str
    cells: int
    """0 is what the others leave."""
    align: Align = "left"
    least: int = 0
    more: int = 0
    """Cells more on a wide list."""


_COLUMNS = (
    CardColumn("title", N_("Opportunity"), 0),
    CardColumn("contact", N_("Person"), 18, least=130),
    CardColumn("stage", N_("Stage"), 12, more=7),
    CardColumn("amount", N_("Amount"), 10, "right", more=2),
    CardColumn("probability", "%", 5, "right"),
    CardColumn("weighted", N_("Weighted"), 10, "right", least=90, more=2),
    CardColumn("next", N_("Next action"), 17, more=12),
    CardColumn("idle", N_("Days"), 6, "right"),
)
_WIDE = 110
_GAP = " "
_UP, _DOWN = "↑", "↓"
_LEAST_TITLE = 10


def fitting(cells: int) -> list[CardColumn]:
    """Return the columns for a width, their cells counted, the gaps between them left out."""
    shown = [column for column in _COLUMNS if cells >= column.least]
    if cells >= _WIDE:
        shown = [column._replace(cells=column.cells + column.more) for column in shown]
    room = cells - sum(column.cells for column in shown) - len(_GAP) * (len(shown) - 1)
    return [
        column if column.cells else column._replace(cells=max(_LEAST_TITLE, room))
        for column in shown
    ]


def titles(columns: Sequence[CardColumn], sort: Sequence[SortKey]) -> str:
    """Return the line of titles, an arrow where the list is sorted."""
    signs = {key.column: _DOWN if key.descending else _UP for key in sort}
    texts = [
        fit(f"{signs.get(column.field, '')}{_(column.title)}", column.cells, column.align)
        for column in columns
    ]
    return _GAP.join(texts)


def cut_texts(columns: Sequence[CardColumn], card: Card, today: date) -> tuple[str, str]:
    """Return the title and the next action, each "" when the line of the card says it all."""
    name = wording.card_name(card)
    to_come = sales.next_text(card.next_type, card.next_label, card.next_when, today)
    cells = {column.field: column.cells for column in columns}

    def is_cut(text: str, field: str) -> bool:
        return fit(text, cells[field]).endswith(ELLIPSIS)

    return (
        name if is_cut(name, "title") else "",
        to_come if is_cut(wording.next_line(card, today)[0], "next") else "",
    )


def field_at(columns: Sequence[CardColumn], x: int) -> str:
    """Return the field of the column drawn at a cell, "" where there is none."""
    end = 0
    for column in columns:
        end += column.cells + len(_GAP)
        if x < end:
            return column.field
    return ""


def line(columns: Sequence[CardColumn], card: Card, stage: StageRecord, today: date) -> Spans:
    """Return a card on one line."""
    spans: list[Span] = []
    for column in columns:
        if spans:
            spans.append((_GAP, ""))
        spans += _cell(column, card, stage, today)
    return tuple(spans)


def _cell(column: CardColumn, card: Card, stage: StageRecord, today: date) -> list[Span]:
    cells = column.cells
    match column.field:
        case "title":
            return [(fit(wording.card_name(card), cells), "strong")]
        case "stage":
            return _stage(stage, cells)
        case "next":
            text, is_red = wording.next_line(card, today)
            return [(fit(text, cells), "late" if is_red else "")]
        case "idle":
            look = "warm" if card.stale_days else "muted"
            return [(fit(wording.idle_text(card), cells, "right"), look)]
        case "contact":
            return [(fit(card.main_contact, cells), "muted")]
    text = {
        "amount": sales.rounded(card.amount_cents),
        "probability": sales.percent(card.probability),
        "weighted": sales.rounded(card.weighted_cents),
    }[column.field]
    return [(fit(text, cells, column.align), "")]


def _stage(stage: StageRecord, cells: int) -> list[Span]:
    if not stage.color:
        return [(fit(sales.stage_name(stage), cells), "")]
    look = COLOR_LOOKS[StageColor(stage.color)]
    return [(COLOR_SIGN, look), (fit(sales.stage_name(stage), cells - len(COLOR_SIGN)), "")]
