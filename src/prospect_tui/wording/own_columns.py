"""A file's own columns in words: the names they may not take, their choices on one line."""

from collections.abc import Sequence

from prospect_tui.domain.columns import COLUMNS_BY_KEY
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import column_kind_label
from prospect_tui.services.own_columns import KindChanged
from prospect_tui.wording.cells import title


def reserved_names() -> set[str]:
    """Return the names by which one types a fixed column: no other column may go by them."""
    return {name for key, column in COLUMNS_BY_KEY.items() for name in (key, title(column))}


def kind_text(changed: KindChanged) -> str:
    """Return what a column holds now, and how many of its values are something else."""
    text = _("“{name}” holds: {kind}.")
    said = text.format(
        name=changed.column.label, kind=column_kind_label(changed.column.kind).lower()
    )
    if not changed.problems:
        return said
    wrong = ngettext(
        "{count} value is none: kept and marked.",
        "{count} values are none: kept and marked.",
        changed.problems,
    )
    return f"{said} {wrong.format(count=formats.number(changed.problems))}"


def choices_text(choices: Sequence[str]) -> str:
    """Return choices as one types them; `domain.columns.choices_of` reads them back."""
    mark = ";" if len(choices) > 1 and any("," in choice for choice in choices) else ","
    return f"{mark} ".join(choices)
