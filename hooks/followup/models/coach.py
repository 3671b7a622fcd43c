"""The coach: who publishes this site, how to reach them, and the rules that go with where they work."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from followup.models.base import Content, Fault, Line, Text, text_schema
from followup.models.blanks import find_blanks
from followup.models.palette import SCHEMES, TEXT_CONTRAST, Scheme, contrast
from followup.models.placeholders import MOST_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_HOLIDAYS = "none"
"""In place of a country: public holidays do not count, and the weekend is Saturday and Sunday."""


# Each of these is checked below, and shown to editors: what Python and ECMAScript read alike.
_QUIET_DAY = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9])"
)
_COUNTRY = "[A-Z]{2}"
_PLACE = "[A-Z]{2}(-[A-Z0-9]{1,3})?"
# What a browser's own e-mail field takes: HTML Living Standard, "valid e-mail address".
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})+"
_PHONE = r"\+?[0-9 ().-]+"
_WEB_ADDRESS = r"https://[^\s/?#@\\<>\x22'`]+\.[^\s/?#@\\<>\x22'`]+(?:[/?#][^\s\\<>\x22`]*)?"
_COLOR = "#[0-9a-fA-F]{6}"


def _check_quiet_day(value: str) -> str:
    if not re.fullmatch(_QUIET_DAY, value):
        raise PydanticCustomError(
            "quiet_day", "'{value}' is not a day of the year; write month-day, as in 12-24", {"value": value}
        )
    return value


def _check_country(value: str) -> str:
    if not re.fullmatch(_COUNTRY, value):
        raise PydanticCustomError(
            "country",
            "'{value}' is not a country's code; write two capital letters, as in US",
            {"value": value},
        )
    return value


def _check_place(value: str) -> str:
    if value != NO_HOLIDAYS and not re.fullmatch(_PLACE, value):
        raise PydanticCustomError(
            "place",
            "'{value}' is not a country's code; write two capital letters, as in US, "
            "add a state or province, as in US-CA, or write none",
            {"value": value},
        )
    return value


def _check_email(value: str) -> str:
    if not re.fullmatch(_EMAIL, value):
        raise PydanticCustomError(
            "email", "'{value}' is not an e-mail address; write one, as in you@example.com", {"value": value}
        )
    return value


_FEWEST_DIGITS = 5


def _check_phone(value: str) -> str:
    digits = sum(sign.isdigit() for sign in value)
    if not re.fullmatch(_PHONE, value) or digits < _FEWEST_DIGITS:
        raise PydanticCustomError(
            "phone",
            "'{value}' is not a phone number; write digits, best with the country, as in +1 555 010 0100",
            {"value": value},
        )
    return value


def _check_web_address(value: str) -> str:
    if not re.fullmatch(_WEB_ADDRESS, value):
        raise PydanticCustomError(
            "web_address",
            "'{value}' is not a secure web address; write all of it, as in https://example.com/book",
            {"value": value},
        )
    return value


def _check_color(value: str) -> str:
    if not re.fullmatch(_COLOR, value):
        raise PydanticCustomError(
            "color",
            "'{value}' is not a color; write six digits of 0-9 and a-f, in quotes, as in '#1f5f58'",
            {"value": value},
        )
    return value.lower()


QuietDay = Annotated[
    str, AfterValidator(_check_quiet_day), text_schema(_QUIET_DAY, "Write month-day, as in 12-24.")
]

Country = Annotated[
    str, AfterValidator(_check_country), text_schema(_COUNTRY, "Write two capital letters, as in US.")
]
"""ISO 3166-1 alpha-2."""

Place = Annotated[
    str,
    AfterValidator(_check_place),
    text_schema(f"{NO_HOLIDAYS}|{_PLACE}", "Write a country, as in US, with a state, as in US-CA, or none."),
]
"""ISO 3166-1 alpha-2, alone or with an ISO 3166-2 subdivision; or ``none``: what ``country`` is in a link."""


Email = Annotated[
    str,
    AfterValidator(_check_email),
    text_schema(_EMAIL, "Write an e-mail address, as in you@example.com."),
]

Phone = Annotated[
    str,
    AfterValidator(_check_phone),
    text_schema(
        rf"(?=(?:[^0-9]*[0-9]){{{_FEWEST_DIGITS}}}){_PHONE}",
        "Write a phone number, best with the country, as in +1 555 010 0100.",
    ),
]
"""As people write it: digits, spaces, brackets, dots and hyphens, a ``+`` in front."""

WebAddress = Annotated[
    str,
    AfterValidator(_check_web_address),
    text_schema(_WEB_ADDRESS, "Write all of a secure web address, as in https://example.com/book."),
]
"""A whole address, https alone."""

Color = Annotated[
    str,
    AfterValidator(_check_color),
    text_schema(_COLOR, "Write six digits of 0-9 and a-f, in quotes, as in '#1f5f58'."),
]
"""``#rrggbb``."""

NEEDS_A_NAME = ("practice", "role", "bio", "photo", "contact", "booking", "newsletter", "social")
"""What the file may say of a person, once it says who that is."""

PHOTO_FOLDERS = ("docs/assets/",)
LOGO_FOLDERS = ("docs/assets/", "overrides/assets/")
"""Where pictures may lie. The site has all of them under ``assets/``."""

_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|<!--|<[?!]")
_PICTURE = re.compile(r"!\[")
_LINK_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^\s)>]*)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?(?P<listed>\S+)", re.MULTILINE
)
_BLOCK = re.compile(r"^[ \t]*(/{3,}[^\n]*)", re.MULTILINE)
_GOOD_TARGET = re.compile(r"https?://|mailto:|tel:|/(?!/)", re.IGNORECASE)


