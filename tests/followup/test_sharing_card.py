"""The pictures of pages whose links are shared."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from followup.card_files import load_card, load_typeface
from followup.problems import ContentError
from followup.sharing_card import CardColors, SharingCard, Typeface, draw_card, fit_title
from tests.followup.conftest import PROJECT

COLORS = CardColors(paper="#fbf7f0", ink="#21303a", muted="#56636c", accent="#1f5f58")
CARD = SharingCard("Why didn't they call?", "After the Interview", COLORS)
ROOM = 1040


@pytest.fixture(scope="module")
def typeface() -> Typeface:
    return load_typeface(PROJECT)


def test_a_card_is_a_picture_of_the_size_that_previews_want(typeface: Typeface) -> None:
    with Image.open(BytesIO(draw_card(CARD, typeface)), formats=["PNG"]) as picture:
        assert picture.size == (1200, 630)
        corner, bar = (picture.convert("RGB").getpixel(place) for place in ((0, 0), (600, 625)))
    assert (corner, bar) == ((0xFB, 0xF7, 0xF0), (0x1F, 0x5F, 0x58))


def test_the_same_card_is_the_same_bytes(typeface: Typeface) -> None:
    assert draw_card(CARD, typeface) == draw_card(replace(CARD), load_typeface(PROJECT))


@pytest.mark.parametrize(
    "other",
    [
        replace(CARD, title="After a no"),
        replace(CARD, site_name="Another site"),
        replace(CARD, colors=replace(COLORS, accent="#8a2d6b")),
    ],
)
def test_another_card_has_another_name_and_other_bytes(other: SharingCard, typeface: Typeface) -> None:
    assert other.digest(typeface) != CARD.digest(typeface)
    assert draw_card(other, typeface) != draw_card(CARD, typeface)


def test_another_typeface_gives_another_name(typeface: Typeface) -> None:
    assert CARD.digest(typeface) != CARD.digest(Typeface([b"another"]))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It’s “quiet” – why…?", "It’s “quiet” – why…?"),
        ("naïve café, Łódź, Việt", "naïve café, Łódź, Việt"),
        ("Когда молчат", "Когда молчат"),
        ("Όταν σιωπούν", "Όταν σιωπούν"),
        ("e\u0301", "é"),
        ("Thank you ❤️ 👍🏽 note", "Thank you note"),
        ("1️⃣ First", "1 First"),
        ("Zero\u202e width", "Zero width"),
        ("面接のあと", ""),
        ("After 面接", ""),
        ("بعد المقابلة", ""),
        ("🙂", ""),
    ],
)
def test_what_the_typeface_lacks_is_left_out_and_never_a_box(
    text: str, kept: str, typeface: Typeface
) -> None:
    assert typeface.keep_known(text) == kept


def test_a_title_that_cannot_be_drawn_gives_way_to_the_sites_name(typeface: Typeface) -> None:
    unknown, named = replace(CARD, title="面接のあと"), replace(CARD, title=CARD.site_name)
    assert draw_card(unknown, typeface) == draw_card(named, typeface)


def test_a_title_shrinks_as_it_grows(typeface: Typeface) -> None:
    sizes = [fit_title("After the interview comes silence " * times, typeface)[1] for times in (1, 2, 4, 8)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@settings(max_examples=30)
@example(title="W" * 400)
@given(title=st.text(st.sampled_from("aWi –’é "), min_size=1, max_size=400).filter(str.strip))
def test_every_title_has_room(title: str, typeface: Typeface) -> None:
    lines, size = fit_title(title, typeface)
    assert len(lines) * size * 1.14 <= 360
    # Kerning at a seam may add a pixel.
    assert all(typeface.width(line, size) <= ROOM + 1 for line in lines)
    whole = "".join(title.split())
    drawn = "".join("".join(lines).split())
    assert drawn == whole or (drawn.endswith("…") and whole.startswith(drawn[:-1]))


def test_a_card_is_drawn_once(tmp_path: Path, typeface: Typeface) -> None:
    first = load_card(tmp_path, CARD, typeface)
    kept = list(tmp_path.rglob("*"))
    assert [path.name for path in kept if path.is_file()] == [f"{CARD.digest(typeface)}.png"]
    # What is kept is what is given: drawing again would not know of this.
    next(path for path in kept if path.is_file()).write_bytes(b"kept")
    assert load_card(tmp_path, CARD, typeface) == b"kept"
    assert first == draw_card(CARD, typeface)


def test_a_typeface_that_is_not_installed_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"node_modules/@fontsource/.* 'make build'"):
        load_typeface(tmp_path)
