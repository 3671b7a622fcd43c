"""The coach: who publishes this site, how to reach them, and the rules that go with where they work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from followup.models.base import Content, Fault, Line, Text
from followup.models.palette import SCHEMES, TEXT_CONTRAST, Scheme, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_HOLIDAYS = "none"
"""In place of a country: public holidays do not count, and the weekend is Saturday and Sunday."""


def _check_quiet_day(value: str) -> str:
    month, dash, day = value.partition("-")
    lengths = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    right = value.isascii() and dash and len(value) == len("12-24") and month.isdecimal() and day.isdecimal()
    if not right or not 1 <= int(day) <= lengths.get(int(month), 0):
        raise PydanticCustomError(
            "quiet_day", "'{value}' is not a day of the year; write month-day, as in 12-24", {"value": value}
        )
    return value


def _check_country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise PydanticCustomError(
            "country",
            "'{value}' is not a country's code; write two capital letters, as in US",
            {"value": value},
        )
    return value


def _check_place(value: str) -> str:
    if value != NO_HOLIDAYS and not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", value):
        raise PydanticCustomError(
            "place",
            "'{value}' is not a country's code; write two capital letters, as in US, "
            "add a state or province, as in US-CA, or write none",
            {"value": value},
        )
    return value


def _check_email(value: str) -> str:
    # What a browser's own e-mail field takes: HTML Living Standard, "valid e-mail address".
    label = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    if not re.fullmatch(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{label}(?:\.{label})+", value):
        raise PydanticCustomError(
            "email", "'{value}' is not an e-mail address; write one, as in you@example.com", {"value": value}
        )
    return value


_FEWEST_DIGITS = 5


def _check_phone(value: str) -> str:
    digits = sum(sign.isdigit() for sign in value)
    if not re.fullmatch(r"\+?[0-9 ().-]+", value) or digits < _FEWEST_DIGITS:
        raise PydanticCustomError(
            "phone",
            "'{value}' is not a phone number; write digits, best with the country, as in +1 555 010 0100",
            {"value": value},
        )
    return value


def _check_web_address(value: str) -> str:
    if not re.fullmatch(r"https://[^\s/?#@\\<>\"'`]+\.[^\s/?#@\\<>\"'`]+(?:[/?#][^\s\\<>\"`]*)?", value):
        raise PydanticCustomError(
            "web_address",
            "'{value}' is not a secure web address; write all of it, as in https://example.com/book",
            {"value": value},
        )
    return value


def _check_color(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise PydanticCustomError(
            "color",
            "'{value}' is not a color; write six digits of 0-9 and a-f, in quotes, as in '#1f5f58'",
            {"value": value},
        )
    return value.lower()


QuietDay = Annotated[str, AfterValidator(_check_quiet_day)]

Country = Annotated[str, AfterValidator(_check_country)]
"""ISO 3166-1 alpha-2."""

Place = Annotated[str, AfterValidator(_check_place)]
"""ISO 3166-1 alpha-2, alone or with an ISO 3166-2 subdivision; or ``none``: what ``country`` is in a link."""


Email = Annotated[str, AfterValidator(_check_email)]

Phone = Annotated[str, AfterValidator(_check_phone)]
"""As people write it: digits, spaces, brackets, dots and hyphens, a ``+`` in front."""

WebAddress = Annotated[str, AfterValidator(_check_web_address)]
"""A whole address, https alone."""

Color = Annotated[str, AfterValidator(_check_color)]
"""``#rrggbb``."""

PHOTO_FOLDERS = ("docs/assets/",)
LOGO_FOLDERS = ("docs/assets/", "overrides/assets/")
"""Where pictures may lie. The site has all of them under ``assets/``."""

_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[?!]")
_PICTURE = re.compile(r"!\[")
_LINK_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^\s)>]*)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?(?P<listed>\S+)", re.MULTILINE
)
_GOOD_TARGET = re.compile(r"https?://|mailto:|tel:|/(?!/)", re.IGNORECASE)


class Contact(Content):
    """How to reach the coach."""

    email: Annotated[Email | None, Field(description="shown, and opened in the reader's mail program")] = None
    phone: Annotated[Phone | None, Field(description="shown as written, and dialed on a phone")] = None
    website: Annotated[WebAddress | None, Field(description="the coach's own site")] = None


class Profile(Content):
    """The coach on another site."""

    name: Annotated[Line, Field(description="what the link says, as in LinkedIn")]
    url: Annotated[WebAddress, Field(description="the whole address")]


class Accent(Content):
    """The color of links and buttons, one for each scheme."""

    light: Annotated[
        Color | None, Field(description="on light paper, such as '#1f5f58'; dark enough to be read")
    ] = None
    dark: Annotated[
        Color | None, Field(description="on dark paper, such as '#83cabb'; light enough to be read")
    ] = None


