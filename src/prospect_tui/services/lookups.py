"""Web look-ups of a row or of the company of an opportunity, with the user's own addresses."""

from prospect_tui.domain.lookups import Lookup, lookups
from prospect_tui.services import sheets
from prospect_tui.services.workspace import Workspace
from prospect_tui.storage import prospects

__all__ = ["Lookup", "of_opportunity", "of_prospect"]


def of_prospect(workspace: Workspace, prospect_id: int) -> list[Lookup]:
    """Return the look-ups that know something of a row; raises `NotFound`."""
    record = prospects.prospect(workspace.connection, prospect_id, workspace.zone)
    return lookups(record.values, workspace.settings.lookups)


def of_opportunity(workspace: Workspace, opportunity_id: int) -> list[Lookup]:
    """Return the look-ups about the row of an opportunity, else about its company and contact."""
    sheet = sheets.opportunity_sheet(workspace, opportunity_id)
    if sheet.rows:
        return of_prospect(workspace, sheet.rows[0])
    values = {**sheet.company, "company_name": sheet.company.get("name", "")}
    for contact in sheet.contacts[:1]:
        values |= {
            "civility": contact.civility,
            "first_name": contact.first_name,
            "last_name": contact.last_name,
            "mobile": contact.mobile or contact.phone,
        }
    if not any(values.values()):
        values["company_name"] = sheet.opportunity.title
    return lookups(values, workspace.settings.lookups)
