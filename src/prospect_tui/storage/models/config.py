"""What the user configures: results, scores, views, settings kept with the base."""

from datetime import datetime

from sqlmodel import SQLModel

from prospect_tui.storage.models.base import flag, key, link, text, whole


class CallResult(SQLModel, table=True):
    """What a call may end with: behaviour is in its fields, never in its label."""

    __tablename__ = "call_result"
    id: int | None = key()
    code: str = text(unique=True)
    label: str = text()
    definition: str = text()
    key: str = text()
    position: int = whole()
    valid_number: bool = flag(True)
    answered: bool = flag()
    decision_maker: bool = flag()
    argued: bool = flag()
    positive: bool = flag()
    final: bool = flag()
    delay: str = text()
    attempts: str = text()
    score: str = text()
    row: str = text()
    conversion: str = text()
    plans: str = text()
    required: str = text()
    asked: str = text()
    promised: bool = flag()
    marks_number_bad: bool = flag()
    retired_at: datetime | None = None


class ProspectResult(SQLModel, table=True):
    """How far a prospect is: the score."""

    __tablename__ = "prospect_result"
    id: int | None = key()
    code: str = text(unique=True)
    label: str = text()
    definition: str = text()
    key: str = text()
    position: int = whole()
    priority: int = whole()
    tone: str = text()
    needs_reason: bool = flag()
    retired_at: datetime | None = None


class ScoringRule(SQLModel, table=True):
    """Points given by an event for the appetence score."""

    __tablename__ = "scoring_rule"
    id: int | None = key()
    code: str = text(unique=True)
    label: str = text()
    points: int = whole()
    position: int = whole()
    retired_at: datetime | None = None


class SavedView(SQLModel, table=True):
    """A named filter, sort and set of columns."""

    __tablename__ = "saved_view"
    id: int | None = key()
    file_id: int | None = link("prospect_file.id", cascade=True)
    name: str = text()
    filter: str = text()
    sort: str = text()
    columns: str = text()
    position: int = whole()


class Setting(SQLModel, table=True):
    """A value kept with the base rather than with the computer."""

    name: str = text(primary_key=True)
    value: str = text()
