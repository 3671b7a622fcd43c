"""The picture that stands for a page where its link is shared: its title, on the site's paper.

The same words, colors and typeface give the same bytes, as long as the drawing library stays the same.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_right
from dataclasses import asdict, dataclass
from functools import cache, cached_property, partial
from io import BytesIO
from typing import TYPE_CHECKING

import PIL
from PIL import Image, ImageDraw, ImageFont

from followup.models.palette import channels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH = 1200
HEIGHT = 630
"""Pixels: 1.91 to 1, what the large previews of links are cut to."""

_DESIGN = 2
"""Raised with every change to how a card looks: cards that are kept are drawn anew then."""

_MARGIN = 80
_BAR_HEIGHT = 14
_MARK_SIZE = 76
_NAME_SIZE = 38
_TITLE_SIZES = (92, 84, 76, 68, 60, 52, 46)
_LINE_HEIGHT = 1.14
_TITLE_BOX = (WIDTH - 2 * _MARGIN, 360)
"""Width and height of the room for the title, which ends ``_MARGIN`` above the lower edge."""

_SHADES = 32
_MARK_GRID = 32
_SMOOTHING = 4
"""Shapes are drawn so many times larger, and made smaller: the library draws their edges in steps."""

_COMPRESSION = 3
"""Of 9: beyond this a card takes more time and gets hardly smaller."""

_ELLIPSIS = "…"
_IN_NO_TYPEFACE = "\uffff"
"""No character at all (The Unicode Standard, 23.7): a font draws for it what it draws for all it lacks."""


@dataclass(frozen=True, slots=True)
class CardColors:
    """The colors of a card, each as ``#rrggbb``."""

    paper: str
    ink: str
    muted: str
    accent: str


@dataclass(frozen=True, slots=True)
class SharingCard:
    """What a card says.

    Attributes:
        title: the page's title.
        site_name: whose page it is.
        colors: what it is drawn in.
    """

    title: str
    site_name: str
    colors: CardColors

    def digest(self, typeface: Typeface) -> str:
        """Return a name for the picture, in hexadecimal: another one as soon as anything in it is another."""
        parts = [_DESIGN, PIL.__version__, typeface.digest, asdict(self)]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


class Typeface:
    """One typeface in several files, each with other characters.

    The files of a web font are divided so; a line of text takes each character from the first that has it.
    """

    def __init__(self, files: Sequence[bytes]) -> None:
        """Take font files that FreeType reads, the one for most texts first."""
        self._files = tuple(files)
        self._sizes: dict[int, list[ImageFont.FreeTypeFont]] = {}
        self._places: dict[str, int | None] = {}

    @cached_property
    def digest(self) -> str:
        """A name for its files."""
        return hashlib.sha256(b"".join(hashlib.sha256(file).digest() for file in self._files)).hexdigest()

    def keep_known(self, text: str) -> str:
        """Return ``text`` without what the typeface cannot draw; an empty string where that takes a letter.

        A title without its signs can be read. One without some of its letters cannot.
        """
        kept = []
        for character in unicodedata.normalize("NFC", text):
            if character.isspace() or self._place(character) is not None:
                kept.append(character)
            elif _is_part_of_a_word(character):
                return ""
        return " ".join("".join(kept).split())

    def width(self, text: str, size: int) -> float:
        """Return how wide ``text`` is, in pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text, size))

    def draw(
        self, draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, color: str
    ) -> None:
        """Draw one line of text, its baseline's left end at ``place``."""
        x, y = place
        for font, run in self._runs(text, size):
            draw.text((x, y), run, font=font, fill=color, anchor="ls")
            x += font.getlength(run)

    def _runs(self, text: str, size: int) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        run, place = "", 0
        for character in text:
            here = place if character.isspace() else self._place(character) or 0
            if here != place and run:
                yield self._fonts(size)[place], run
                run = ""
            run, place = run + character, here
        if run:
            yield self._fonts(size)[place], run

    def _place(self, character: str) -> int | None:
        """Return which file has ``character``, or None."""
        if character not in self._places:
            fonts = enumerate(self._fonts(_NAME_SIZE))
            self._places[character] = next((place for place, font in fonts if _has(font, character)), None)
        return self._places[character]

    def _fonts(self, size: int) -> list[ImageFont.FreeTypeFont]:
        if size not in self._sizes:
            # Without shaping by a library of the machine's own, a card is the same on every machine.
            basic = ImageFont.Layout.BASIC
            self._sizes[size] = [
                ImageFont.truetype(BytesIO(file), size, layout_engine=basic) for file in self._files
            ]
        return self._sizes[size]


