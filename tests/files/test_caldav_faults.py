"""Servers that are gone, slow, wrong or hostile: a clear sentence, in a bounded time."""

import threading
from http.server import BaseHTTPRequestHandler
from time import perf_counter

import pytest

from prospect_tui.domain.errors import Refused
from prospect_tui.files.caldav import CalendarServer, ChangedMeanwhile, RemoteCalendar
from prospect_tui.files.caldav_http import Server
from tests.services.calendar_server import Handle, answer, free_port, misbehaving

XML = b'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"></d:multistatus>'
ENTITY = b'<!DOCTYPE a [<!ENTITY e "x">]><d:multistatus xmlns:d="DAV:">&e;</d:multistatus>'
UTF_16 = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'


def refusal(url: str, *, seconds: float = 5.0, largest: int = 10_000) -> Refused:
    server = CalendarServer(Server(url, "jeanne", "secret", seconds=seconds, largest=largest))
    with pytest.raises(Refused) as caught:
        server.calendars()
    assert "secret" not in repr(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("handle", "message_id"),
    [
        (answer(401), "caldav.not_allowed"),
        (answer(403), "caldav.not_allowed"),
        (answer(404), "caldav.failed"),
        (answer(500, b"<html>oops"), "caldav.failed"),
        (answer(200, b"<html>a web page"), "caldav.not_understood"),
        (answer(207, b"<html>not closed"), "caldav.not_understood"),
        (answer(207, b"\x00\xff junk"), "caldav.not_understood"),
        (answer(207, b""), "caldav.not_understood"),
        (answer(207, b"<a/>"), "caldav.not_understood"),
        (answer(207, XML), "caldav.not_understood"),
        (answer(207, ENTITY), "caldav.not_understood"),
        (answer(207, UTF_16.encode("utf-16")), "caldav.not_understood"),
        (answer(207, XML + b" " * 20_000), "caldav.too_big"),
        (answer(301, Location="https://elsewhere.example/dav/"), "caldav.other_host"),
        (answer(302, Location="//elsewhere.example/dav/"), "caldav.other_host"),
        (answer(302, Location="http://[broken/"), "caldav.other_host"),
        (answer(308, Location="/again/"), "caldav.failed"),
    ],
)
def test_what_a_server_may_answer(handle: Handle, message_id: str) -> None:
    with misbehaving(handle) as url:
        assert refusal(url).message_id == message_id


def test_nobody_answers() -> None:
    error = refusal(f"http://127.0.0.1:{free_port()}/")
    assert error.message_id == "caldav.no_answer"


def test_a_server_that_hangs_up() -> None:
    with misbehaving(lambda request: request.connection.close()) as url:
        assert refusal(url).message_id == "caldav.no_answer"


@pytest.mark.parametrize(
    "part", [b"", b"HTTP/1.1 207 Multi-Status\r\n", b"HTTP/1.1 207 M\r\n\r\n<"]
)
def test_a_slow_server_is_given_up(part: bytes) -> None:
    done = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(part)
        while not done.wait(0.05):
            request.wfile.write(b"X" if b"\r\n\r\n" in part else b"X: y\r\n" if part else b"")

    with misbehaving(drip) as url:
        begun = perf_counter()
        try:
            assert refusal(url, seconds=0.4).message_id == "caldav.too_slow"
        finally:
            done.set()
        assert perf_counter() - begun < 120


def test_the_password_goes_nowhere_else() -> None:
    heard: list[str] = []

    def listen(request: BaseHTTPRequestHandler) -> None:
        heard.append(request.headers.get("Authorization", ""))
        answer(401)(request)

    with misbehaving(listen) as other, misbehaving(answer(307, Location=other)) as url:
        assert refusal(url).message_id == "caldav.other_host"
    assert heard == []


def test_a_redirection_on_the_same_server_is_followed() -> None:
    asked: list[tuple[str, str]] = []

    def move(request: BaseHTTPRequestHandler) -> None:
        asked.append((request.command, request.path))
        reply = answer(401) if request.path == "/dav/" else answer(301, Location="/dav/")
        reply(request)

    with misbehaving(move) as url:
        assert refusal(url).message_id == "caldav.not_allowed"
    assert asked == [("PROPFIND", "/"), ("PROPFIND", "/dav/")]


def test_an_address_elsewhere_in_an_answer_is_not_asked() -> None:
    body = (
        b'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response>'
        b"<d:href>/</d:href><d:propstat><d:prop><c:calendar-home-set><d:href>"
        b"https://elsewhere.example/home/</d:href></c:calendar-home-set></d:prop>"
        b"<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"
    )
    with misbehaving(answer(207, body)) as url:
        error = refusal(url)
    assert error.message_id == "caldav.other_host"
    assert error.params["other"] == "https://elsewhere.example/home/"


def test_another_version_is_told() -> None:
    with misbehaving(answer(412)) as url:
        server = CalendarServer(Server(url, "", ""))
        with pytest.raises(ChangedMeanwhile):
            server.put("/a.ics", "BEGIN:VCALENDAR", "1")
        with pytest.raises(ChangedMeanwhile):
            server.delete("/a.ics", "1")


def test_what_is_gone_is_taken_away_without_a_word() -> None:
    with misbehaving(answer(404)) as url:
        CalendarServer(Server(url, "", "")).delete("/a.ics", "1")
        with pytest.raises(Refused, match=r"caldav\.failed"):
            CalendarServer(Server(url, "", "")).etags(RemoteCalendar("/", "a"))
