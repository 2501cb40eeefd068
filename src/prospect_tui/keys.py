"""The one key table: every command of every screen, its default keys, its name.

Bindings, the bottom line, help, the command palette and `docs/keys.md` all read it. It knows no
Textual and draws nothing. The keys of call results are not here: results are the user's own rows.
To add a command, add a row here and an `action_…` method to its screen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple


def N_(text: str) -> str:
    """Mark `text` for extraction and return it untranslated."""
    return text


@dataclass(frozen=True, slots=True)
class Key:
    """One command and the keys that give it."""

    id: str
    """Its name for ever, which the user's settings may quote: "files.edit"."""
    default: str
    """Keys as Textual names them, separated by commas; the first is the one that is shown."""
    action: str
    """What the app or the screen does: the name of a method, after "action_"."""
    scope: str
    """Where it acts: "app" (every screen), one screen, "dialog", or "go" (the letter after `g`)."""
    label: str
    """A few English words, translated when shown."""
    group: str
    """Under which English title help lists it."""
    footer: bool = True
    """Whether the bottom line may show it, in the order of the table."""
    priority: bool = False
    """Whether it acts even while a text is being typed or a question is open."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its keys, the shown one first."""
        return tuple(key.strip() for key in self.default.split(","))


SCREEN_SCOPES = ("today", "files", "import", "calls", "pipeline", "sheet", "script", "results")
SCOPES = ("app", "go", *SCREEN_SCOPES, "dialog")
RESULT_KEYS = frozenset("norvpjxcmhe!")
"""What the default call results use in the calls screen, where no command may take them."""

KEPT_KEY = "!"
"""The key of "do not call me again", which stays whatever the user's own results are."""

_PLACES = N_("Places")
_ANYWHERE = N_("Everywhere")
_ROW = N_("This row")
_ROWS = N_("Several rows")
_CELLS = N_("Cells")
_COLUMN = N_("This column")
_FILE = N_("The file")
_DEAL = N_("This opportunity")
_BOARD = N_("The board")
_CALL = N_("This call")
_SESSION = N_("The session")
_LIST = N_("The list")
_RESULT = N_("This result")
_DIALOG = N_("Question")

