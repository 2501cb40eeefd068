"""The forms of an opportunity: a new one, what is known, what comes next, how it ends.

They know no base but by services, and save nothing: what is read from the lines is handed back.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from prospect_tui.domain.errors import ProspectError
from prospect_tui.domain.joining import joined
from prospect_tui.domain.opportunities import (
    AFTER_SALE_DAYS,
    CONDITIONS,
    FIVE_W,
    RENEWAL_MONTHS,
    NextAction,
)
from prospect_tui.domain.pasted_person import PastedPerson
from prospect_tui.domain.vocabulary import ActionKind, Origin
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import (
    action_label,
    column_label,
    condition_label,
    five_w_label,
    origin_label,
)
from prospect_tui.services import action_types, capturing, creating, opportunities
from prospect_tui.tui.context import AppContext
from prospect_tui.tui.dialogs.form import (
    ChoiceField,
    FieldRow,
    Form,
    FormField,
    TextField,
    TickField,
    Values,
)
from prospect_tui.tui.screens.dates import (
    DATE_HINT,
    next_slot,
    slot_echo,
    typed_date,
    when_echo,
    when_of,
)
from prospect_tui.tui.text import plain
from prospect_tui.tui.widgets.text_line import TextLine
from prospect_tui.wording.capturing import found_lines, known_lines
from prospect_tui.wording.reasons import lost_reasons

if TYPE_CHECKING:
    from prospect_tui.domain.when import When

_RENEWALS = (0, RENEWAL_MONTHS, 6, 3, 24, 36)
_AFTER_SALES = (0, AFTER_SALE_DAYS, 7, 15, 60, 90)
_BY_PHONE, _BY_MAIL = "phone", "email"


# a new one


class NewOpportunity(Form):
    """A new opportunity; a mail or a signature pasted into it fills it in."""

    def __init__(self, context: AppContext, check: Callable[[Values], object]) -> None:
        """Ask for what the settings name; `check` saves it."""
        super().__init__(_("New opportunity"), new_fields(context), check=check)
        self._workspace = context.workspace
        self.found = PastedPerson()

    @property
    def hint(self) -> str:
        """Return which keys act, and that one may paste."""
        return _("{keys} · Ctrl+V: read a copied mail or card").format(keys=super().hint)

    def compose_body(self) -> ComposeResult:
        """Yield the rows, and the place for what a pasted text says more."""
        yield from super().compose_body()
        found = Static(classes="form-found")
        found.display = False
        yield found

    def on_mount(self) -> None:
        """Listen to what is pasted."""
        super().on_mount()
        for line in self.query(TextLine):
            line.takes_lines = self._take

    def _take(self, text: str) -> bool:
        """Fill the empty lines with what a text says, to be checked; False when it says nothing."""
        try:
            found = capturing.from_text(text)
        except ProspectError:
            return False
        self.found = found
        phone = found.person.get("phone", "") or found.person.get("mobile", "")
        values = {
            "title": found.title,
            "contact": found.name,
            "phone": phone,
            "email": found.person.get("email", "") or found.person.get("generic_email", ""),
            "company": found.company.get("name", ""),
            "subject": found.subject,
        }
        for row in self.query(FieldRow):
            value = values.get(row.field.name, "")
            if isinstance(row.editor, Input) and value and not row.editor.value.strip():
                # typing goes on after what was found, as another word
                row.editor.value = f"{value} " if row.editor.has_focus else value
        self._show_found()
        return True

    def _show_found(self) -> None:
        known = creating.whoever_is_known(self._workspace, self.found.person, self.found.company)
        pairs = " · ".join(f"{label} {text}" for label, text in found_lines(self.found))
        lines = [_("Found: {what}").format(what=pairs), *known_lines(known)]
        place = self.query_one(".form-found", Static)
        place.update(Content("\n").join(plain(line) for line in lines))
        place.display = True


def new_fields(context: AppContext) -> list[FormField]:
    """Return the lines of a new opportunity: title, origin, then what the settings name."""
    origins = [(origin, origin_label(origin)) for origin in Origin]
    known = {
        "amount": TextField("amount", column_label("amount"), parse=_amount, hint="4 200 · 12k"),
        "contact": TextField("contact", _("Person"), hint=_("Mrs Roux")),
        "second_contact": TextField("second_contact", _("Another person")),
        "phone": TextField("phone", column_label("phone"), echo=_known_echo(context, _BY_PHONE)),
        "email": TextField("email", column_label("email"), echo=_known_echo(context, _BY_MAIL)),
        "company": TextField("company", column_label("company_name")),
        "date": TextField("date", _("Next action"), parse=partial(_date, context),
                          hint=_(DATE_HINT), echo=_date_echo(context)),
        "subject": TextField("subject", _("Subject")),
        "source": TextField("source", column_label("source"),
                            suggestions=creating.known_sources(context.workspace)),
        "campaign": TextField("campaign", _("Campaign"),
                              suggestions=creating.known_campaigns(context.workspace)),
        "description": TextField("description", _("What is known")),
    }  # fmt: skip
    return [
        TextField("title", _("Title"), required=True, hint=_("the client, and what is sold")),
        ChoiceField("origin", _("Origin"), origins, Origin.REFERRAL),
        *(known[name] for name in context.workspace.settings.opportunity_fields),
    ]


def create(
    context: AppContext, values: Values, found: PastedPerson, pipeline_id: int | None = None
) -> int:
    """Create the opportunity that the lines describe, with what a pasted text says more.

    It begins in the first pipeline, or in that of `pipeline_id`.
    """
    from prospect_tui.domain.names import split_person  # noqa: PLC0415 - first one created

    typed = {name: values.get(name, "") for name in ("phone", "email")}
    person = found.person | {name: text for name, text in typed.items() if text}
    if values.get("contact"):
        names = zip(
            ("civility", "first_name", "last_name"), split_person(values["contact"]), strict=True
        )
        person |= dict(names)
    company = dict(found.company)
    if values.get("company"):
        company["name"] = values["company"]
    when: When | None = values.get("date")
    subject = values.get("subject", "")
    action = NextAction(ActionKind.CALL, when, subject) if when else None
    more = "" if when else subject
    description = joined(values.get("description", ""), more, found.text, by="\n")
    return creating.create(
        context.workspace,
        values["title"],
        origin=values["origin"],
        amount_cents=values.get("amount") or 0,
        second_contact=values.get("second_contact", ""),
        description=description,
        source=values.get("source", ""),
        campaign=values.get("campaign", ""),
        person=person,
        company=company,
        next_action=action,
        pipeline_id=pipeline_id,
    )


def qualify_fields(
    conditions: dict[str, bool] | None = None, five_w: dict[str, str] | None = None
) -> list[FormField]:
    """Return the four conditions to tick and the 5 W."""
    ticked, said = conditions or {}, five_w or {}
    return [
        *(TickField(name, condition_label(name), ticked.get(name, False)) for name in CONDITIONS),
        *(TextField(f"w_{name}", five_w_label(name), said.get(name, "")) for name in FIVE_W),
    ]


def qualified(values: Values) -> tuple[dict[str, bool], dict[str, str]]:
    """Return the conditions and the 5 W that the lines say."""
    return (
        {name: bool(values[name]) for name in CONDITIONS},
        {name: values[f"w_{name}"] for name in FIVE_W},
    )


def _known_echo(context: AppContext, name: str) -> Callable[[str], Content]:
    """Return what says, as a number or a mail is typed, whose it is already."""

    def echo(text: str) -> Content:
        known = creating.whoever_is_known(context.workspace, {name: text}, {})
        people = (known.contact, *known.others) if known.contact else known.others
        alike = replace(known, contact=None, others=people)  # the name tells whether it is the same
        return plain(" ".join(known_lines(alike)))

    return echo


def _amount(text: str) -> int:
    from prospect_tui.domain.numbers import parse_money  # noqa: PLC0415 - first amount typed

    return parse_money(text) if text else 0


def _date(context: AppContext, text: str) -> "When | None":
    return when_of(context, text) if text else None


def _date_echo(context: AppContext) -> Callable[[str], Content]:
    shown = when_echo(context)
    return lambda text: shown(text) if text else plain("")


# what comes next


class ActionForm(Form):
    """What comes next; Ctrl+T opens the types of action."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "show_types", show=False)]

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        check: Callable[[Values], object],
        open_types: Callable[[], object],
    ) -> None:
        """Ask for `fields`; `open_types` shows the user's types."""
        super().__init__(title, fields, check=check)
        self._open_types = open_types

    @property
    def hint(self) -> str:
        """Return which keys act."""
        return _("{keys} · Ctrl+T: types of action").format(keys=super().hint)

    def action_show_types(self) -> None:
        """Leave the form, and show the types of action."""
        if self.is_dirty and not self._warned:
            self.warn()
        else:
            self.dismiss(None)
            self._open_types()


