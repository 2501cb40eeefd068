"""The journal: what each action wrote, so that it can be undone, redone and told."""

from datetime import datetime

from sqlmodel import Field, Index, SQLModel
from sqlmodel import text as sql

from prospect_tui.storage.models.base import flag, key, text, whole


class Bundle(SQLModel, table=True):
    """Everything one action wrote, under one label."""

    __table_args__ = (
        Index("ix_bundle_redo", "id",
              sqlite_where=sql("undone_at is not null and discarded = 0")),
    )  # fmt: skip
    id: int | None = key()
    code: str = text()
    params: str = text()
    at: datetime
    zone: str = text()
    undone_at: datetime | None = None
    discarded: bool = flag()
    """True once a newer action made redoing it meaningless."""


class Change(SQLModel, table=True):
    """One row touched by a bundle: its columns before and after, as JSON (null: no such row)."""

    __table_args__ = (Index("ix_change_row", "table_name", "row_id"),)
    id: int | None = key()
    bundle_id: int = Field(foreign_key="bundle.id", index=True, ondelete="CASCADE")
    table_name: str = text()
    row_id: int = whole()
    before: str | None = None
    after: str | None = None