# Kept free for places to come: F6 planning (g p), F7 clients (g c), F8 statistics (g s),
# F9 quality (g q), under the ids app.planning, app.clients, app.statistics and app.quality.
TABLE: tuple[Key, ...] = (
    Key("app.help", "f1,?", "app.help", "app", N_("help"), _ANYWHERE),
    Key("app.palette", "ctrl+p", "app.palette", "app", N_("all commands"), _ANYWHERE),
    Key("app.find", "ctrl+f", "app.find", "app", N_("find anything"), _ANYWHERE),
    Key("app.undo", "u,ctrl+z", "app.undo", "app", N_("undo"), _ANYWHERE),
    Key("app.redo", "ctrl+y", "app.redo", "app", N_("redo"), _ANYWHERE),
    Key("app.back", "escape", "screen.back", "app", N_("back"), _ANYWHERE, footer=False),
    Key("app.quit", "ctrl+q", "app.quit", "app", N_("quit"), _ANYWHERE, priority=True),
    Key("app.today", "f2", "app.place('today')", "app", N_("to do today"), _PLACES, footer=False),
    Key("app.files", "f3", "app.place('files')", "app", N_("files"), _PLACES, footer=False),
    Key("app.calls", "f4", "app.place('calls')", "app", N_("calls"), _PLACES, footer=False),
    Key("app.pipeline", "f5", "app.place('pipeline')", "app", N_("pipeline"), _PLACES,
        footer=False),
    Key("app.go", "g", "app.go", "app", N_("go to…"), _PLACES, footer=False),
    Key("go.today", "a", "place('today')", "go", N_("to do today"), _PLACES),
    Key("go.files", "f", "place('files')", "go", N_("files"), _PLACES),
    Key("go.calls", "t", "place('calls')", "go", N_("calls"), _PLACES),
    Key("go.pipeline", "o", "place('pipeline')", "go", N_("pipeline"), _PLACES),
    Key("go.results", "r", "place('results')", "go", N_("call results and scores"), _PLACES),

    Key("today.open", "enter", "open", "today", N_("open"), _ROW),
    Key("today.call", "a", "call", "today", N_("call"), _ROW),
    Key("today.done", "f", "done", "today", N_("done"), _ROW),
    Key("today.date", "d", "date", "today", N_("next date"), _ROW),
    Key("today.later", "j,+", "later", "today", N_("in 3 days"), _ROW),
    Key("today.star", "k", "star", "today", N_("star"), _ROW),
    Key("today.won", "w", "won", "today", N_("won"), _ROW),
    Key("today.lost", "l", "lost", "today", N_("lost"), _ROW),
    Key("today.cancel", "x", "cancel_deal", "today", N_("drop it"), _ROW),
    Key("today.oppose", "!", "oppose", "today", N_("never call again"), _ROW, footer=False),
    Key("today.new", "ctrl+n,insert", "new", "today", N_("new task"), _LIST),

    Key("files.edit", "enter,e", "edit", "files", N_("edit"), _CELLS),
    Key("files.open", "l", "open", "files", N_("sheet"), _ROW),
    Key("files.call", "a", "call", "files", N_("call"), _ROW),
    Key("files.convert", "o", "convert", "files", N_("opportunity"), _ROW),
    Key("files.filter", "f,/", "filter", "files", N_("filter"), _FILE),
    Key("files.column_filter", "j", "filter_column", "files", N_("filter this column"), _COLUMN),
    Key("files.views", "y", "views", "files", N_("saved views"), _FILE),
    Key("files.columns", "c", "columns", "files", N_("columns"), _COLUMN),
    Key("files.file", "v", "choose_file", "files", N_("other file"), _FILE),
    Key("files.strike", "b", "strike", "files", N_("strike out or restore"), _ROW),
    Key("files.oppose", "!", "oppose", "files", N_("never call again"), _ROW, footer=False),
    Key("files.date", "d", "date", "files", N_("next date"), _ROW),
    Key("files.tags", "t", "tags", "files", N_("tags"), _ROW),
    Key("files.sort", "s", "sort", "files", N_("sort"), _COLUMN),
    Key("files.sort_more", "m", "sort_more", "files", N_("then sort by this"), _COLUMN,
        footer=False),
    Key("files.new", "ctrl+n,insert,n", "new", "files", N_("new row"), _FILE),
    Key("files.replace", "r", "replace", "files", N_("find and replace"), _CELLS),
    Key("files.fill", "ctrl+d", "fill_down", "files", N_("fill down"), _CELLS),
    Key("files.write_all", "w", "write_all", "files", N_("write in all these rows"), _CELLS),
    Key("files.copy", "ctrl+c", "copy", "files", N_("copy"), _CELLS, footer=False),
    Key("files.cut", "ctrl+x", "cut", "files", N_("cut"), _CELLS, footer=False),
    Key("files.paste", "ctrl+v", "paste", "files", N_("paste"), _CELLS, footer=False),
    Key("files.clear", "delete", "clear", "files", N_("empty the cells"), _CELLS, footer=False),
    Key("files.typing", "ctrl+e", "typing", "files", N_("letters type, or command"), _CELLS,
        footer=False),
    Key("files.import", "i", "import", "files", N_("import"), _FILE),
    Key("files.export", "x", "export", "files", N_("export"), _FILE),
    Key("files.select", "space", "select", "files", N_("select"), _ROWS),
    Key("files.all", "ctrl+a", "select_all", "files", N_("select all"), _ROWS, footer=False),
    Key("files.duplicate", "z", "duplicate", "files", N_("duplicate"), _ROW, footer=False),
    Key("files.delete", "k,ctrl+delete", "delete", "files", N_("delete rows"), _ROWS,
        footer=False),
    Key("files.row_up", "alt+up", "move_rows(-1)", "files", N_("row up, in the calling order"),
        _ROWS, footer=False),
    Key("files.row_down", "alt+down", "move_rows(1)", "files",
        N_("row down, in the calling order"), _ROWS, footer=False),
    Key("files.hide", "h", "hide_column", "files", N_("hide this column"), _COLUMN, footer=False),
    Key("files.narrower", "<", "resize_column(-1)", "files", N_("narrower"), _COLUMN,
        footer=False),
    Key("files.wider", ">", "resize_column(1)", "files", N_("wider"), _COLUMN, footer=False),
    Key("files.fit", "=", "fit_column", "files", N_("as wide as what it holds"), _COLUMN,
        footer=False),
    Key("files.column_left", "alt+left", "move_column(-1)", "files", N_("column to the left"),
        _COLUMN, footer=False),
    Key("files.column_right", "alt+right", "move_column(1)", "files", N_("column to the right"),
        _COLUMN, footer=False),
    Key("files.freeze", "p", "freeze", "files", N_("keep in place up to here"), _COLUMN,
        footer=False),
    Key("files.refresh", "ctrl+r", "refresh_rows", "files", N_("refresh"), _FILE, footer=False),

    Key("import.run", "i,ctrl+s", "run", "import", N_("import now"), _FILE),
    Key("import.into", "v", "into", "import", N_("into which file"), _FILE),
    Key("import.nature", "n", "nature", "import", N_("people"), _FILE),
    Key("import.duplicates", "d", "duplicates", "import", N_("rows already there"), _FILE),
    Key("import.sheet", "f", "sheet", "import", N_("other sheet"), _FILE),
    Key("import.try", "t", "try", "import", N_("try without writing"), _FILE),

    Key("calls.dial", "enter,a", "dial", "calls", N_("dial"), _CALL),
    Key("calls.note", "i,tab", "note", "calls", N_("note"), _CALL),
    Key("calls.take_found", "ctrl+g", "take_found", "calls", N_("take what the note says"), _CALL,
        footer=False),
    Key("calls.script", "t", "script", "calls", N_("script"), _CALL),
    Key("calls.checked", "y", "checked", "calls", N_("name and function checked"), _CALL,
        footer=False),
    Key("calls.skip", "s", "skip", "calls", N_("skip"), _CALL),
    Key("calls.date", "d", "date", "calls", N_("next date"), _CALL),
    Key("calls.number", "l", "next_number", "calls", N_("other number"), _CALL, footer=False),
    Key("calls.strike", "b", "strike", "calls", N_("strike out or restore"), _CALL, footer=False),
    Key("calls.sheet", "f", "sheet", "calls", N_("sheet"), _CALL),
    Key("calls.previous", "pageup", "previous", "calls", N_("previous"), _SESSION, footer=False),
    Key("calls.next", "pagedown", "next", "calls", N_("next"), _SESSION, footer=False),
    Key("calls.pause", "space", "pause", "calls", N_("pause"), _SESSION),
    Key("calls.session", "ctrl+t", "session", "calls", N_("begin or end a session"), _SESSION,
        footer=False),
    Key("calls.look_up", "w", "look_up", "calls", N_("look up on the web"), _CALL, footer=False),
    Key("calls.why", "q", "why", "calls", N_("why this one?"), _CALL, footer=False),
    Key("calls.source", "ctrl+o", "source", "calls", N_("which rows"), _SESSION, footer=False),

    Key("calls.clock", "ctrl+k", "clock", "calls", N_("set the clock of the rehearsal"), _SESSION,
        footer=False),
    Key("calls.edit_results", "ctrl+r", "results", "calls", N_("edit the results"), _SESSION,
        footer=False),

    Key("pipeline.open", "enter", "open", "pipeline", N_("sheet"), _DEAL),
    Key("pipeline.date", "d", "date", "pipeline", N_("next action"), _DEAL),
    Key("pipeline.right", "shift+right", "move_stage(1)", "pipeline", N_("next stage"), _DEAL),
    Key("pipeline.left", "shift+left", "move_stage(-1)", "pipeline", N_("stage before"), _DEAL),
    Key("pipeline.won", "w", "won", "pipeline", N_("won"), _DEAL),
    Key("pipeline.lost", "l", "lost", "pipeline", N_("lost"), _DEAL),
    Key("pipeline.call", "a", "call", "pipeline", N_("call"), _DEAL),
    Key("pipeline.new", "ctrl+n,insert,+", "new", "pipeline", N_("new"), _BOARD),
    Key("pipeline.filter", "f,/", "filter", "pipeline", N_("filter"), _BOARD),
    Key("pipeline.up", "shift+up", "move_card(-1)", "pipeline", N_("move up"), _DEAL,
        footer=False),
    Key("pipeline.down", "shift+down", "move_card(1)", "pipeline", N_("move down"), _DEAL,
        footer=False),
    Key("pipeline.oppose", "!", "oppose", "pipeline", N_("never call again"), _DEAL,
        footer=False),
    Key("pipeline.star", "k", "star", "pipeline", N_("star"), _DEAL),
    Key("pipeline.cancel", "x", "cancel_deal", "pipeline", N_("drop it"), _DEAL, footer=False),

    Key("sheet.edit", "e,enter", "edit", "sheet", N_("edit"), _ROW),
    Key("sheet.date", "d", "date", "sheet", N_("next action"), _ROW),
    Key("sheet.call", "a", "call", "sheet", N_("call"), _ROW),
    Key("sheet.note", "i", "note", "sheet", N_("note"), _ROW),
    Key("sheet.look_up", "y", "look_up", "sheet", N_("look up on the web"), _ROW, footer=False),
    Key("sheet.convert", "o", "convert", "sheet", N_("opportunity"), _ROW, footer=False),
    Key("sheet.strike", "b", "strike", "sheet", N_("strike out or restore"), _ROW, footer=False),
    Key("sheet.copy_notes", "h", "copy_notes", "sheet", N_("copy the notes"), _ROW, footer=False),
    Key("sheet.consent", "c", "consent", "sheet", N_("consent"), _ROW, footer=False),
    Key("sheet.oppose", "!", "oppose", "sheet", N_("never call again"), _ROW, footer=False),
    Key("sheet.won", "w", "won", "sheet", N_("won"), _DEAL),
    Key("sheet.lost", "l", "lost", "sheet", N_("lost"), _DEAL),
    Key("sheet.stage", "s", "stage", "sheet", N_("stage"), _DEAL),
    Key("sheet.star", "k", "star", "sheet", N_("star"), _DEAL, footer=False),
    Key("sheet.cancel", "x", "cancel_deal", "sheet", N_("drop it"), _DEAL, footer=False),
    Key("sheet.previous", "p,alt+up", "neighbour(-1)", "sheet", N_("previous row"), _LIST,
        footer=False),
    Key("sheet.next", "n,alt+down", "neighbour(1)", "sheet", N_("next row"), _LIST, footer=False),

    Key("script.answer", "enter,e", "answer", "script", N_("answer"), _CALL),
    Key("script.edit", "ctrl+e", "edit_script", "script", N_("change the script"), _FILE),

    Key("results.edit", "enter,e", "edit", "results", N_("change"), _RESULT),
    Key("results.new", "n,ctrl+n,insert", "new", "results", N_("add"), _LIST),
    Key("results.key", "t", "key", "results", N_("other key"), _RESULT),
    Key("results.up", "shift+up,alt+up", "move(-1)", "results", N_("move up"), _RESULT),
    Key("results.down", "shift+down,alt+down", "move(1)", "results", N_("move down"), _RESULT),
    Key("results.retire", "b", "retire", "results", N_("retire or bring back"), _RESULT),

    Key("dialog.save", "ctrl+s", "save", "dialog", N_("save"), _DIALOG),
    Key("dialog.cancel", "escape", "cancel", "dialog", N_("cancel"), _DIALOG),
)  # fmt: skip


