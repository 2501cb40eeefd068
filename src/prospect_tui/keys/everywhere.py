"""The keys that act on every screen, the letters after `g`, and those of questions."""

from prospect_tui.keys.row import ANYWHERE, DIALOG, N_, PLACES, Key

APP_KEYS: tuple[Key, ...] = (
    Key("app.help", "f1,?", "app.help", "app", N_("help"), ANYWHERE),
    Key("app.palette", "ctrl+p", "app.palette", "app", N_("all commands"), ANYWHERE),
    Key("app.find", "ctrl+f", "app.find", "app", N_("find anything"), ANYWHERE),
    Key("app.undo", "u,ctrl+z", "app.undo", "app", N_("undo"), ANYWHERE),
    Key("app.redo", "ctrl+y", "app.redo", "app", N_("redo"), ANYWHERE),
    Key("app.back", "escape", "screen.back", "app", N_("back"), ANYWHERE, footer=False),
    Key("app.quit", "ctrl+q", "app.quit", "app", N_("quit"), ANYWHERE, priority=True),
    Key("app.today", "f2", "app.place('today')", "app", N_("to do today"), PLACES, footer=False),
    Key("app.files", "f3", "app.place('files')", "app", N_("files"), PLACES, footer=False),
    Key("app.calls", "f4", "app.place('calls')", "app", N_("calls"), PLACES, footer=False),
    Key("app.pipeline", "f5", "app.place('pipeline')", "app", N_("pipeline"), PLACES,
        footer=False),
    Key("app.planning", "f6", "app.place('planning')", "app", N_("planning"), PLACES,
        footer=False),
    Key("app.clients", "f7", "app.place('clients')", "app", N_("clients"), PLACES, footer=False),
    Key("app.go", "g", "app.go", "app", N_("go to…"), PLACES, footer=False),
)  # fmt: skip

GO_KEYS: tuple[Key, ...] = (
    Key("go.today", "a", "place('today')", "go", N_("to do today"), PLACES),
    Key("go.files", "f", "place('files')", "go", N_("files"), PLACES),
    Key("go.calls", "t", "place('calls')", "go", N_("calls"), PLACES),
    Key("go.pipeline", "o", "place('pipeline')", "go", N_("pipeline"), PLACES),
    Key("go.planning", "p", "place('planning')", "go", N_("planning"), PLACES),
    Key("go.clients", "c", "place('clients')", "go", N_("clients"), PLACES),
    Key("go.scoring", "i", "place('scoring')", "go", N_("signs of interest"), PLACES),
    Key("go.catalogue", "d", "place('catalogue')", "go", N_("catalogue of the quotes"), PLACES),
    Key("go.stages", "e", "place('pipelines')", "go", N_("stages and pipelines"), PLACES),
    Key("go.results", "r", "place('results')", "go", N_("call results and scores"), PLACES),
)  # fmt: skip

DIALOG_KEYS: tuple[Key, ...] = (
    Key("dialog.save", "ctrl+s", "save", "dialog", N_("save"), DIALOG),
    Key("dialog.cancel", "escape", "cancel", "dialog", N_("cancel"), DIALOG),
)  # fmt: skip
