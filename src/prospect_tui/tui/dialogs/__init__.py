"""Short questions: each is a modal screen that gives its answer, or None when it is cancelled."""

from typing import TYPE_CHECKING

if not TYPE_CHECKING:
    from prospect_tui.later import importer

    __getattr__ = importer(__name__)
