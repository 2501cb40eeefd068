"""What the calls screen says when there is nobody to call: why, and which key helps."""

from collections.abc import Mapping, Sequence

from prospect_tui.domain.agenda import Section
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.key_names import key_name
from prospect_tui.keys import Key
from prospect_tui.services import agenda, prospect_files, saved_views
from prospect_tui.services.queue import QueueScope
from prospect_tui.services.workspace import Workspace
from prospect_tui.tui.widgets.lines_view import PageLine
from prospect_tui.tui.widgets.page_parts import blank, paragraph


def empty_page(
    workspace: Workspace, scope: QueueScope, keys: Mapping[str, Key], cells: int
) -> list[PageLine]:
    """Return the reasons why the queue is empty, each with the key that changes it."""
    reasons = [*_skipped(scope, keys), *_promised(workspace)]
    if scope.tags:
        reasons.append(_not_tagged(scope.tags, keys))
    elif scope.view_id is None:
        reasons += _not_callable(workspace, scope, keys)
    else:
        reasons.append(_not_in_view(workspace, scope.view_id, keys))
    if not reasons:
        reasons = [_all_done(keys) if prospect_files.has_rows(workspace) else _no_rows(keys)]
    lines = paragraph(_("Nobody to call now"), cells, look="heading", indent=0)
    for reason in reasons:
        lines += [blank(), *paragraph(reason, cells, indent=0)]
    return lines


def _key(keys: Mapping[str, Key], command: str) -> str:
    return key_name(keys[command].keys[0])


def _skipped(scope: QueueScope, keys: Mapping[str, Key]) -> list[str]:
    count = len(scope.skipped)
    if not count:
        return []
    text = ngettext(
        "{count} row was left for later: {key} takes it up again.",
        "{count} rows were left for later: {key} takes them up again.",
        count,
    )
    return [text.format(count=formats.number(count), key=_key(keys, "calls.skip"))]


def _promised(workspace: Workspace) -> list[str]:
    """Return the next promised call-back of the day."""
    local_now = workspace.clock.local_now()
    for line in agenda.today(workspace).section(Section.PROMISED):
        hour = line.when.hour if line.when else None
        if hour is not None and hour > local_now.time():
            text = _("Promised call-back at {hour}: {name}. It will come by itself.")
            return [text.format(hour=formats.hour(hour), name=line.title or line.person)]
    return []


def _not_callable(workspace: Workspace, scope: QueueScope, keys: Mapping[str, Key]) -> list[str]:
    """Return how many rows wait that the queue does not offer, and where they are completed."""
    count = prospect_files.never_called(workspace, scope.files) - len(scope.skipped)
    if count <= 0:
        return []
    text = ngettext(
        "{count} row was never called, but may not be called now: it has no good number, or its"
        " nature (professional or individual) is not set.",
        "{count} rows were never called, but may not be called now: they have no good number, or"
        " their nature (professional or individual) is not set.",
        count,
    )
    where = _("{place} shows the rows, to complete them; {key} chooses others to call.")
    return [
        text.format(count=formats.number(count)),
        where.format(place=_key(keys, "app.files"), key=_key(keys, "calls.source")),
    ]


def _not_in_view(workspace: Workspace, view_id: int, keys: Mapping[str, Key]) -> str:
    """Return that the queue is limited to a view, which may be gone."""
    name = saved_views.name_of(workspace, view_id)
    text = (
        _("No other row of the view “{name}” may be called now: {key} chooses other rows.")
        if name
        else _("The saved view does not exist any more: {key} chooses other rows.")
    )
    return text.format(name=name, key=_key(keys, "calls.source"))


def _not_tagged(tags: Sequence[str], keys: Mapping[str, Key]) -> str:
    """Return that the queue is limited to some tags."""
    text = _("No other row with the tag “{tags}” may be called now: {key} chooses other rows.")
    return text.format(tags=", ".join(tags), key=_key(keys, "calls.source"))


def _no_rows(keys: Mapping[str, Key]) -> str:
    text = _("Import a prospecting file: {place}, then {key}.")
    return text.format(place=_key(keys, "app.files"), key=_key(keys, "files.import"))


def _all_done(keys: Mapping[str, Key]) -> str:
    text = _(
        "Every row was called: the next ones come back by themselves on their day. To call"
        " others, import a file: {place}, then {key}."
    )
    return text.format(place=_key(keys, "app.files"), key=_key(keys, "files.import"))
