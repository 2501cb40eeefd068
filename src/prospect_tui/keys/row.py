"""What a row of the key table says, and the titles under which help lists the rows."""

from dataclasses import dataclass


def N_(text: str) -> str:
    """Mark `text` for extraction and return it untranslated."""
    return text


@dataclass(frozen=True, slots=True)
class Key:
    """One command and the keys that give it."""

    id: str
    """Its name for ever, which the user's settings may quote: "files.edit"."""
    default: str
    """Keys as Textual names them, separated by commas; the first is the one that is shown."""
    action: str
    """What the app or the screen does: the name of a method, after "action_"."""
    scope: str
    """Where it acts: "app" (every screen), one screen, "dialog", or "go" (the letter after `g`)."""
    label: str
    """A few English words, translated when shown."""
    group: str
    """Under which English title help lists it."""
    footer: bool = True
    """Whether the bottom line may show it, in the order of the table."""
    priority: bool = False
    """Whether it acts even while a text is being typed or a question is open."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its keys, the shown one first."""
        return tuple(key.strip() for key in self.default.split(","))


PLACES = N_("Places")
ANYWHERE = N_("Everywhere")
ROW = N_("This row")
ROWS = N_("Several rows")
CELLS = N_("Cells")
COLUMN = N_("This column")
FILE = N_("The file")
DEAL = N_("This opportunity")
PEOPLE = N_("Its people")
PERSON = N_("This person")
COMPANY = N_("This company")
CLIENT = N_("This client")
BOARD = N_("The board")
QUOTE = N_("This quote")
LINE = N_("This line")
CALL = N_("This call")
SESSION = N_("The session")
LIST = N_("The list")
RESULT = N_("This result")
STAGE = N_("This stage")
DAYS = N_("The days")
DIALOG = N_("Question")
