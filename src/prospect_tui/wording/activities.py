"""What the program plans by itself, and the user's own tasks, in words."""

from prospect_tui.i18n import N_, _

_CODES = {
    "meeting": N_("Meeting"),
    "confirm_meeting": N_("Confirm the meeting"),
    "send_information": N_("Send the promised information"),
    "find_number": N_("Find a number"),
}


def activity_name(code: str, subject: str) -> str:
    """Return the name of a task or event: what the user typed, else what was planned for them."""
    return subject or _(_CODES.get(code, "")) or code or _("Task")
