"""The SQLModel tables: the one definition of the schema, columns only.

Only writing code imports this package, and lazily: SQLModel costs half a second at start. A moment
is a UTC `datetime` with its zone of entry beside it, a day without an hour is a `date`, money is
whole cents. Tables are not validated at construction: everything enters through the domain.
"""

from prospect_tui.storage.models.config import (
    CallResult,
    ProspectResult,
    SavedView,
    ScoringRule,
    Setting,
)
from prospect_tui.storage.models.journal import Bundle, Change
from prospect_tui.storage.models.law import Consent, Opposition
from prospect_tui.storage.models.people import Company, Contact
from prospect_tui.storage.models.planning import Activity, CalendarLink, Note
from prospect_tui.storage.models.prospecting import (
    Call,
    CallDraft,
    CallSession,
    Campaign,
    FileColumn,
    FunnelCount,
    ImportBatch,
    ImportProblem,
    PhoneLine,
    Prospect,
    ProspectFile,
    ProspectSearch,
    ScoringEvent,
    Source,
    Tag,
)
from prospect_tui.storage.models.sales import (
    ActionType,
    CatalogueItem,
    ClientFolder,
    Opportunity,
    OpportunityContact,
    Pipeline,
    PlanStep,
    Quote,
    QuoteLine,
    Stage,
)

__all__ = [
    "ActionType",
    "Activity",
    "Bundle",
    "CalendarLink",
    "Call",
    "CallDraft",
    "CallResult",
    "CallSession",
    "Campaign",
    "CatalogueItem",
    "Change",
    "ClientFolder",
    "Company",
    "Consent",
    "Contact",
    "FileColumn",
    "FunnelCount",
    "ImportBatch",
    "ImportProblem",
    "Note",
    "Opportunity",
    "OpportunityContact",
    "Opposition",
    "PhoneLine",
    "Pipeline",
    "PlanStep",
    "Prospect",
    "ProspectFile",
    "ProspectResult",
    "ProspectSearch",
    "Quote",
    "QuoteLine",
    "SavedView",
    "ScoringEvent",
    "ScoringRule",
    "Setting",
    "Source",
    "Stage",
    "Tag",
]