class KeyProblem(NamedTuple):
    """Why one of the user's own keys is not used: a message id and its parameters."""

    message_id: str
    params: dict[str, object]


class Merged(NamedTuple):
    """The table with the user's own keys, and what could not be taken."""

    table: tuple[Key, ...]
    problems: tuple[KeyProblem, ...]


def by_id(table: Iterable[Key] = TABLE) -> dict[str, Key]:
    """Return the rows by id."""
    return {row.id: row for row in table}


def bindings_for(scope: str, table: Iterable[Key] = TABLE) -> tuple[Key, ...]:
    """Return the rows of `scope`, the most important first."""
    return tuple(row for row in table if row.scope == scope)


def far_places(table: Iterable[Key] = TABLE) -> tuple[Key, ...]:
    """Return the places which only the letter behind `g` opens: no key of everywhere does."""
    rows = tuple(table)
    near = {row.action for row in bindings_for("app", rows)}
    return tuple(row for row in bindings_for("go", rows) if f"app.{row.action}" not in near)


def help_rows(scope: str, table: Iterable[Key] = TABLE) -> tuple[Key, ...]:
    """Return what help lists on the screen of `scope`: its own rows, then those of everywhere."""
    rows = tuple(table)
    return bindings_for(scope, rows) + bindings_for("app", rows)


