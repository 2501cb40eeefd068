"""The fixed words. Their values are stored in bases for ever: add, never rename."""

from enum import StrEnum


class RowState(StrEnum):
    """Where a prospect row stands in its file."""

    ACTIVE = "active"
    STRUCK = "struck"
    CONVERTED = "converted"


class Nature(StrEnum):
    """Whom a row is about, for the law. Unknown counts as individual for calling."""

    PROFESSIONAL = "professional"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, text: str) -> "Nature":
        """Return the nature stored as `text`; unknown for any text that tells none."""
        return cls(text) if text in set(cls) else cls.UNKNOWN


class HalfDay(StrEnum):
    """A working half-day."""

    MORNING = "am"
    AFTERNOON = "pm"


class PlanKind(StrEnum):
    """Why a row has a next call."""

    PROMISED = "promised"
    """A date given to the person: never dropped by time."""
    RETRY = "retry"
    """Nobody was reached: try again in another half-day."""
    FOLLOW_UP = "follow_up"
    """A sending or a project to come back to."""
    RETURN = "return"
    """A row given up for a while comes back as new."""


class Status(StrEnum):
    """The status of an opportunity, which is not its stage."""

    TO_DO = "to_do"
    STANDBY = "standby"
    WON = "won"
    LOST = "lost"
    CANCELLED = "cancelled"


class ActionKind(StrEnum):
    """The kind of a next action."""

    CALL = "call"
    MAIL = "mail"
    MEETING = "meeting"
    TASK = "task"
    QUOTE = "quote"


class ActivityKind(StrEnum):
    """The three kinds of planned work."""

    TASK = "task"
    CALL = "call"
    EVENT = "event"


class Origin(StrEnum):
    """Where an opportunity comes from."""

    FILE = "file"
    TRADE_FAIR = "trade_fair"
    WEB_FORM = "web_form"
    QUOTE_REQUEST = "quote_request"
    REFERRAL = "referral"
    NETWORK = "network"
    INBOUND_CALL = "inbound_call"
    INBOUND_MAIL = "inbound_mail"
    PARTNER = "partner"
    UPSELL = "upsell"
    CROSS_SELL = "cross_sell"
    RENEWAL = "renewal"


class ColumnKind(StrEnum):
    """What a grid column holds, hence how it is edited, checked, aligned and sorted."""

    TEXT = "text"
    PHONE = "phone"
    EMAIL = "email"
    SIREN = "siren"
    SIRET = "siret"
    VAT = "vat"
    NAF = "naf"
    POSTCODE = "postcode"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    COMPUTED = "computed"
    """Shown only: written by calls and rules."""


OPPORTUNITY_FIELDS = (
    "amount", "contact", "second_contact", "phone", "email", "company", "date", "subject",
    "source", "campaign", "description",
)  # fmt: skip
"""What the form of a new opportunity may ask; `date` and `subject` are of its next action."""
NEW_OPPORTUNITY_FIELDS = ("amount", "contact", "phone", "email", "company", "date", "subject")
"""What it asks unless the user says otherwise."""

CONTACT_FIELDS = (
    "civility", "first_name", "last_name", "job_title", "role", "phone", "mobile", "direct_line",
    "other_phone", "email", "other_email", "generic_email", "linkedin", "other_profile", "address",
    "postcode", "city", "kind", "email_permission", "sms_permission", "checked_on", "notes",
)  # fmt: skip
"""The fields of a person, in the order of the page."""
SHOWN_CONTACT_FIELDS = ("job_title", "role", "phone", "mobile", "email")
"""What the page of a person shows even when it is empty, unless the user says otherwise."""


class Role(StrEnum):
    """What a person is in a decision."""

    DECIDES = "decides"
    INFLUENCES = "influences"
    BLOCKS = "blocks"
    SWITCHBOARD = "switchboard"
    ASSISTANT = "assistant"


class ContactKind(StrEnum):
    """What a person is to the user."""

    CLIENT = "client"
    PROSPECT = "prospect"
    INTERMEDIARY = "intermediary"


class CompanyKind(StrEnum):
    """Whose a company is."""

    PRIVATE = "private"
    PUBLIC = "public"
    ASSOCIATION = "association"
