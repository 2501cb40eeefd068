"""The names of keys as they are printed on the user's keyboard: "Entrée", "Maj+←", "Ctrl+P"."""

from prospect_tui.i18n.catalog import N_, _

_NAMES = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "insert": N_("Ins"),
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "shift": N_("Shift"),
    "ctrl": N_("Ctrl"),
    "alt": N_("Alt"),
    "super": N_("Super"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "slash": "/",
    "plus": "+",
    "less_than_sign": "<",
    "question_mark": "?",
}


def key_name(key: str) -> str:
    """Return the printed name of one key, named as in the key table ("shift+left")."""
    if len(key) == 1:
        return key
    *held, base = key.split("+")
    last = base.upper() if (held and len(base) == 1) or base[1:].isdigit() else _word(base)
    return "+".join([*map(_word, held), last])


def key_names(keys: str) -> str:
    """Return the printed names of keys separated by commas: "F1 ?"."""
    return " ".join(key_name(key.strip()) for key in keys.split(","))


def _word(name: str) -> str:
    return _(_NAMES[name]) if name in _NAMES else name