class Coach(Content):
    """Who publishes the site, and its settings."""

    example: Annotated[
        bool, Field(description="true while the file still holds the example: remove it when you are in it")
    ] = False
    name: Annotated[Line | None, Field(description="your name, as clients know it")] = None
    practice: Annotated[Line | None, Field(description="the name of your practice")] = None
    role: Annotated[Line | None, Field(description="what you do, in a few words")] = None
    bio: Annotated[
        Text | None, Field(description="a few sentences about you; Markdown, without HTML and pictures")
    ] = None
    photo: Annotated[Line | None, Field(description="a picture of you: a file in docs/assets")] = None
    contact: Annotated[Contact, Field(description="how to reach you")] = Contact()
    booking: Annotated[WebAddress | None, Field(description="where a client books a conversation")] = None
    newsletter: Annotated[WebAddress | None, Field(description="where a reader subscribes")] = None
    social: Annotated[tuple[Profile, ...], Field(description="where else you are")] = ()
    accent: Annotated[Accent, Field(description="the color of links and buttons")] = Accent()
    logo: Annotated[
        Line | None,
        Field(description="in place of the site's mark: a file in docs/assets or overrides/assets"),
    ] = None
    country: Annotated[
        Place,
        Field(description="whose public holidays and weekend count at first: US, US-CA, or none"),
    ] = "US"
    countries: Annotated[
        tuple[Country, ...],
        Field(description="countries a reader can choose; the site's own is always among them"),
    ] = (
        *("AE", "AU", "CA", "CH", "DE", "ES", "FR", "GB", "IE", "IL"),
        *("IN", "KE", "NG", "NL", "NZ", "PH", "SA", "SG", "US", "ZA"),
    )
    quiet_days: Annotated[
        tuple[QuietDay, ...], Field(description="days of the year on which no one should chase, as month-day")
    ] = ("12-24", "12-31")

    @property
    def holiday_countries(self) -> tuple[str, ...]:
        """The countries whose holidays the site publishes, sorted: those to choose from, and its own."""
        own = () if self.country == NO_HOLIDAYS else (self.country.partition("-")[0],)
        return tuple(sorted({*self.countries, *own}))

    @property
    def pictures(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The files it names, by key, each with the folders that it may lie in."""
        found = {"photo": (self.photo, PHOTO_FOLDERS), "logo": (self.logo, LOGO_FOLDERS)}
        return {key: (name, folders) for key, (name, folders) in found.items() if name is not None}

    @property
    def is_named(self) -> bool:
        """Whether the site says who publishes it; without a name, nothing about a person is shown."""
        return self.name is not None

    @property
    def author(self) -> str | None:
        """The name to sign articles with, or None where the file is the example or names nobody."""
        return None if self.example else self.name

    def check(self) -> Iterator[Fault]:
        """Yield what is wrong within this file, rule by rule."""
        yield from self._check_name()
        yield from _check_bio(self.bio or "")
        yield from self._check_accent()

    def _check_name(self) -> Iterator[Fault]:
        personal = ("practice", "role", "bio", "photo", "contact", "booking", "newsletter", "social")
        given = [key for key in personal if key in self.model_fields_set]
        if given and not self.is_named:
            yield Fault((given[0],), "this needs a 'name' to go with it; write one, or remove this")

    def _check_accent(self) -> Iterator[Fault]:
        for name, scheme in SCHEMES.items():
            color: str | None = getattr(self.accent, name)
            message = None if color is None else _describe_contrast(color, scheme)
            if message is not None:
                advice = f"choose a {'darker' if name == 'light' else 'lighter'} color"
                yield Fault(("accent", name), f"{message}; {advice}")


def _check_bio(bio: str) -> Iterator[Fault]:
    html, picture = _HTML.search(bio), _PICTURE.search(bio)
    if html is not None:
        yield Fault(("bio",), f"HTML is not used here ('{html[0][:20]}'); write Markdown", html.start())
    if picture is not None:
        yield Fault(("bio",), "no pictures here; the key 'photo' names one", picture.start())
    for found in _LINK_TARGET.finditer(bio):
        group = "listed" if found["listed"] is not None else "inline"
        if not _GOOD_TARGET.match(found[group]):
            words = "a link begins with 'https://', 'mailto:', 'tel:', or '/' for a page of this site"
            yield Fault(("bio",), f"'{found[group][:40]}': {words}", found.start(group))


def _describe_contrast(color: str, scheme: Scheme) -> str | None:
    """Return how a color falls short, as text on what is behind it or under a button's own text, or None."""
    behind = min(scheme.grounds, key=lambda name: contrast(color, scheme.grounds[name]))
    for other, where in (
        (scheme.grounds[behind], f"as text on {behind}"),
        (scheme.on_accent, "under a button's text"),
    ):
        ratio = contrast(color, other)
        if ratio < TEXT_CONTRAST:
            # Cut, not rounded: 4.49 is not enough, and must not be shown as if it were.
            shown = int(ratio * 100) / 100
            return (
                f"'{color}' has a contrast of {shown:.2f}:1 {where} ({other}); "
                f"{TEXT_CONTRAST}:1 at least (WCAG 2.2, 1.4.3)"
            )
    return None
