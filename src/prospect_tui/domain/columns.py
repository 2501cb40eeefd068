"""The columns of a prospecting file: one list for grid, filter, import, export and command line.

A fixed column is a field of every prospect row; an own column belongs to one file and needs no
code. To add a fixed one: a row here, a field in the prospect model with its migration, a label.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from prospect_tui.domain.vocabulary import ColumnKind

OWN_PREFIX = "own:"
"""What the key of a file's own column starts with, before the column's number."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value lives, what it holds, how it is first shown."""

    key: str
    """The field's name, or "own:<id>" for a column of one file."""
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 14
    """Width in terminal cells when first shown."""
    shown: bool = False
    """Whether a new file shows it at once."""
    label: str = ""
    """The title typed by the user; empty for fixed columns, which are labelled by key."""
    choices: tuple[str, ...] = ()
    """What a choice column offers; another value is kept and marked."""

    @property
    def is_own(self) -> bool:
        """Say whether it belongs to one file only."""
        return self.key.startswith(OWN_PREFIX)

    @property
    def is_editable(self) -> bool:
        """Say whether a person may type in it."""
        return self.kind is not ColumnKind.COMPUTED


PROSPECT_COLUMNS: tuple[Column, ...] = (
    Column("company_name", width=26, shown=True),
    Column("trade_name", width=20),
    Column("civility", width=8),
    Column("first_name", width=12, shown=True),
    Column("last_name", width=14, shown=True),
    Column("job_title", width=16),
    Column("phone", ColumnKind.PHONE, width=16, shown=True),
    Column("mobile", ColumnKind.PHONE, width=16),
    Column("direct_line", ColumnKind.PHONE, width=16),
    Column("other_phone", ColumnKind.PHONE, width=16),
    Column("email", ColumnKind.EMAIL, width=24),
    Column("generic_email", ColumnKind.EMAIL, width=24),
    Column("city", width=16, shown=True),
    Column("headcount", width=8, shown=True),
    Column("result", ColumnKind.COMPUTED, width=10, shown=True),
    Column("score", ColumnKind.COMPUTED, width=7, shown=True),
    Column("next", ColumnKind.COMPUTED, width=16, shown=True),
    Column("attempts", ColumnKind.COMPUTED, width=7),
    Column("last_call", ColumnKind.COMPUTED, width=16),
    Column("age", ColumnKind.COMPUTED, width=7),
    Column("notes", width=30, shown=True),
    Column("address", width=24),
    Column("address_extra", width=18),
    Column("postcode", ColumnKind.POSTCODE, width=8),
    Column("department", width=12),
    Column("region", width=16),
    Column("country", width=12),
    Column("website", width=22),
    Column("linkedin", width=22),
    Column("siren", ColumnKind.SIREN, width=11),
    Column("siret", ColumnKind.SIRET, width=17),
    Column("vat_number", ColumnKind.VAT, width=15),
    Column("rcs", width=18),
    Column("naf", ColumnKind.NAF, width=8),
    Column("naf_2025", ColumnKind.NAF, width=8),
    Column("activity", width=24),
    Column("legal_form", width=14),
    Column("founded_on", ColumnKind.DATE, width=11),
    Column("turnover", ColumnKind.MONEY, width=12),
    Column("nature", ColumnKind.CHOICE, width=13,
           choices=("professional", "individual", "unknown")),
    Column("competitor", width=16),
    Column("amount", ColumnKind.MONEY, width=10),
    Column("tags", width=16),
    Column("source", width=14),
)  # fmt: skip

COLUMNS_BY_KEY = {column.key: column for column in PROSPECT_COLUMNS}
NAME_KEYS = ("company_name", "trade_name", "last_name", "first_name")
"""What a row is called by, the best first."""
PHONE_KEYS = tuple(c.key for c in PROSPECT_COLUMNS if c.kind is ColumnKind.PHONE)
EMAIL_KEYS = tuple(c.key for c in PROSPECT_COLUMNS if c.kind is ColumnKind.EMAIL)
IMPORTABLE_KEYS = tuple(c.key for c in PROSPECT_COLUMNS if c.is_editable)


OWN_KINDS = (
    ColumnKind.TEXT,
    ColumnKind.NUMBER,
    ColumnKind.DATE,
    ColumnKind.CHOICE,
    ColumnKind.YES_NO,
)
"""What a file's own column may hold."""


def choices_of(text: str) -> tuple[str, ...]:
    """Read typed choices: separated by commas, or by semicolons where there is one."""
    parts = text.split(";" if ";" in text else ",")
    return tuple(part.strip() for part in parts if part.strip())


def own_key(column_id: int) -> str:
    """Return the key of the file column numbered `column_id`."""
    return f"{OWN_PREFIX}{column_id}"


def own_id(key: str) -> int:
    """Return the number of the file column whose key is `key`."""
    return int(key.removeprefix(OWN_PREFIX))


def all_columns(own: Iterable[Column]) -> dict[str, Column]:
    """Return the fixed columns followed by the file's `own` ones, by key."""
    return COLUMNS_BY_KEY | {column.key: column for column in own}
