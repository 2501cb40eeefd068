"""A base of sales whose every text attacks a terminal, written straight into it."""

from contextlib import closing
from itertools import cycle
from pathlib import Path

from prospect_tui.storage.driver import sqlite3
from tests.cli.sales_desk import begin
from tests.journeys.hostile import HOSTILE

_TEXTS = {
    "opportunity": "title label_for description tags competitor lost_to reason lesson next_label"
    " w_who w_what w_why w_when w_where",
    "contact": "civility first_name last_name job_title email phone mobile address city linkedin"
    " kind role notes",
    "company": "name trade_name siren siret vat_number rcs naf activity legal_form website phone"
    " address postcode city country headcount kind competitor founded_on notes",
    "client_folder": "name notes",
    "quote": "subject recipient sender conditions",
    "quote_line": "label unit detail",
    "catalogue_item": "code label detail unit",
    "activity": "subject place person result description calendar",
    "stage": "name",
    "pipeline": "name",
    "action_type": "label",
    "plan_step": "label",
    "scoring_rule": "label",
    "scoring_event": "detail",
    "source": "name details",
    "campaign": "name",
    "call": "note reason",
}
"""What people type, by table."""


def hostile_sales(folder: Path) -> None:
    """Make the base of the sales in a folder, all its texts hostile."""
    begin(folder)
    texts = cycle(HOSTILE)
    with closing(sqlite3.connect(folder / "base.db")) as connection:
        for table, names in _TEXTS.items():
            columns = names.split()
            changes = ", ".join(f"{column} = ?" for column in columns)
            for (row_id,) in connection.execute(f"SELECT rowid FROM {table}").fetchall():
                values = [next(texts) for _ in columns]
                connection.execute(
                    f"UPDATE {table} SET {changes} WHERE rowid = ?", (*values, row_id)
                )
        connection.commit()
