"""The words of people and companies: roles in a decision with their marks, kinds."""

from prospect_tui.i18n.catalog import N_, _

_ROLES = {
    "decides": ("◆", N_("decides")),
    "influences": ("◇", N_("influences")),
    "blocks": ("✖", N_("blocks")),
    "switchboard": ("☎", N_("switchboard")),
    "assistant": ("·", N_("assistant")),
}
"""The mark and the word of each role: the colour of neither is needed."""
_KINDS = {
    "client": N_("client"),
    "prospect": N_("prospect"),
    "intermediary": N_("intermediary"),
    "private": N_("private company"),
    "public": N_("public body"),
    "association": N_("association"),
}


def role_label(role: str) -> str:
    """Return what a person is in a decision; somebody else's word as it is, "" for none."""
    return _(_ROLES[role][1]) if role in _ROLES else role


def role_mark(role: str) -> str:
    """Return the mark of a role, "" when it has none."""
    return _ROLES[role][0] if role in _ROLES else ""


def marked_role(role: str) -> str:
    """Return a role with its mark: "◆ décide"; "" for none."""
    return " ".join(part for part in (role_mark(role), role_label(role)) if part)


def kind_label(kind: str) -> str:
    """Return what a person or a company is, in words; somebody else's word as it is."""
    return _(_KINDS.get(kind, "")) or kind


def choice_label(key: str, value: str) -> str:
    """Return a choice of a field of a person or of a company in words."""
    return marked_role(value) if key == "role" else kind_label(value)


def choice_word(key: str, value: str) -> str:
    """Return a choice of a field as one types it: without its mark."""
    return role_label(value) if key == "role" else kind_label(value)
