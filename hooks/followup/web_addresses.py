"""Addresses outside the site: what about one cannot be right, whatever is behind it."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?P<top>[^\W\d_][\w-]*)\.?|localhost|\d{{1,3}}(?:\.\d{{1,3}}){{3}}")
# RFC 3986, 3: signs that no address has.
_WRONG_SIGN = re.compile(r'[\s"<>\\^`{|}\x00-\x20]')
_WEB = re.compile(
    r"(?://)(?:[^/?#@]*@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^/?#:@]*)(?::(?P<port>[^/?#]*))?(?P<rest>[/?#].*)?"
)
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?P<host>[^@\s?]+)")
_OWN_FILE = re.compile(r"file:|[A-Za-z]:[\\/]", re.IGNORECASE)
_OWN_MACHINE = re.compile(
    r"https?://(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])(?::\d*)?(?P<path>[/?#].*)?", re.IGNORECASE
)
_SITE = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|io|co|us|uk|ca|au|nz|ie|de|fr|eu)(?:[/?#]|$)")
"""With the top-level domains of many sites alone: other names with a dot are files."""

_FEWEST_DIGITS = 5
_MOST_PORTS = 65535


def has_scheme(target: str) -> bool:
    """Return whether ``target`` is an address of its own, as in ``https:…`` or ``mailto:…``."""
    return _SCHEME.match(target) is not None


def is_own_file(target: str) -> bool:
    """Return whether ``target`` is a file of its author's own machine, as in ``file:///desk.jpg``."""
    return _OWN_FILE.match(target) is not None


def find_own_path(address: str) -> str | None:
    """Return what follows the host in an address of its author's own machine, or None for any other."""
    found = _OWN_MACHINE.fullmatch(address)
    return None if found is None else found["path"] or "/"


def find_beginning(target: str) -> str | None:
    """Return what ``target`` lacks at its beginning: ``mailto:``, ``https://``; None where it is neither."""
    if _MAIL.fullmatch(target) and describe_fault(f"mailto:{target}") is None:
        return "mailto:"
    return "https://" if _SITE.match(target) else None


def describe_fault(address: str) -> str | None:
    """Return what is wrong with an address that has a scheme and what to write, or None.

    The forms are those of RFC 3986 (http, https), RFC 6068 (mailto) and RFC 3966 (tel).
    """
    found = _SCHEME.match(address)
    if found is None:
        return "an address begins with 'https://', 'mailto:' or 'tel:'"
    scheme, rest = found["scheme"].lower(), address[found.end() :]
    sign = _WRONG_SIGN.search(address)
    if sign is not None and scheme in {"http", "https"}:
        return f"an address has no '{sign[0]}' in it; write {_percent(sign[0])} instead"
    match scheme:
        case "http" | "https":
            return _describe_web(rest)
        case "mailto":
            return _describe_mail(rest)
        case "tel":
            return _describe_phone(rest.partition(";")[0])
        case _:
            return f"'{scheme}:' is not used here; allowed: https, http, mailto, tel"


def _describe_web(rest: str) -> str | None:
    found = _WEB.fullmatch(rest)
    if found is None:
        return "two slashes stand after 'https:', as in https://example.com/"
    host, port = found["host"], found["port"]
    if host.lower() in {"http", "https"}:
        return "'https://' stands twice; write it once"
    if not host.startswith("[") and not _HOST.fullmatch(host):
        return f"'{host}' is not the name of a site; write all of it, as in https://example.com/"
    if port is not None and not (port.isascii() and port.isdecimal() and int(port) <= _MOST_PORTS):
        return f"':{port}' is not a port; write a number after the colon, or neither"
    return None


def _describe_mail(rest: str) -> str | None:
    for address in rest.partition("?")[0].split(","):
        found = _MAIL.fullmatch(address.replace("%40", "@"))
        if found is None or not _HOST.fullmatch(found["host"]):
            return f"'{address}' is not an e-mail address; write one, as in mailto:you@example.com"
    return None


def _describe_phone(number: str) -> str | None:
    if re.fullmatch(r"\+?[0-9().-]+", number) and sum(map(str.isdigit, number)) >= _FEWEST_DIGITS:
        return None
    return "a phone number has digits and hyphens alone, as in tel:+1-555-010-0100"


def decode_percent(text: str) -> str:
    """Return a file's name as it is on a disk: ``my%20desk.png`` is ``my desk.png``."""
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), text.encode()).decode(
        errors="replace"
    )


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())
