"""The use-cases. Each write is one transaction with its journal line."""

from typing import TYPE_CHECKING

if not TYPE_CHECKING:
    from prospect_tui.later import importer

    __getattr__ = importer(__name__)
