"""What the commands about people and companies share: their arguments, FIELD=VALUE, warnings."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated

import typer

from prospect_tui.cli.options import named, option, whole_number
from prospect_tui.cli.output import tell
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_
from prospect_tui.i18n.people_words import choice_word
from prospect_tui.services.contacts import FieldSaved
from prospect_tui.wording.people_pages import field_title, saved_text

Text = N_("TEXT")
MOST_LISTED = 1000
"""Lines of a list, unless the user says otherwise."""
Person = Annotated[
    int,
    typer.Argument(parser=whole_number, metavar=N_("CONTACT"), help=N_("Number of the contact.")),
]
Firm = Annotated[
    int,
    typer.Argument(parser=whole_number, metavar=N_("COMPANY"), help=N_("Number of the company.")),
]
OfCompany = Annotated[
    int | None,
    option("--company", parser=whole_number, metavar=N_("COMPANY"),
           help=N_("Only those of this company.")),
]  # fmt: skip
OfSale = Annotated[
    int | None,
    option("--opportunity", parser=whole_number, metavar=N_("OPPORTUNITY"),
           help=N_("Only those of this opportunity, in their order.")),
]  # fmt: skip
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar=N_("WORDS"), help=N_("Beginnings of words, or figures of a number.")),
]
Changes = Annotated[
    list[str],
    typer.Argument(metavar=N_("FIELD=VALUE"), help=N_("What a field is to hold; repeat it.")),
]


def typed_changes(texts: Iterable[str], fields: Mapping[str, Column]) -> list[tuple[Column, str]]:
    """Read FIELD=VALUE with the English name of a field or its title; raises `InvalidValue`."""
    known = {key: column for key, column in fields.items()}
    known |= {field_title(column): column for column in fields.values()}
    changes = []
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise InvalidValue("contact.no_field")
        column = named(name, known, "command.column")
        changes.append((column, choice_of(column, value)))
    return changes


def choice_of(column: Column, text: str) -> str:
    """Return the code of a choice typed in words; any other text as it is."""
    if column.kind is not ColumnKind.CHOICE or not text.strip():
        return text
    words = {fold(choice_word(column.key, one)): one for one in column.choices}
    return words.get(fold(text.strip()), text.strip())


def write_changes(
    changes: Iterable[tuple[Column, str]], write: Callable[[str, str], FieldSaved]
) -> dict[str, str]:
    """Write fields one by one, telling what is wrong or to be known; return what is kept."""
    written = {}
    for column, text in changes:
        saved = write(column.key, text)
        written[column.key] = saved.value
        if said := saved_text(saved, column, text):
            tell(said)
    return written
