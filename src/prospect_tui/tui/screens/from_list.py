"""A page opened from a list: where its record stands in it, and going on to the next one."""

from textual.app import ComposeResult

from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _, formats
from prospect_tui.i18n.key_names import key_name
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.screen import Among, BaseScreen
from prospect_tui.tui.widgets.two_ends import TwoEnds

_STEPS = ("previous", "next")


class FromList(BaseScreen, is_part=True):
    """A page on one record, which may be one `among` others."""

    def __init__(self, context: AppContext, among: Among | None) -> None:
        """Keep the list, None for a page opened otherwise."""
        super().__init__(context)
        self._among = among

    def show_record(self, record: int | tuple[str, int]) -> None:
        """Show another record of the list, from its top."""
        raise NotImplementedError

    def place_line(self) -> ComposeResult:
        """Compose the line that says where one is in the list, if there is one."""
        if self._among is not None:
            yield TwoEnds(id="list-place")

    def show_texts(self) -> None:
        """Say where the record is in its list, and how to go on."""
        if self._among is None:
            return
        here, count = self._among.place + 1, len(self._among.records)
        place = f"{formats.number(here)} / {formats.number(count)}"
        left = joined(place, self._among.title)
        keys = {name: key_name(self._key(name)) for name in _STEPS}
        hint = _("{next} next · {previous} previous")
        self.query_one(TwoEnds).show(left, hint.format(**keys))

    def _key(self, name: str) -> str:
        return self.context.keys[f"{self.SCOPE}.{name}"].keys[0]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the next record only in a list."""
        if action == "neighbour":
            return self._among is not None
        return super().check_action(action, parameters)

    def action_neighbour(self, step: int) -> None:
        """Show the next record of the list, or the one before."""
        among = self._among
        if among is None:
            return
        place = among.place + step
        if not 0 <= place < len(among.records):
            self.tell(_("This is the last one.") if step > 0 else _("This is the first one."))
            return
        among.place = place
        self.show_record(among.records[place])
        self.show_texts()
