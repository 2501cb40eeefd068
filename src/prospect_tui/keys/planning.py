"""The keys of the planning."""

from prospect_tui.keys.row import DAYS, LIST, N_, ROW, Key

PLANNING_KEYS: tuple[Key, ...] = (
    Key("planning.open", "enter", "open", "planning", N_("open"), ROW),
    Key("planning.done", "f,F", "done", "planning", N_("done"), ROW),
    Key("planning.date", "d", "date", "planning", N_("other date"), ROW),
    Key("planning.new", "ctrl+n,insert,n", "new", "planning", N_("new"), LIST),
    Key("planning.view", "v", "view", "planning", N_("day, week, month"), DAYS),
    Key("planning.next", "pagedown,+", "turn(1)", "planning", N_("next"), DAYS),
    Key("planning.previous", "pageup,-", "turn(-1)", "planning", N_("before"), DAYS),
    Key("planning.today", "t,home", "today", "planning", N_("today"), DAYS),
    Key("planning.day", "j", "day", "planning", N_("go to a date"), DAYS),
    Key("planning.edit", "e", "edit", "planning", N_("change"), ROW),
    Key("planning.later", "shift+right", "shift(1,0)", "planning", N_("a day later"), ROW),
    Key("planning.sooner", "shift+left", "shift(-1,0)", "planning", N_("a day sooner"), ROW,
        footer=False),
    Key("planning.down", "shift+down", "shift(0,1)", "planning",
        N_("half an hour (month: a week) later"), ROW, footer=False),
    Key("planning.up", "shift+up", "shift(0,-1)", "planning",
        N_("half an hour (month: a week) sooner"), ROW, footer=False),
    Key("planning.call", "a", "call", "planning", N_("call"), ROW),
    Key("planning.cancel", "x,delete", "give_up", "planning", N_("give up"), ROW),
    Key("planning.free", "s", "free", "planning", N_("next free slot"), DAYS),
)  # fmt: skip