def draw_card(card: SharingCard, typeface: Typeface) -> bytes:
    """Return the card as a PNG picture."""
    site_name = typeface.keep_known(card.site_name)
    picture = _draw_ground(site_name, card.colors, typeface).copy()
    draw = ImageDraw.Draw(picture)
    lines, size = fit_title(typeface.keep_known(card.title.replace("'", "’")) or site_name, typeface)
    bottom = HEIGHT - _MARGIN - _BAR_HEIGHT
    for number, line in enumerate(reversed(lines)):
        place = (_MARGIN - size * 0.04, bottom - size * (0.12 + number * _LINE_HEIGHT))
        typeface.draw(draw, place, line, size, card.colors.ink)
    stream = BytesIO()
    in_shades = picture.quantize(palette=_shades(card.colors), dither=Image.Dither.NONE)
    in_shades.save(stream, "PNG", compress_level=_COMPRESSION)
    return stream.getvalue()


@cache
def _draw_ground(site_name: str, colors: CardColors, typeface: Typeface) -> Image.Image:
    """Return what all cards of a site have."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), colors.paper)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, HEIGHT - _BAR_HEIGHT, WIDTH, HEIGHT), fill=colors.accent)
    picture.paste(colors.accent, (_MARGIN, _MARGIN), _draw_mark_mask())
    baseline = _MARGIN + _MARK_SIZE / 2 + _NAME_SIZE * 0.33
    typeface.draw(draw, (_MARGIN + _MARK_SIZE + 24, baseline), site_name, _NAME_SIZE, colors.muted)
    return picture


def fit_title(title: str, typeface: Typeface) -> tuple[list[str], int]:
    """Return the lines of a title and their size, the largest at which all of it has room.

    At the smallest, what has no room is cut, and an ellipsis says so.
    """
    width, height = _TITLE_BOX
    lines: list[str] = []
    for size in _TITLE_SIZES:
        lines = _wrap(title, typeface, size, width)
        if len(lines) * size * _LINE_HEIGHT <= height:
            return lines, size
    size = _TITLE_SIZES[-1]
    kept = lines[: int(height / (size * _LINE_HEIGHT))]
    last = kept[-1]
    while last and typeface.width(last + _ELLIPSIS, size) > width:
        last = last[:-1].rstrip()
    return [*kept[:-1], last + _ELLIPSIS], size


def _wrap(text: str, typeface: Typeface, size: int, width: float) -> list[str]:
    """Return ``text`` in lines that are at most ``width`` pixels wide; a word that is wider is broken."""
    lines: list[str] = []
    line, used = "", 0.0
    for word in _break_words(text, typeface, size, width):
        taken = typeface.width(f" {word}" if line else word, size)
        if line and used + taken > width:
            lines.append(line)
            line, used = word, typeface.width(word, size)
        else:
            line, used = f"{line} {word}" if line else word, used + taken
    return [*lines, line] if line else lines


def _break_words(text: str, typeface: Typeface, size: int, width: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while typeface.width(rest, size) > width:
            ends, wide = range(1, len(rest)), partial(_width_of_beginning, rest, typeface, size)
            end = max(bisect_right(ends, width, key=wide), 1)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _is_part_of_a_word(character: str) -> bool:
    # What only changes how an emoji looks counts as a mark in Unicode, and goes with the emoji.
    is_for_emoji = unicodedata.name(character, "").startswith(("VARIATION SELECTOR", "COMBINING ENCLOSING"))
    return unicodedata.category(character)[0] in "LMN" and not is_for_emoji


def _width_of_beginning(word: str, typeface: Typeface, size: int, end: int) -> float:
    return typeface.width(word[:end], size)


def _has(font: ImageFont.FreeTypeFont, character: str) -> bool:
    def drawn(text: str) -> tuple[bytes, object]:
        mask = font.getmask(text)
        return bytes(mask), mask.size

    return drawn(character) != drawn(_IN_NO_TYPEFACE)


def _draw_mark_mask() -> Image.Image:
    """Return the site's mark as a mask: the speech bubble of ``mark.svg``, the rising sun cut out."""
    scale = _MARK_SIZE * _SMOOTHING / _MARK_GRID
    mask = Image.new("L", (_MARK_SIZE * _SMOOTHING, _MARK_SIZE * _SMOOTHING), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse([part * scale for part in (1, 1, 31, 31)], fill=255)
    draw.rounded_rectangle(
        [part * scale for part in (1, 16, 16, 31)], 2 * scale, fill=255, corners=(False, False, False, True)
    )
    draw.pieslice([part * scale for part in (9, 11, 23, 25)], 180, 360, fill=0)
    draw.rounded_rectangle([part * scale for part in (6, 20.4, 26, 23.2)], 1.4 * scale, fill=0)
    return mask.resize((_MARK_SIZE, _MARK_SIZE), Image.Resampling.BOX)


def _shades(colors: CardColors) -> Image.Image:
    """Return a palette with every shade between the paper and the other colors."""
    paper = channels(colors.paper)
    values: list[int] = []
    for color in (colors.ink, colors.muted, colors.accent):
        for step in range(_SHADES):
            share = step / (_SHADES - 1)
            pairs = zip(paper, channels(color), strict=True)
            values += [round(mine + (theirs - mine) * share) for mine, theirs in pairs]
    palette = Image.new("P", (1, 1))
    palette.putpalette(values)
    return palette
