"""Mails as they come: encoded, in HTML, with attachments, broken on purpose."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect_tui.files.mail import MailText, decoded_text, html_text, read_mail

HEAD = b"""From: =?iso-8859-1?q?Ana=EFs_Lef=E8vre?= <anais@bois.example>
To: moi@exemple.example
Subject: Devis
 terrasse
Date: Fri, 20 Nov 2026 23:30:00 -0500
MIME-Version: 1.0
"""


def test_an_encoded_mail_is_read() -> None:
    data = HEAD + b"Content-Type: text/plain; charset=iso-8859-15\n\nBonjour, 3 \xa4 \xe9t\xe9\n"
    assert read_mail(data) == MailText(
        sender="Anaïs Lefèvre <anais@bois.example>",
        subject="Devis terrasse",
        sent_on=date(2026, 11, 20),
        text="Bonjour, 3 € été\n",
    )


def test_the_plain_part_counts_before_the_page_and_attachments_stay_closed() -> None:
    data = HEAD + (
        b"Content-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: multipart/alternative; boundary=y\n\n"
        b"--y\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        b"w6l0w6k=\n--y\nContent-Type: text/html\n\n<p>page</p>\n--y--\n"
        b"--x\nContent-Type: application/pdf\nContent-Disposition: attachment\n\n%PDF\n--x--\n"
    )
    found = read_mail(data)
    assert found is not None
    assert found.text == "été"


def test_a_page_alone_becomes_its_words() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Bonjour&nbsp;&amp;<b>merci"
        "</b></p><script>alert(1)</script><div>Anne<br>Roux</div></body></html>"
    )
    assert html_text(page).split("\n") == ["Bonjour &merci", "", "Anne", "Roux", ""]


@pytest.mark.parametrize(
    "data", [b"", b"Bonjour,\nAnne", b"Tel: 06 39 98 00 11\nAnne", b"From: x", b"\xff\xfe\x00"]
)
def test_what_is_no_mail(data: bytes) -> None:
    assert read_mail(data) is None


@pytest.mark.parametrize(
    "more",
    [
        b"Content-Type: text/plain; charset=klingon\n\nsalut",
        b"Content-Transfer-Encoding: base64\n\n!!!!",
        b"Content-Type: multipart/mixed\n\nsans limite",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n",
        b"Content-Type: message/rfc822\n\nFrom: y\n\nz",
        b"Content-Type: ;;;=\n\n",
        b"Date: hier\nFrom: <<<>>>\nSubject: =?utf-8?b?////?=\n\n",
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
        ),
    ],
    ids=range(8),
)
def test_a_broken_mail_is_read_as_far_as_it_goes(more: bytes) -> None:
    found = read_mail(HEAD + more)
    assert found is None or isinstance(found.text, str)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_harm(data: bytes) -> None:
    found = read_mail(HEAD + data)
    assert found is None or isinstance(found, MailText)
    assert isinstance(decoded_text(data), str)


def test_windows_letters_are_read() -> None:
    assert decoded_text(b"\xe9t\xe9 \x80") == "été €"
    assert decoded_text("été".encode("utf-8-sig")) == "été"


BODY = "Cordialement,\nRémi Béraud\n"


@pytest.mark.parametrize(
    ("said", "written"),
    [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("us-ascii", "utf-8"), ("utf-7", "utf-7"),
     ("klingon", "cp1252"), ("rot13", "utf-8"), ("hex", "utf-8")],
)  # fmt: skip
def test_letters_are_right_whatever_charset_is_said(said: str, written: str) -> None:
    data = HEAD + f"Content-Type: text/plain; charset={said}\n\n".encode() + BODY.encode(written)
    found = read_mail(data)
    assert found is not None
    assert found.text == BODY


@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_headers_in_plain_bytes_are_read(written: str, line_end: str) -> None:
    lines = ["From: Rémi <remi@bois.example>", "Subject: Devis façade", "Date: hier", "", "été"]
    assert read_mail(line_end.join(lines).encode(written)) == MailText(
        "Rémi <remi@bois.example>", "Devis façade", None, "été"
    )


def test_a_header_that_hides_a_line_break_forges_nothing() -> None:
    data = (
        b"From: =?utf-8?q?R=C3=A9mi=0D=0ABcc:_a@b.example?= <remi@bois.example>\n"
        b"Subject: =?utf-8?q?Devis=0AX-Forged:_1?=\nDate: =?utf-8?q?x=0Ay?=\n"
        b"Message-ID: <1@x.example>\n\nsalut\n"
    )
    found = read_mail(data)
    assert found is not None
    assert found.sender == "Rémi Bcc: a@b.example <remi@bois.example>"
    assert found.subject == "Devis X-Forged: 1"
    assert found.text == "salut\n"


def test_an_empty_text_gives_way_to_the_page() -> None:
    data = HEAD + (
        b"Content-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\n \n--x\nContent-Type: text/html\n\n<p>Anne</p>\n--x--\n"
    )
    found = read_mail(data)
    assert found is not None
    assert found.text.strip() == "Anne"


def test_a_mark_of_the_encoding_is_no_letter() -> None:
    found = read_mail(b"\xef\xbb\xbf" + HEAD + b"\nsalut")
    assert found is not None
    assert found.text == "salut"
    assert decoded_text("été".encode("utf-16")) == "été"