def clashes(table: Iterable[Key] = TABLE, taken: Iterable[str] = RESULT_KEYS) -> list[str]:
    """Return every key that would mean two things in one place, one line each.

    A key of "app" clashes with that of any screen. `dialog` and `go` stand alone, because a
    question or the letter after `g` hides everything else. `taken` are the keys of call results.
    """
    return [
        f"{clash.key}: {clash.first}, {clash.second}" for clash in _clashing(tuple(table), taken)
    ]


def merged(overrides: Mapping[str, str], taken: Iterable[str] = RESULT_KEYS) -> Merged:
    """Return the table with the keys of `overrides` (id -> keys) in place of the defaults.

    An unknown id, an impossible key or a clash leaves the default in place and is reported.
    """
    wanted: dict[str, str] = {}
    problems: list[KeyProblem] = []
    known = by_id()
    for row_id, text in overrides.items():
        names = [name.strip() for name in text.split(",")]
        bad = next((name for name in names if not canonical(name)), None)
        if row_id not in known:
            problems.append(KeyProblem("keys.unknown", {"id": row_id}))
        elif bad is not None:
            problems.append(KeyProblem("keys.bad", {"id": row_id, "key": bad}))
        else:
            wanted[row_id] = ",".join(canonical(name) for name in names)
    while True:
        table = tuple(replace(row, default=wanted.get(row.id, row.default)) for row in TABLE)
        found = (clash for clash in _clashing(table, taken) if wanted.keys() & set(clash[1:]))
        clash = next(found, None)
        if clash is None:
            return Merged(table, tuple(problems))
        dropped, other = clash[1:] if clash.first in wanted else clash[:0:-1]
        del wanted[dropped]
        params: dict[str, object] = {"id": dropped, "key": clash.key, "other": other}
        problems.append(KeyProblem("keys.clash", params))


