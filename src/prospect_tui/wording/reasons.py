"""Why sales are lost: the short list that is offered, the user's own or that of the program."""

from collections.abc import Sequence

from prospect_tui.i18n import _
from prospect_tui.settings import Settings


def lost_reasons(settings: Settings) -> Sequence[str]:
    """Return the reasons offered, in order."""
    return settings.lost_reasons or (
        _("price"),
        _("no budget"),
        _("project given up"),
        _("put off"),
        _("no answer any more"),
        _("keeps the present supplier"),
        _("need not met"),
        _("came too late"),
    )