def next_fields(
    context: AppContext, sale_id: int, present: NextAction | None, *, required: bool = True
) -> list[FormField]:
    """Return the lines of a next action, filled with the `present` or the proposed one."""
    of_sale, local_now = ("opportunity", sale_id), context.workspace.clock.local_now()
    types = action_types.types(context.workspace)
    kinds = [(one.code, action_label(one.code)) for one in types]
    code = (present.type or present.kind.value) if present else ActionKind.CALL.value
    if code not in {one.code for one in types}:
        kinds.append((code, action_label(code)))
    return [
        TextField("when", _("When"), typed_date(present.when if present else None, local_now),
                  parse=partial(when_of if required else _date, context), hint=_(DATE_HINT),
                  echo=slot_echo(context, of_sale) if required else _date_echo(context),
                  fill=partial(next_slot, context), is_proposal=True),
        ChoiceField("type", _("What"), kinds, code),
        TextField("label", _("Subject"), present.label if present else ""),
    ]  # fmt: skip


def held_field() -> FormField:
    """Return the line that says whether an appointment took place."""
    choices = [(True, _("it took place")), (False, _("nobody came"))]
    return ChoiceField("held", _("The meeting"), choices, value=True)


def action_of(
    context: AppContext, values: Values, proposed: NextAction | None
) -> NextAction | None:
    """Return the next action that the lines say, None without a date.

    When it is the `proposed` one, were it on another day, that step of the stage is taken up.
    """
    if values["when"] is None:
        return None
    code, label = values["type"], values["label"]
    kind = action_types.kind_of(context.workspace, code)
    action = NextAction(kind, values["when"], label, code)
    if proposed is not None and (proposed.type, proposed.label) == (code, label):
        return replace(action, step=proposed.step)
    return action


