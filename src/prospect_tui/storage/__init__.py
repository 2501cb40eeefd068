"""The only SQL: connections, tables, migrations and queries."""

from typing import TYPE_CHECKING

if not TYPE_CHECKING:
    from prospect_tui.later import importer

    __getattr__ = importer(__name__)
