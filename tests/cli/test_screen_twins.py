"""Each act of the screens of the sales has its twin on the command line."""

import pytest

from prospect_tui import keys
from tests.cli.sales_desk import COMMANDS

SCOPES = (
    "pipeline", "pipelines", "sheet", "quote", "catalogue", "planning", "clients", "folder",
    "contact", "company", "scoring",
)  # fmt: skip
ONLY_LOOKS = {
    "up", "down", "section", "section_before", "beside", "back_beside", "previous", "next",
    "history", "kinds", "view", "today", "day", "types", "stages", "quotes", "others",
}  # fmt: skip
"""Keys that move the cursor or choose what is seen; up and down are moves of a card or a line
where a twin stands below."""
TWINS = {
    "pipeline.open": "show", "pipeline.date": "opportunity next",
    "pipeline.done": "opportunity done", "pipeline.step": "opportunity next",
    "pipeline.types": "action-type list", "pipeline.right": "opportunity move",
    "pipeline.left": "opportunity move", "pipeline.won": "opportunity win",
    "pipeline.lost": "opportunity lose", "pipeline.call": "call",
    "pipeline.new": "opportunity new", "pipeline.filter": "opportunity list",
    "pipeline.move_to": "opportunity move", "pipeline.column": "opportunity list",
    "pipeline.figures": "opportunity list", "pipeline.sort": "opportunity list",
    "pipeline.pipeline": "pipeline list", "pipeline.stages": "stage list",
    "pipeline.up": "opportunity move", "pipeline.down": "opportunity move",
    "pipeline.oppose": "oppose", "pipeline.star": "opportunity star",
    "pipeline.quotes": "quote list", "pipeline.cancel": "opportunity cancel",
    "pipeline.duplicate": "opportunity duplicate", "pipeline.folder": "client file",
    "pipelines.edit": "stage change", "pipelines.new": "stage add",
    "pipelines.pipeline": "pipeline add", "pipelines.step": "stage plan set",
    "pipelines.up": "stage move", "pipelines.down": "stage move",
    "pipelines.archive": "stage archive", "pipelines.cards": "opportunity list",
    "sheet.edit": "opportunity change", "sheet.date": "opportunity next",
    "sheet.done": "opportunity done", "sheet.step": "opportunity next",
    "sheet.reopen": "opportunity reopen", "sheet.types": "action-type add", "sheet.call": "call",
    "sheet.note": "opportunity note", "sheet.look_up": "lookup",
    "sheet.convert": "opportunity convert", "sheet.strike": "strike",
    "sheet.copy_notes": "notes", "sheet.consent": "consent add", "sheet.oppose": "oppose",
    "sheet.won": "opportunity win", "sheet.lost": "opportunity lose",
    "sheet.stage": "opportunity move", "sheet.quotes": "quote list",
    "sheet.star": "opportunity star", "sheet.cancel": "opportunity cancel",
    "sheet.interest": "scoring note", "sheet.print": "show", "sheet.person": "contact show",
    "sheet.company": "company show", "sheet.add_person": "contact add",
    "sheet.role": "contact role", "sheet.person_up": "contact move",
    "sheet.person_down": "contact move", "sheet.promote": "contact said",
    "sheet.remove_person": "contact remove", "sheet.other_company": "company link",
    "sheet.duplicate": "opportunity duplicate", "sheet.folder": "client file",
    "sheet.intermediary": "opportunity through",
    "quote.edit": "quote edit", "quote.new": "quote add", "quote.catalogue": "quote add",
    "quote.send": "quote send", "quote.pdf": "quote pdf", "quote.accept": "quote accept",
    "quote.refuse": "quote refuse", "quote.details": "quote set",
    "quote.version": "quote version", "quote.remove": "quote remove", "quote.up": "quote move",
    "quote.down": "quote move", "quote.option": "quote edit", "quote.detail": "quote edit",
    "quote.keep": "catalogue add", "quote.current": "quote set", "quote.discard": "quote delete",
    "quote.copy": "quote copy", "quote.date": "opportunity next",
    "catalogue.edit": "catalogue set", "catalogue.new": "catalogue add",
    "catalogue.up": "catalogue move", "catalogue.down": "catalogue move",
    "catalogue.retire": "catalogue retire",
    "planning.open": "show", "planning.done": "task done", "planning.date": "task postpone",
    "planning.new": "event new", "planning.edit": "event change",
    "planning.later": "event postpone", "planning.sooner": "event postpone",
    "planning.down": "event postpone", "planning.up": "event postpone",
    "planning.call": "call", "planning.cancel": "task cancel", "planning.free": "slots",
    "clients.open": "client show", "clients.filter": "client list", "clients.sort": "client list",
    "clients.done": "task done", "clients.ambassador": "client ambassador",
    "folder.edit": "client rename", "folder.note": "client note",
    "folder.duplicate": "opportunity duplicate", "folder.take_out": "client unfile",
    "folder.ambassador": "client ambassador", "folder.print": "client show",
    "folder.copy": "client show",
    "contact.edit": "contact change", "contact.call": "contact dial",
    "contact.note": "contact change", "contact.company": "company show",
    "contact.checked": "contact change", "contact.copy": "contact show",
    "contact.oppose": "contact oppose",
    "company.edit": "company change", "company.note": "company change",
    "company.add_person": "company add", "company.chart": "contact chart",
    "company.copy": "company show",
    "scoring.edit": "scoring change", "scoring.new": "scoring add", "scoring.up": "scoring move",
    "scoring.down": "scoring move", "scoring.retire": "scoring retire",
}  # fmt: skip
ACTS = [key.id for key in keys.TABLE if key.scope in SCOPES]


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_a_screen_has_its_command(act: str) -> None:
    if act in TWINS:
        assert tuple(TWINS[act].split()) in COMMANDS
    else:
        assert act.partition(".")[2] in ONLY_LOOKS


def test_no_twin_is_told_of_an_act_that_is_gone() -> None:
    assert set(TWINS) <= set(ACTS)
