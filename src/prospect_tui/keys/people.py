"""The keys of the pages of a person and of a company."""

from prospect_tui.keys.row import COMPANY, LIST, N_, PEOPLE, PERSON, Key

CONTACT_KEYS: tuple[Key, ...] = (
    Key("contact.edit", "e,enter", "edit", "contact", N_("edit"), PERSON),
    Key("contact.call", "a", "call", "contact", N_("call"), PERSON),
    Key("contact.note", "i", "note", "contact", N_("note"), PERSON),
    Key("contact.company", "ctrl+o,v", "company", "contact", N_("company"), PERSON),
    Key("contact.checked", "y", "checked", "contact", N_("checked today"), PERSON),
    Key("contact.copy", "h", "copy", "contact", N_("copy the page"), PERSON, footer=False),
    Key("contact.oppose", "!", "oppose", "contact", N_("never call again"), PERSON, footer=False),
    Key("contact.section", "tab", "section(1)", "contact", N_("next part"), LIST, footer=False),
    Key("contact.section_before", "shift+tab", "section(-1)", "contact", N_("part before"), LIST,
        footer=False),
    Key("contact.beside", "right", "column(1)", "contact", N_("right column"), LIST, footer=False),
    Key("contact.back_beside", "left", "column(-1)", "contact", N_("left column"), LIST,
        footer=False),
    Key("contact.previous", "p,alt+up", "neighbour(-1)", "contact", N_("previous one"), LIST,
        footer=False),
    Key("contact.next", "n,alt+down", "neighbour(1)", "contact", N_("next one"), LIST,
        footer=False),
)  # fmt: skip

COMPANY_KEYS: tuple[Key, ...] = (
    Key("company.edit", "e,enter", "edit", "company", N_("edit"), COMPANY),
    Key("company.note", "i", "note", "company", N_("note"), COMPANY),
    Key("company.add_person", "insert,ctrl+n,+", "add_person", "company", N_("add a person"),
        COMPANY),
    Key("company.chart", "o", "chart", "company", N_("print the decision chart"), COMPANY),
    Key("company.copy", "h", "copy", "company", N_("copy the page"), COMPANY),
    Key("company.section", "tab", "section(1)", "company", N_("next part"), LIST, footer=False),
    Key("company.section_before", "shift+tab", "section(-1)", "company", N_("part before"), LIST,
        footer=False),
    Key("company.beside", "right", "column(1)", "company", N_("right column"), LIST, footer=False),
    Key("company.back_beside", "left", "column(-1)", "company", N_("left column"), LIST,
        footer=False),
    Key("company.previous", "p,alt+up", "neighbour(-1)", "company", N_("previous one"), LIST,
        footer=False),
    Key("company.next", "n,alt+down", "neighbour(1)", "company", N_("next one"), LIST,
        footer=False),
)  # fmt: skip

SHEET_PEOPLE_KEYS: tuple[Key, ...] = (
    Key("sheet.person", "m", "person", "sheet", N_("person"), PEOPLE, footer=False),
    Key("sheet.company", "ctrl+o", "company", "sheet", N_("company"), PEOPLE, footer=False),
    Key("sheet.add_person", "insert,ctrl+n,+", "add_person", "sheet", N_("add a person"), PEOPLE,
        footer=False),
    Key("sheet.role", "j", "role", "sheet", N_("role in the decision"), PEOPLE, footer=False),
    Key("sheet.person_up", "shift+up", "move_person(-1)", "sheet", N_("person up"), PEOPLE,
        footer=False),
    Key("sheet.person_down", "shift+down", "move_person(1)", "sheet", N_("person down"), PEOPLE,
        footer=False),
    Key("sheet.promote", "ctrl+g", "promote", "sheet", N_("person named in the notes"), PEOPLE,
        footer=False),
    Key("sheet.remove_person", "delete", "remove_person", "sheet", N_("take the person off"),
        PEOPLE, footer=False),
    Key("sheet.other_company", "ctrl+r", "other_company", "sheet", N_("other company"), PEOPLE,
        footer=False),
)  # fmt: skip
"""On the sheet of an opportunity."""
