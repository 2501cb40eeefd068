"""Pipelines and stages in words: their names, what a stage does, what becomes of its cards."""

from collections.abc import Iterable, Mapping

from prospect_tui.domain.boards import StageColor, StageDraft
from prospect_tui.domain.cleaning import clean, fold
from prospect_tui.domain.errors import InvalidValue, NotFound
from prospect_tui.i18n import N_, _, formats, ngettext
from prospect_tui.i18n.labels import stage_label
from prospect_tui.services.pipelines import PipelineRecord, StageInUse, StageRecord
from prospect_tui.wording.sales import rounded, stage_name

_COLORS: Mapping[str, str] = {
    StageColor.PLAIN: N_("no colour"),
    StageColor.BLUE: N_("blue"),
    StageColor.GREEN: N_("green"),
    StageColor.ORANGE: N_("orange"),
    StageColor.RED: N_("red"),
    StageColor.GREY: N_("grey"),
}


def pipeline_name(name: str) -> str:
    """Return how a pipeline is called; the first one has no name until the user gives it one."""
    return clean(name) or _("Pipeline")


def color_name(color: str) -> str:
    """Return the word for the colour of a stage."""
    return _(_COLORS.get(color, color)) if color in _COLORS else clean(color)


def patience(days: int) -> str:
    """Return after how long the cards of a stage are marked: "14 jours sans activité"."""
    text = ngettext("{count} day without activity", "{count} days without activity", days)
    return text.format(count=formats.number(days))


def patience_mark(days: int) -> str:
    """Return the same in a few letters, with the sign that marked cards bear: "∅ 14 j"."""
    return _("∅ {count} d").format(count=formats.number(days))


def cards_text(count: int, cents: int) -> str:
    """Return how many cards stand somewhere, and their sum: "7 cartes · 30 000 €"."""
    text = ngettext("{count} card", "{count} cards", count).format(count=formats.number(count))
    return f"{text} · {rounded(cents)}" if count else text


def passing_text(count: int, target: str = "…") -> str:
    """Return what becomes of the cards: "7 cartes passent dans « Proposition »"."""
    text = ngettext("{count} card passes to “{stage}”", "{count} cards pass to “{stage}”", count)
    return text.format(count=formats.number(count), stage=clean(target))


def typed_name(stage: StageRecord, text: str) -> str:
    """Return a typed name as it is stored: "" when it is the program's own word for the stage."""
    is_own_word = bool(stage.code) and fold(text.strip()) == fold(stage_label(stage.code))
    return "" if is_own_word else text


def draft_of(stage: StageRecord) -> StageDraft:
    """Return a stage as it is, to be changed."""
    color = StageColor(stage.color) if stage.color in set(StageColor) else StageColor.PLAIN
    return StageDraft(stage.name, stage.probability, stage.stale_days, color)


def pipeline_called(known: Iterable[PipelineRecord], text: str) -> PipelineRecord:
    """Return the pipeline with this name or number; raises `NotFound`."""
    wanted = fold(text.strip())
    for one in known:
        if wanted in {str(one.id), fold(pipeline_name(one.name))}:
            return one
    raise NotFound("pipeline.unknown", name=text)


def stage_called(known: Iterable[StageInUse], text: str) -> StageInUse:
    """Return the stage with this number, code or name.

    Raises `InvalidValue` when none is called so, or several are.
    """
    stages = list(known)
    wanted = fold(text.strip())
    exact = [one for one in stages if wanted in {str(one.stage.id), one.stage.code}]
    found = exact[:1] or [one for one in stages if fold(stage_name(one.stage)) == wanted]
    if len(found) > 1:
        numbers = ", ".join(str(one.stage.id) for one in found)
        raise InvalidValue("stage.ambiguous", name=text, known=numbers)
    if not found:
        names = ", ".join(stage_name(one.stage) for one in stages)
        raise InvalidValue("command.stage", value=text, known=names)
    return found[0]
