"""What can go wrong in the user's terms: a message id and its parameters, worded at the edge."""


class ProspectError(Exception):
    """Something the user can understand and act upon.

    `message_id` names a sentence of `i18n.messages`; `params` fill it. Nothing was changed when it
    is raised out of a service.
    """

    def __init__(self, message_id: str, **params: object) -> None:
        """Name the sentence and give what it needs."""
        super().__init__(message_id, params)
        self.message_id = message_id
        self.params = params


class InvalidDate(ProspectError):
    """A typed date that cannot be understood, or that cannot exist."""


class InvalidValue(ProspectError):
    """A typed value (number, amount, choice) that cannot be used."""


class UnreadableFile(ProspectError):
    """A file from outside that cannot be read as a table."""


class UnusableBase(ProspectError):
    """The base cannot be opened or written: newer, damaged, read-only, not a base."""


class NotFound(ProspectError):
    """The record that was asked for does not exist."""


class Refused(ProspectError):
    """The rules refuse the action, with their reason."""
