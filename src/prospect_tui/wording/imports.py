"""An import in words: what the source is, where a column goes, what became of every row."""

from prospect_tui.domain.importing import FULL_NAME, OWN, SKIP, MappedColumn, RowProblem
from prospect_tui.domain.joining import joined
from prospect_tui.i18n import _, formats, ngettext
from prospect_tui.i18n.labels import column_label, nature_label
from prospect_tui.services.importing import ImportReport, TableSource
from prospect_tui.wording.messages import message

REPORTED = 300
"""How many rejected rows a report lists; the command line writes them all."""
_LONGEST_RAW = 120


def column_name(column: MappedColumn) -> str:
    """Return what a column of the source is called."""
    return column.header or _("Column {number}").format(number=column.index + 1)


def target_label(target: str) -> str:
    """Return the name of a field to which a column may go."""
    special = {
        OWN: _("the file's own column"),
        SKIP: _("left out"),
        FULL_NAME: _("Person (first and last name)"),
    }
    return special.get(target) or column_label(target)


def nature_choice(nature: str) -> str:
    """Return whom the rows of an import are said to be about."""
    return nature_label(nature) if nature else _("as the file tells")


def source_line(source: TableSource, rows: int) -> str:
    """Return what a file was found to be: "contacts.csv · CSV · utf-8 · « ; » · 500 rows"."""
    parts = [source.path.name, source.format.upper(), source.encoding]
    if source.delimiter:
        sign = _("tab") if source.delimiter == "\t" else source.delimiter
        parts.append(_("“{sign}” between cells").format(sign=sign))
    if source.sheet:
        parts.append(_("sheet {name}").format(name=source.sheet))
    if rows:
        text = ngettext("{rows} row", "{rows} rows", rows)
        parts.append(text.format(rows=formats.number(rows)))
    return joined(*parts)


def source_remarks(source: TableSource) -> list[str]:
    """Return what there is to know of a file, if anything."""
    remarks = []
    if source.generated_header:
        remarks.append(_("No line gives titles: columns are numbered."))
    elif source.header_line > 1:
        text = _("Titles were found on line {line}.")
        remarks.append(text.format(line=source.header_line))
    if source.repaired_lines:
        count = len(source.repaired_lines)
        text = ngettext(
            "Letters were repaired on {count} line (line {line}).",
            "Letters were repaired on {count} lines (the first is line {line}).",
            count,
        )
        remarks.append(text.format(count=formats.number(count), line=source.repaired_lines[0]))
    return remarks


def problem_line(problem: RowProblem) -> str:
    """Return why a row was not imported: "line 34: …"."""
    said = message(problem.message_id, **problem.params)
    return _("line {line}: {reason}").format(line=problem.line, reason=said)


def summary(report: ImportReport) -> str:
    """Return "500 rows read: 480 imported, 20 not imported" and what is to be looked at.

    Of a dry run, what was not written is said to be still to import.
    """
    is_kept = report.batch_id is not None or not report.imported
    if report.rejected:
        read = ngettext("{count} row read", "{count} rows read", report.rows_in)
        imported = (
            ngettext("{count} imported", "{count} imported", report.imported)
            if is_kept
            else ngettext("{count} to import", "{count} to import", report.imported)
        )
        rejected = ngettext("{count} not imported", "{count} not imported", report.rejected)
        first = _("{read}: {imported}, {rejected}").format(
            read=read.format(count=formats.number(report.rows_in)),
            imported=imported.format(count=formats.number(report.imported)),
            rejected=rejected.format(count=formats.number(report.rejected)),
        )
    else:
        text = (
            ngettext("{count} row imported", "{count} rows imported", report.rows_in)
            if is_kept
            else ngettext("{count} row to import", "{count} rows to import", report.rows_in)
        )
        first = text.format(count=formats.number(report.rows_in))
    parts = [first]
    if report.marked:
        marked = ngettext(
            "{count} with a value to check", "{count} with a value to check", report.marked
        )
        parts.append(marked.format(count=formats.number(report.marked)))
    if report.opposed:
        opposed = ngettext(
            "{count} struck out: opposed", "{count} struck out: opposed", report.opposed
        )
        parts.append(opposed.format(count=formats.number(report.opposed)))
    return " · ".join(parts)


def report_text(report: ImportReport) -> str:
    """Return the summary, then the first rejected rows, each with its reason and its text."""
    lines = [summary(report), ""]
    for problem in report.problems[:REPORTED]:
        lines += [problem_line(problem), f"    {problem.raw[:_LONGEST_RAW]}"]
    more = report.rejected - REPORTED
    if more > 0:
        text = ngettext(
            "and {count} more row: “prospect import --rejects” writes them all",
            "and {count} more rows: “prospect import --rejects” writes them all",
            more,
        )
        lines += ["", text.format(count=formats.number(more))]
    return "\n".join(lines)
