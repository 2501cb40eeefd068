"""Pictures are drawn alike by one version of Python only, the first one that the program takes."""

import sys

import pytest

OLDEST = (3, 11)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the pictures out elsewhere; pytest hands every test of the run."""
    if sys.version_info[:2] == OLDEST:
        return
    here = __name__.rpartition(".")[0]
    for item in items:
        if isinstance(item, pytest.Function) and item.module.__name__.startswith(here):
            item.add_marker(pytest.mark.skip(reason="pictures are compared on Python 3.11 only"))
