"""New opportunities, people and companies, as every action that makes one begins them."""

from typing import TYPE_CHECKING, Any

from prospect_tui.domain.people import CONTACT_PHONES
from prospect_tui.domain.vocabulary import ContactKind
from prospect_tui.services.workspace import Writing
from prospect_tui.storage import card_places, configuration

if TYPE_CHECKING:
    from prospect_tui.storage.models import Company, Contact, Opportunity


def opportunity(writing: Writing, pipeline_id: int | None = None, **fields: Any) -> "Opportunity":
    """Return a new opportunity, at the end of the first stage of a pipeline.

    It is that of the first pipeline without `pipeline_id`, or when this one was put away.
    """
    from prospect_tui.storage.models import Opportunity  # noqa: PLC0415 - slow to import

    living = configuration.stages(writing.connection, pipeline_id)
    stage = (living or configuration.stages(writing.connection))[0]
    made = Opportunity(
        **fields,
        pipeline_id=stage.pipeline_id,
        stage_id=stage.id,
        position=card_places.after_last(writing.connection, stage.id),
        probability=stage.probability,
        stage_since=writing.now,
        last_activity_at=writing.now,
        created_at=writing.now,
        updated_at=writing.now,
    )
    writing.session.add(made)
    writing.session.flush()
    return made


def file_with_client(writing: Writing, made: "Opportunity") -> bool:
    """File a new opportunity where the others of its client are; returns whether it is filed.

    Nobody can tell which of two folders it belongs in: it is then in none, nor where there is none
    yet.
    """
    from prospect_tui.storage import folders  # noqa: PLC0415 - when a sale is made

    writing.session.flush()
    assert made.id is not None
    if made.folder_id is None:
        made.folder_id = folders.of_client(writing.connection, made.id)
        writing.session.flush()
    return made.folder_id is not None


def company(writing: Writing, **fields: Any) -> "Company":
    """Return a new company."""
    from prospect_tui.storage.models import Company  # noqa: PLC0415 - slow to import

    made = Company(**fields, created_at=writing.now, updated_at=writing.now)
    writing.session.add(made)
    writing.session.flush()
    return made


def contact(writing: Writing, company_id: int | None, **fields: Any) -> "Contact":
    """Return a new person, whose numbers may be called."""
    from prospect_tui.storage.models import Contact  # noqa: PLC0415 - slow to import

    made = Contact(
        **fields,
        company_id=company_id,
        kind=ContactKind.PROSPECT.value,
        created_at=writing.now,
        updated_at=writing.now,
    )
    writing.session.add(made)
    keep_numbers(writing, made)
    return made


def keep_numbers(writing: Writing, contact: "Contact") -> None:
    """Keep the callable numbers of a person beside the cells from which they are read."""
    from prospect_tui.storage import people  # noqa: PLC0415 - when a sale is made

    writing.session.flush()
    assert contact.id is not None
    values = {key: getattr(contact, key) for key in CONTACT_PHONES}
    people.keep_numbers(writing.connection, contact.id, values)
