"""The few field shapes every table uses, so that raw inserts and models agree on defaults."""

from typing import Any

from sqlalchemy import String
from sqlmodel import Field, SQLModel

IN_ANY_CASE = String(collation="NOCASE")
"""A text found whatever its case, by its index too: an address of the net."""


def key() -> Any:
    """Return the integer primary key."""
    return Field(default=None, primary_key=True)


def text(**options: Any) -> Any:
    """Return a text column that is empty rather than null."""
    return Field(default="", sa_column_kwargs={"server_default": ""}, **options)


def whole(default: int = 0, **options: Any) -> Any:
    """Return an integer column with a default."""
    return Field(default=default, sa_column_kwargs={"server_default": str(default)}, **options)


def flag(default: bool = False) -> Any:
    """Return a yes/no column with a default."""
    return Field(default=default, sa_column_kwargs={"server_default": "1" if default else "0"})


def link(target: str, *, cascade: bool = False) -> Any:
    """Return an optional, indexed reference to `target` ("table.column")."""
    if cascade:
        return Field(default=None, foreign_key=target, index=True, ondelete="CASCADE")
    return Field(default=None, foreign_key=target, index=True)


class Qualification(SQLModel):
    """The four conditions and the 5 W, asked on a row and carried over to its opportunity."""

    has_project: bool = flag()
    has_budget: bool = flag()
    has_date: bool = flag()
    has_deciders: bool = flag()
    w_who: str = text()
    w_what: str = text()
    w_why: str = text()
    w_when: str = text()
    w_where: str = text()