NAMED_KEYS = frozenset(
    ["enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup",
     "pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25))]
)  # fmt: skip
_MODIFIERS = ("alt", "ctrl", "shift", "super")
_SAME_KEYS = {"ctrl+i": "tab", "ctrl+m": "enter", "return": "enter", "esc": "escape"}
SIGN_NAMES = {"slash": "SOLIDUS", "backslash": "REVERSE SOLIDUS", "at": "COMMERCIAL AT",
               "minus": "HYPHEN-MINUS", "plus": "PLUS SIGN", "underscore": "LOW LINE"}  # fmt: skip
"""Signs whose keys Textual calls otherwise than Unicode does."""
_TERMINALS_MERGE = re.compile(r"ctrl\+[hj]")
"""Most terminals send these as backspace and line feed."""


def canonical(name: str) -> str:
    """Return the one spelling of a key, or "" when no keyboard can give it.

    "Ctrl+A" is "ctrl+a", "shift+a" is "A", "question_mark" is "?".
    """
    *modifiers, base = ["+"] if name == "+" else name.split("+")
    base = _canonical_base(base)
    held = sorted({modifier.lower() for modifier in modifiers})
    if not base or not set(held) <= set(_MODIFIERS):
        return ""
    if len(base) == 1 and base.isalpha():
        if held == ["shift"]:
            return base.upper()
        if held:
            base = base.lower()
    spelled = "+".join([*held, base])
    if _TERMINALS_MERGE.fullmatch(spelled):
        return ""
    return _SAME_KEYS.get(spelled, spelled)


def _canonical_base(base: str) -> str:
    if len(base) == 1:
        return "space" if base == " " else base if base.isprintable() else ""
    lower = base.lower()
    if lower in NAMED_KEYS or lower in _SAME_KEYS:
        return _SAME_KEYS.get(lower, lower)
    try:
        sign = unicodedata.lookup(SIGN_NAMES.get(lower, lower.replace("_", " ").upper()))
    except KeyError:
        return ""
    return sign if sign.isprintable() else ""


class _Clash(NamedTuple):
    key: str
    first: str
    second: str


def _clashing(table: tuple[Key, ...], taken: Iterable[str]) -> Iterator[_Clash]:
    results = {canonical(key): "calls.results" for key in taken}
    for scope in ("go", *SCREEN_SCOPES, "dialog"):
        alone = scope not in SCREEN_SCOPES
        rows = bindings_for(scope, table) if alone else help_rows(scope, table)[::-1]
        users = dict(results) if scope == "calls" else {}
        for row in rows:
            for name in row.keys:
                key = canonical(name)
                other = users.setdefault(key, row.id)
                if other != row.id:
                    yield _Clash(key, other, row.id)