# how it ends


def won_fields() -> list[FormField]:
    """Return the lines of a sale that is won: what decided it, and what comes after it."""
    return [
        TextField("lesson", _("What decided it"), hint=_("one line, if you like")),
        ChoiceField("renewal_months", _("Renewal"), [(n, _months(n)) for n in _RENEWALS]),
        ChoiceField("after_sale_days", _("After-sale"), [(n, _days(n)) for n in _AFTER_SALES]),
    ]


def _months(count: int) -> str:
    if not count:
        return _("no")
    text = ngettext("its twin waits for {count} month", "its twin waits for {count} months", count)
    return text.format(count=formats.number(count))


def _days(count: int) -> str:
    if not count:
        return _("no")
    text = ngettext("follow-up in {count} day", "follow-up in {count} days", count)
    return text.format(count=formats.number(count))


def lesson_field() -> FormField:
    """Return the line of what a sale teaches that comes to nothing, which may stay empty."""
    return TextField("lesson", _("To remember"), hint=_("what to do better, if you like"))


def lost_fields(context: AppContext, competitor: str) -> list[FormField]:
    """Return the lines of a sale that is lost: why, to whom, what is to be remembered."""
    reasons = lost_reasons(context.workspace.settings)
    known = opportunities.known_competitors(context.workspace)
    return [
        ChoiceField("reason", _("Reason"), [("", "–"), *((word, word) for word in reasons)]),
        TextField("detail", _("… in your words"), hint=_("another reason, or more about it")),
        TextField("lost_to", _("Lost to"), hint=competitor or _("the competitor, if there is one"),
                  suggestions=list(dict.fromkeys([*filter(None, [competitor]), *known]))),
        lesson_field(),
    ]  # fmt: skip


def dropped_fields() -> list[FormField]:
    """Return the lines of a sale that is dropped: why, what is to be remembered."""
    return [
        TextField("reason", _("Why"), hint=_("for example: no real project, no more news")),
        lesson_field(),
    ]


def lost_reason(values: Values) -> str:
    """Return the reason that the lines say: one of the list, and the user's own words."""
    return joined(values["reason"], values["detail"])
