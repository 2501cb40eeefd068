"""Made-up French prospects of 30 columns: always the same, and the same first rows at any length.

About 400 bytes a row, as in real files: long names and notes, empty cells, some wrong values (a
SIRET cut short, a telephone that is a word, capitals, a postcode that lost its zero). Telephone
numbers are of the ranges kept for fiction, mail and web addresses under `.example`.
"""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

Choice = TypeVar("Choice")

COLUMNS = (
    *("company_name", "trade_name", "siren", "siret", "vat_number", "rcs", "naf", "activity"),
    *("legal_form", "headcount", "turnover", "founded_on", "address", "address_extra", "postcode"),
    *("city", "department", "region", "phone", "mobile", "email", "website", "civility"),
    *("first_name", "last_name", "job_title", "competitor", "tags", "source", "notes"),
)
"""The columns in the order of a row, by their key in the program."""

WORDS: dict[str, list[Any]] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)
LANDLINES = {"Île-de-France": "01 99 00", "Bretagne": "02 61 91", "Pays de la Loire": "02 61 91"}
"""First figures of a region's numbers for fiction; those of the others are of the south-east."""
SOUTH_EAST, MOBILE = "04 65 71", "06 39 98"
_ASCII = str.maketrans("àâäçéèêëîïôöùûüÿœæ", "aaaceeeeiioouuuyoa", "'\u00a0 .&,()")
_WRONG: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("siret", lambda text: text[:-1]),
    ("siret", lambda text: f"{text[:3]} {text[3:6]} {text[6:9]} {text[9:]}"),
    ("phone", lambda _text: "voir mobile"),
    ("postcode", lambda text: text.lstrip("0")),
    ("email", lambda _text: "néant"),
    ("city", str.upper),
    ("company_name", str.upper),
    ("last_name", lambda text: f" {text}"),
    ("notes", lambda _text: "=SOMME(A1:A9)"),
)
"""What real files have in the place of a value, by column."""
_LAST_DAY = date(2026, 1, 15)
_BODIES = 89_999_999
"""How many SIREN there are to give out: a prime, so that steps of any length visit all of them."""


class Generator:
    """The rows one after the other, each a list of the texts of `COLUMNS`."""

    def __init__(self, seed: int = 1) -> None:
        """Begin at the first row; another `seed` gives other rows."""
        self._chance = random.Random(seed).random
        self._seed = seed

    def rows(self, count: int) -> Iterator[list[str]]:
        """Yield `count` rows."""
        for index in range(count):
            row = self._row(index)
            if self._chance() < 0.04:
                self._spoil(row)
            yield row

    def _row(self, index: int) -> list[str]:
        pick, word, chance = self._pick, self._word, self._chance
        postcode, town, department, region = word("towns")
        naf, activity, trade = word("trades")
        civility, names = pick((("M.", "men"), ("Mme", "women")))
        first = word(names)
        last, form = word("surnames"), word("forms")
        company = self._company(trade, town, form)
        siren, siret = self._numbers(index)
        site = f"{_plain(company)[:24]}.example"
        mail = pick((f"contact@{site}", f"{_plain(first)}.{_plain(last)}@{site}", ""))
        founded = _LAST_DAY - timedelta(days=self._below(15_000))
        line = LANDLINES.get(region, SOUTH_EAST)
        return [
            company,
            f"{word('roots')} {trade}" if chance() < 0.2 else "",
            siren,
            siret,
            f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}",
            f"RCS {town} {siren}" if chance() < 0.3 else "",
            naf,
            activity,
            form,
            word("sizes"),
            f"{self._below(9_000) + 40}00000" if chance() < 0.7 else "",  # in cents
            str(founded),
            f"{1 + self._below(180)} {word('ways')} {word('streets')}",
            word("places_more") if chance() < 0.15 else "",
            postcode,
            town,
            department,
            region,
            self._phone(line) if chance() < 0.93 else "",
            self._phone(MOBILE) if chance() < 0.35 else "",
            mail,
            f"www.{site}" if chance() < 0.7 else "",
            civility,
            first,
            last,
            word("jobs"),
            word("competitors") if chance() < 0.2 else "",
            word("tags") if chance() < 0.3 else "",
            word("sources"),
            self._notes() if chance() < 0.55 else "",
        ]

    def _company(self, trade: str, town: str, form: str) -> str:
        word = self._word
        return self._pick(
            (
                f"{word('roots')}{word('tails')}",
                f"{trade} {word('surnames')}",
                f"{word('surnames')} {trade} {town}",
                f"Établissements {word('surnames')} & Fils",
                f"{form.partition(' ')[0]} {word('surnames')}",
                f"{trade} de {town}",
            )
        )

    def _numbers(self, index: int) -> tuple[str, str]:
        """Return a SIREN that no other row has, and a SIRET of it."""
        body = str(10_000_000 + (index * 48_271_397 + self._seed * 7_919) % _BODIES)
        siren = body + luhn_key(body)
        place = f"{siren}{1 + self._below(9):04}"
        return siren, place + luhn_key(place)

    def _phone(self, start: str) -> str:
        number = self._below(10_000)
        text = f"{start} {number // 100:02} {number % 100:02}"
        spelling = self._below(4)
        if spelling == 0:
            return text.replace(" ", ".")
        if spelling == 1:
            return f"+33 {text[1:]}"
        return text if spelling == 2 else text.replace(" ", "")

    def _notes(self) -> str:
        word = self._word
        count = 1 + self._below(3)
        chosen = (word("notes") for _ in range(count))
        return " ".join(
            note.format(month=word("months"), number=1 + self._below(60)) for note in chosen
        )

    def _spoil(self, row: list[str]) -> None:
        """Make one value wrong, the way real files have them."""
        column, spoilt = self._pick(_WRONG)
        place = COLUMNS.index(column)
        row[place] = spoilt(row[place])

    def _word(self, kind: str) -> Any:
        return self._pick(WORDS[kind])

    def _pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[int(self._chance() * len(choices))]

    def _below(self, limit: int) -> int:
        return int(self._chance() * limit)


def luhn_key(figures: str) -> str:
    """Return the figure which, put after these, makes a number of the Luhn formula."""
    doubled = (sum(divmod(2 * int(figure), 10)) for figure in figures[::-2])
    return str(-(sum(doubled) + sum(map(int, figures[-2::-2]))) % 10)


def _plain(text: str) -> str:
    return text.lower().translate(_ASCII)
