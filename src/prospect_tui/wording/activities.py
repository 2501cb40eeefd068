"""What the program plans by itself, and the user's own tasks, in words."""

from prospect_tui.i18n import N_, _
from prospect_tui.i18n.labels import action_label

_CODES = {
    "meeting": N_("Meeting"),
    "meeting_held": N_("Meeting held"),
    "meeting_missed": N_("No-show"),
    "confirm_meeting": N_("Confirm the meeting"),
    "send_information": N_("Send the promised information"),
    "find_number": N_("Find a number"),
    "after_sale": N_("After-sale follow-up"),
}


def activity_name(code: str, subject: str) -> str:
    """Return the name of a task or event: what the user typed, else what was planned for them."""
    return subject or _(_CODES.get(code, "")) or (action_label(code) if code else _("Task"))