class Contact(Content):
    """How to reach the coach."""

    email: Annotated[
        Email | None,
        Field(
            description="Your address, shown, and opened in the reader's mail program.",
            examples=["you@example.com"],
        ),
    ] = None
    phone: Annotated[
        Phone | None,
        Field(
            description="Your number, shown as you write it, and dialed on a phone.",
            examples=["+1 555 010 0100"],
        ),
    ] = None
    website: Annotated[
        WebAddress | None, Field(description="Your own site.", examples=["https://example.com"])
    ] = None


class Profile(Content):
    """The coach on another site."""

    name: Annotated[Line, Field(description="What the link says.", examples=["LinkedIn"])]
    url: Annotated[
        WebAddress, Field(description="The whole address.", examples=["https://example.com/linkedin"])
    ]


class Accent(Content):
    """The color of links and buttons, one for each scheme."""

    light: Annotated[
        Color | None,
        Field(description="The color on light paper, dark enough to be read.", examples=["#1f5f58"]),
    ] = None
    dark: Annotated[
        Color | None,
        Field(description="The color on dark paper, light enough to be read.", examples=["#83cabb"]),
    ] = None


class Coach(Content):
    """Who publishes the site, and its settings."""

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {key: ["name"] for key in NEEDS_A_NAME}}
    )

    example: Annotated[
        bool,
        Field(
            description="`true` while the file holds the example. Remove it once you have put yourself in.",
            examples=[True],
        ),
    ] = False
    name: Annotated[
        Line | None, Field(description="Your name, as clients know it.", examples=["Your name"])
    ] = None
    practice: Annotated[
        Line | None, Field(description="The name of your practice.", examples=["Your practice"])
    ] = None
    role: Annotated[
        Line | None, Field(description="What you do, in a few words.", examples=["Career coach"])
    ] = None
    bio: Annotated[
        Text | None,
        Field(
            description="A few sentences about you, in Markdown without HTML and pictures.",
            examples=["I help people between jobs. Begin with [what to do](/timelines/after-interview/)."],
        ),
    ] = None
    photo: Annotated[
        Line | None,
        Field(
            description="A picture of you, square if you can: a file in `docs/assets`.",
            examples=["docs/assets/you.jpg"],
        ),
    ] = None
    contact: Annotated[
        Contact, Field(description="How to reach you.", examples=[{"email": "you@example.com"}])
    ] = Contact()
    booking: Annotated[
        WebAddress | None,
        Field(
            description="Where a client books a conversation with you.", examples=["https://example.com/book"]
        ),
    ] = None
    newsletter: Annotated[
        WebAddress | None,
        Field(
            description="Where a reader subscribes to your articles.",
            examples=["https://example.com/newsletter"],
        ),
    ] = None
    social: Annotated[
        tuple[Profile, ...],
        Field(
            description="Where else you are.",
            examples=[[{"name": "LinkedIn", "url": "https://example.com/linkedin"}]],
        ),
    ] = ()
    accent: Annotated[
        Accent,
        Field(
            description="The color of links and buttons, one for light paper and one for dark.",
            examples=[{"light": "#1f5f58", "dark": "#83cabb"}],
        ),
    ] = Accent()
    logo: Annotated[
        Line | None,
        Field(
            description="In place of the site's mark: a file in `docs/assets` or `overrides/assets`.",
            examples=["docs/assets/logo.svg"],
        ),
    ] = None
    country: Annotated[
        Place,
        Field(
            description="Whose public holidays and weekend count until the reader chooses: a country, with a "
            "state or province if you like, or `none`.",
            examples=["US-CA"],
        ),
    ] = "US"
    countries: Annotated[
        tuple[Country, ...],
        Field(
            description="The countries that a reader can choose. The site's own is always among them.",
            examples=[["CA", "GB", "US"]],
        ),
    ] = (
        *("AE", "AU", "CA", "CH", "DE", "ES", "FR", "GB", "IE", "IL"),
        *("IN", "KE", "NG", "NL", "NZ", "PH", "SA", "SG", "US", "ZA"),
    )
    quiet_days: Annotated[
        tuple[QuietDay, ...],
        Field(
            description="Days of the year on which no one should chase: month-day. They count as days off.",
            examples=[["12-24", "12-31"]],
        ),
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
        yield from find_blanks(self)
        yield from _check_bio(self.bio or "")
        yield from self._check_accent()

    def _check_name(self) -> Iterator[Fault]:
        given = [key for key in NEEDS_A_NAME if key in self.model_fields_set]
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
    block = _BLOCK.search(bio)
    if block is not None:
        words = f"no blocks here ('{block[1].rstrip()[:40]}'); write a link to the page that shows it"
        yield Fault(("bio",), words, block.start(1))
    for target, offset in find_links(bio):
        if not _GOOD_TARGET.match(target):
            words = "a link begins with 'https://', 'mailto:', 'tel:', or '/' for a page of this site"
            yield Fault(("bio",), f"'{target[:40]}': {words}", offset)


def find_links(bio: str) -> Iterator[tuple[str, int]]:
    """Yield where the links of a coach's Markdown lead, each with its offset: 20 at most."""
    for found in islice(_LINK_TARGET.finditer(bio), MOST_TOLD):
        group = "listed" if found["listed"] is not None else "inline"
        yield found[group], found.start(group)


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
