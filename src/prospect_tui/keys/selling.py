"""The keys of Pipeline and of the sheet."""

from prospect_tui.keys.row import BOARD, DEAL, LIST, N_, ROW, Key

PIPELINE_KEYS: tuple[Key, ...] = (
    Key("pipeline.open", "enter", "open", "pipeline", N_("sheet"), DEAL),
    Key("pipeline.date", "d", "date", "pipeline", N_("next action"), DEAL),
    Key("pipeline.right", "shift+right", "move_stage(1)", "pipeline", N_("next stage"), DEAL),
    Key("pipeline.left", "shift+left", "move_stage(-1)", "pipeline", N_("stage before"), DEAL),
    Key("pipeline.won", "w", "won", "pipeline", N_("won"), DEAL),
    Key("pipeline.lost", "l", "lost", "pipeline", N_("lost"), DEAL),
    Key("pipeline.call", "a", "call", "pipeline", N_("call"), DEAL),
    Key("pipeline.new", "ctrl+n,insert,+", "new", "pipeline", N_("new"), BOARD),
    Key("pipeline.filter", "f,/", "filter", "pipeline", N_("filter"), BOARD),
    Key("pipeline.up", "shift+up", "move_card(-1)", "pipeline", N_("move up"), DEAL,
        footer=False),
    Key("pipeline.down", "shift+down", "move_card(1)", "pipeline", N_("move down"), DEAL,
        footer=False),
    Key("pipeline.oppose", "!", "oppose", "pipeline", N_("never call again"), DEAL,
        footer=False),
    Key("pipeline.star", "k", "star", "pipeline", N_("star"), DEAL),
    Key("pipeline.cancel", "x", "cancel_deal", "pipeline", N_("drop it"), DEAL, footer=False),
)  # fmt: skip

SHEET_KEYS: tuple[Key, ...] = (
    Key("sheet.edit", "e,enter", "edit", "sheet", N_("edit"), ROW),
    Key("sheet.date", "d", "date", "sheet", N_("next action"), ROW),
    Key("sheet.call", "a", "call", "sheet", N_("call"), ROW),
    Key("sheet.note", "i", "note", "sheet", N_("note"), ROW),
    Key("sheet.look_up", "y", "look_up", "sheet", N_("look up on the web"), ROW, footer=False),
    Key("sheet.convert", "o", "convert", "sheet", N_("opportunity"), ROW, footer=False),
    Key("sheet.strike", "b", "strike", "sheet", N_("strike out or restore"), ROW, footer=False),
    Key("sheet.copy_notes", "h", "copy_notes", "sheet", N_("copy the notes"), ROW, footer=False),
    Key("sheet.consent", "c", "consent", "sheet", N_("consent"), ROW, footer=False),
    Key("sheet.oppose", "!", "oppose", "sheet", N_("never call again"), ROW, footer=False),
    Key("sheet.won", "w", "won", "sheet", N_("won"), DEAL),
    Key("sheet.lost", "l", "lost", "sheet", N_("lost"), DEAL),
    Key("sheet.stage", "s", "stage", "sheet", N_("stage"), DEAL),
    Key("sheet.star", "k", "star", "sheet", N_("star"), DEAL, footer=False),
    Key("sheet.cancel", "x", "cancel_deal", "sheet", N_("drop it"), DEAL, footer=False),
    Key("sheet.previous", "p,alt+up", "neighbour(-1)", "sheet", N_("previous row"), LIST,
        footer=False),
    Key("sheet.next", "n,alt+down", "neighbour(1)", "sheet", N_("next row"), LIST, footer=False),
)  # fmt: skip
