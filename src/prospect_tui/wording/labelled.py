"""A value after its label, as each language spaces the colon."""

from prospect_tui.i18n import _


def labelled(label: str, value: str) -> str:
    """Return "Ville : Lyon", in English "Town: Lyon"; the label alone without a value."""
    return _("{label}: {value}").format(label=label, value=value) if value else label
