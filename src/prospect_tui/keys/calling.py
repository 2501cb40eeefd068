"""The keys of Appels, of the script, of the lists of results and of signs of interest."""

from prospect_tui.keys.row import CALL, FILE, LIST, N_, RESULT, SESSION, Key

CALLS_KEYS: tuple[Key, ...] = (
    Key("calls.dial", "enter,a", "dial", "calls", N_("dial"), CALL),
    Key("calls.not_called", "delete", "not_called", "calls", N_("nobody was called"), CALL,
        footer=False),
    Key("calls.note", "i,tab", "note", "calls", N_("note"), CALL),
    Key("calls.take_found", "ctrl+g", "take_found", "calls", N_("take what the note says"), CALL,
        footer=False),
    Key("calls.script", "t", "script", "calls", N_("script"), CALL),
    Key("calls.checked", "y", "checked", "calls", N_("name and function checked"), CALL,
        footer=False),
    Key("calls.skip", "s", "skip", "calls", N_("skip"), CALL),
    Key("calls.date", "d", "date", "calls", N_("next date"), CALL),
    Key("calls.number", "l", "next_number", "calls", N_("other number"), CALL, footer=False),
    Key("calls.strike", "b", "strike", "calls", N_("strike out or restore"), CALL, footer=False),
    Key("calls.sheet", "f", "sheet", "calls", N_("sheet"), CALL),
    Key("calls.previous", "pageup", "previous", "calls", N_("previous"), SESSION, footer=False),
    Key("calls.next", "pagedown", "next", "calls", N_("next"), SESSION, footer=False),
    Key("calls.pause", "space", "pause", "calls", N_("pause"), SESSION),
    Key("calls.session", "ctrl+t", "session", "calls", N_("begin or end a session"), SESSION,
        footer=False),
    Key("calls.look_up", "w", "look_up", "calls", N_("look up on the web"), CALL, footer=False),
    Key("calls.why", "q", "why", "calls", N_("why this one?"), CALL, footer=False),
    Key("calls.source", "ctrl+o", "source", "calls", N_("which rows"), SESSION, footer=False),
    Key("calls.clock", "ctrl+k", "clock", "calls", N_("set the clock of the rehearsal"), SESSION,
        footer=False),
    Key("calls.interest", "ctrl+l", "interest", "calls", N_("sign of interest"), CALL,
        footer=False),
    Key("calls.edit_results", "ctrl+r", "results", "calls", N_("edit the results"), SESSION,
        footer=False),
)  # fmt: skip

SCRIPT_KEYS: tuple[Key, ...] = (
    Key("script.answer", "enter,e", "answer", "script", N_("answer"), CALL),
    Key("script.edit", "ctrl+e", "edit_script", "script", N_("change the script"), FILE),
)  # fmt: skip

RESULTS_KEYS: tuple[Key, ...] = (
    Key("results.edit", "enter,e", "edit", "results", N_("change"), RESULT),
    Key("results.new", "n,ctrl+n,insert", "new", "results", N_("add"), LIST),
    Key("results.key", "t", "key", "results", N_("other key"), RESULT),
    Key("results.up", "shift+up,alt+up", "move(-1)", "results", N_("move up"), RESULT),
    Key("results.down", "shift+down,alt+down", "move(1)", "results", N_("move down"), RESULT),
    Key("results.retire", "b", "retire", "results", N_("retire or bring back"), RESULT),
)  # fmt: skip

SCORING_KEYS: tuple[Key, ...] = (
    Key("scoring.edit", "enter,e", "edit", "scoring", N_("change, or open"), RESULT),
    Key("scoring.new", "n,ctrl+n,insert", "new", "scoring", N_("add"), LIST),
    Key("scoring.up", "shift+up,alt+up", "move(-1)", "scoring", N_("move up"), RESULT),
    Key("scoring.down", "shift+down,alt+down", "move(1)", "scoring", N_("move down"), RESULT),
    Key("scoring.retire", "b", "retire", "scoring", N_("retire or bring back"), RESULT),
)  # fmt: skip
