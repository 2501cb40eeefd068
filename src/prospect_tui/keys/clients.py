"""The keys of Clients, of a client folder, and those by which sales are filed together."""

from prospect_tui.keys.row import CLIENT, DEAL, LIST, N_, Key

CLIENTS_KEYS: tuple[Key, ...] = (
    Key("clients.open", "enter", "open", "clients", N_("open"), CLIENT),
    Key("clients.view", "v", "view", "clients", N_("clients, renewals, after-sale"), LIST),
    Key("clients.filter", "f,/", "filter", "clients", N_("filter"), LIST),
    Key("clients.sort", "s", "sort", "clients", N_("sort"), LIST),
    Key("clients.done", "t,F", "done", "clients", N_("after-sale done"), CLIENT),
    Key("clients.ambassador", "k", "ambassador", "clients", N_("ambassador"), CLIENT),
)  # fmt: skip

FOLDER_KEYS: tuple[Key, ...] = (
    Key("folder.edit", "enter,e", "edit", "folder", N_("open or edit"), CLIENT),
    Key("folder.note", "i", "note", "folder", N_("note"), CLIENT),
    Key("folder.duplicate", "y", "duplicate", "folder", N_("duplicate"), DEAL),
    Key("folder.take_out", "x,delete", "take_out", "folder", N_("take out of the folder"), DEAL),
    Key("folder.ambassador", "k", "ambassador", "folder", N_("ambassador"), CLIENT),
    Key("folder.section", "tab", "section(1)", "folder", N_("next part"), LIST),
    Key("folder.section_before", "shift+tab", "section(-1)", "folder", N_("part before"), LIST,
        footer=False),
    Key("folder.beside", "right", "column(1)", "folder", N_("right column"), LIST, footer=False),
    Key("folder.back_beside", "left", "column(-1)", "folder", N_("left column"), LIST,
        footer=False),
    Key("folder.print", "v,ctrl+e", "print", "folder", N_("print or copy"), CLIENT),
    Key("folder.copy", "h", "copy", "folder", N_("copy the page"), CLIENT, footer=False),
    Key("folder.previous", "p,alt+up", "neighbour(-1)", "folder", N_("previous one"), LIST,
        footer=False),
    Key("folder.next", "n,alt+down", "neighbour(1)", "folder", N_("next one"), LIST,
        footer=False),
)  # fmt: skip

FILING_KEYS: tuple[Key, ...] = (
    Key("pipeline.duplicate", "y", "duplicate", "pipeline", N_("duplicate"), DEAL, footer=False),
    Key("pipeline.folder", "r", "folder", "pipeline", N_("client folder"), DEAL, footer=False),
    Key("sheet.duplicate", "y", "duplicate", "sheet", N_("duplicate"), DEAL, footer=False),
    Key("sheet.folder", "r", "folder", "sheet", N_("client folder"), DEAL),
    Key("sheet.intermediary", "ctrl+k", "intermediary", "sheet", N_("through an intermediary"),
        DEAL, footer=False),
)  # fmt: skip
"""On a card of the board and on the sheet of an opportunity."""
