"""What the commands about people and companies share: their arguments, FIELD=VALUE, warnings."""

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from prospect_tui.cli.options import field_changes, option, whole_number
from prospect_tui.cli.output import tell
from prospect_tui.domain.cleaning import fold
from prospect_tui.domain.columns import Column
from prospect_tui.domain.errors import InvalidValue
from prospect_tui.domain.vocabulary import ColumnKind
from prospect_tui.i18n import N_, _
from prospect_tui.i18n.people_words import choice_word
from prospect_tui.services import contacts, people_pages
from prospect_tui.services.contacts import FieldSaved
from prospect_tui.services.workspace import Workspace
from prospect_tui.wording.people_pages import field_title, saved_text

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

PersonLine = Annotated[
    str,
    typer.Argument(
        metavar=N_("PERSON"), help=N_("Who, in one line: “Mme Roux, acheteuse, 06 39 98 12 34”.")
    ),
]
KnownPerson = Annotated[
    int | None,
    option("--contact", parser=whole_number, metavar=N_("CONTACT"),
           help=N_("A contact who is known already.")),
]  # fmt: skip


def check_who(contact: int | None, line: str) -> None:
    """Raise `InvalidValue` unless a person is named in one of the two ways."""
    if (contact is None) is not bool(line.strip()):
        raise InvalidValue("contact.who")


def tell_alike(workspace: Workspace, contact: int) -> None:
    """Tell who else has a number or a mail of a new person."""
    values = people_pages.person_page(workspace, contact).person.values
    for other in contacts.alike(workspace, values, contact):
        said = _("The same number or mail: {name} (contact {number}).")
        tell(said.format(name=other.name, number=other.id))


def typed_changes(texts: Iterable[str], fields: Mapping[str, Column]) -> dict[str, str]:
    """Read FIELD=VALUE with the English name of a field or its title; raises `InvalidValue`."""
    known = dict(fields) | {field_title(column): column for column in fields.values()}
    return {column.key: choice_of(column, text) for column, text in field_changes(texts, known)}


def choice_of(column: Column, text: str) -> str:
    """Return the code of a choice typed in words; any other text as it is."""
    if column.kind is not ColumnKind.CHOICE or not text.strip():
        return text
    words = {fold(choice_word(column.key, one)): one for one in column.choices}
    return words.get(fold(text.strip()), text.strip())


def tell_written(
    written: Mapping[str, FieldSaved], typed: Mapping[str, str], fields: Mapping[str, Column]
) -> dict[str, str]:
    """Tell what is wrong with the fields or to be known; return what is kept of each."""
    for field, saved in written.items():
        if said := saved_text(saved, fields[field], typed[field]):
            tell(said)
    return {field: saved.value for field, saved in written.items()}
