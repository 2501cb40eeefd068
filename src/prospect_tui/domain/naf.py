"""The two nomenclatures of French activity codes, which look the same and say different things.

The NAF rév. 2 of 2008 holds until the NAF 2025 replaces it on 1 January 2027 (INSEE): a file has a
column for each. Refuses to judge a code by a list: one that is unknown may be older, or newer.
"""

from enum import StrEnum

from prospect_tui.domain.columns import Column
from prospect_tui.domain.vocabulary import ColumnKind


class NafVersion(StrEnum):
    """A nomenclature of activities; its value names the table of its labels."""

    REV2 = "rev2"
    NAF2025 = "2025"

    @property
    def other(self) -> "NafVersion":
        """Return the other nomenclature."""
        return NafVersion.NAF2025 if self is NafVersion.REV2 else NafVersion.REV2


def version_of(column: Column) -> NafVersion | None:
    """Return the nomenclature that a column holds codes of, None when it holds something else."""
    if column.kind is not ColumnKind.NAF:
        return None
    return NafVersion.NAF2025 if column.key == "naf_2025" else NafVersion.REV2
