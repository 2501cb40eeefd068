"""How rows and people are called, in SQL, for lists of many: as `domain.prospect` calls them."""


def person_name(table: str) -> str:
    """Return the SQL of civility, first and last name in one line, "" when none is known."""
    joined = f"{table}.civility || ' ' || {table}.first_name || ' ' || {table}.last_name"
    return f"trim(replace({joined}, '  ', ' '))"  # one empty part makes two spaces meet, no more


def row_name(table: str) -> str:
    """Return the SQL of the company of a row, else its person, else whatever identifies it."""
    called = [f"{table}.company_name", f"{table}.trade_name", person_name(table)]
    called += [f"{table}.phone", f"{table}.email"]
    known = ", ".join(f"nullif({one}, '')" for one in called)
    return f"coalesce({known}, {table}.siret)"


MAIN_CONTACT = (
    f"(SELECT {person_name('c')} FROM opportunity_contact oc JOIN contact c ON c.id = oc.contact_id"
    " WHERE oc.opportunity_id = o.id ORDER BY oc.position, oc.id LIMIT 1)"
)
"""The SQL of who matters most in the opportunity `o`, NULL when nobody is in it."""
ABOUT = f"coalesce(nullif(o.title, ''), {row_name('p')}, '')"
"""The SQL of what an activity is about: the opportunity `o`, else the row `p`."""
