"""Reads what calendar servers answer in XML, without entities: nothing in it is looked up.

It knows the few elements that are asked for, by their names in the DAV and CalDAV spaces.
"""

from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers.expat import ExpatError, ParserCreate

DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_OK = " 200 "


class NotXml(Exception):
    """An answer that is no XML, or that wants entities."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing of an answer with the properties that it has."""

    href: str
    properties: dict[str, Element] = field(default_factory=dict)
    """By name with its space, those that the server could give only."""

    def text(self, name: str) -> str:
        """Return the text of a property, or ""."""
        element = self.properties.get(name)
        return (element.text or "") if element is not None else ""

    def href_in(self, name: str) -> str:
        """Return the address that a property holds, or ""."""
        element = self.properties.get(name)
        found = element.findtext(f"{DAV}href") if element is not None else None
        return (found or "").strip()

    def has(self, name: str, inner: str) -> bool:
        """Say whether a property holds such an element."""
        element = self.properties.get(name)
        return element is not None and element.find(inner) is not None


def multistatus(body: bytes) -> list[Found]:
    """Return the things of an answer. Raises `NotXml`."""
    root = _parsed(body)
    if root.tag != f"{DAV}multistatus":
        raise NotXml
    return [_found(response) for response in root.iterfind(f"{DAV}response")]


def _found(response: Element) -> Found:
    properties = {
        element.tag: element
        for propstat in response.iterfind(f"{DAV}propstat")
        if _OK in f"{propstat.findtext(f'{DAV}status') or _OK} "
        for prop in propstat.iterfind(f"{DAV}prop")
        for element in prop
    }
    return Found((response.findtext(f"{DAV}href") or "").strip(), properties)


def _parsed(body: bytes) -> Element:
    """Return the root of a document without a type, hence without entities of its own."""

    def refuse(*_declared: object) -> None:
        raise NotXml

    prolog = ParserCreate()
    prolog.StartDoctypeDeclHandler = refuse
    prolog.EntityDeclHandler = refuse
    try:
        prolog.Parse(body, True)
        return fromstring(body)
    except (ExpatError, ParseError, LookupError, ValueError) as error:
        raise NotXml from error


def same(one: str, other: str) -> bool:
    """Say whether two addresses name the same thing, however their letters are written."""
    return unquote(one).rstrip("/") == unquote(other).rstrip("/")
