"""What the commands of quotes and of the catalogue may be told, and how it is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from prospect_tui.cli.options import TEXT, option, whole_number
from prospect_tui.domain import quotes as rules
from prospect_tui.i18n import N_


def _reader(parse: Callable[[str], int]) -> Callable[[str | int], int]:
    """Return a reader that leaves what is read already alone, as Typer wants it."""

    def read(text: str | int) -> int:
        return text if isinstance(text, int) else parse(text)

    return read


def _number(name: str, parse: Callable[[str], int], metavar: str, text: str) -> Any:
    return option(name, parser=_reader(parse), metavar=metavar, help=text)


QuoteName = Annotated[
    str,
    typer.Argument(
        metavar=N_("QUOTE"), help=N_("Its number: D2026-001, or “D2026-001 v1” for an old version.")
    ),
]
LinePlace = Annotated[
    int,
    typer.Argument(
        parser=whole_number,
        metavar=N_("LINE"),
        help=N_("Place of the line, from 1."),
    ),
]
ItemName = Annotated[
    str, typer.Argument(metavar=N_("ITEM"), help=N_("Its code, its label or its number."))
]
Label = Annotated[str | None, option("--label", metavar=TEXT, help=N_("What is sold."))]
Detail = Annotated[
    str | None, option("--detail", metavar=TEXT, help=N_("More about it, under the label."))
]
Unit = Annotated[
    str | None, option("--unit", metavar=TEXT, help=N_("Day, hour, piece… as printed."))
]
Quantity = Annotated[
    int | None,
    _number("--quantity", rules.parse_quantity, N_("COUNT"), N_("How many: 1 unless told.")),
]
Price = Annotated[
    int | None,
    _number("--price", rules.parse_price, N_("EUROS"), N_("Price of one, before VAT.")),
]
Vat = Annotated[
    int | None, _number("--vat", rules.parse_vat, N_("RATE"), N_("VAT in percent: 20, 10, 5.5…"))
]
Discount = Annotated[
    int | None,
    _number("--discount", rules.parse_discount, N_("RATE"), N_("Discount in percent.")),
]
Optional = Annotated[
    bool | None,
    typer.Option(
        "--optional/--counted",
        show_default=False,
        help=N_("Whether it is only proposed, outside of the total."),
    ),
]
Target = Annotated[str, typer.Argument(metavar=N_("PATH"), help=N_("File to write."))]
Force = Annotated[bool, option("--force", help=N_("Replace the file if it exists."))]


def given(**values: Any) -> dict[str, Any]:
    """Return what was told of, without what was not."""
    return {name: value for name, value in values.items() if value is not None}


def written_path(text: str) -> Path:
    """Return the file that a typed path means."""
    return Path(text).expanduser()
