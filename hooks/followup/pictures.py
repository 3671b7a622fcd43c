"""Pictures that the content names: whether a file is one that browsers show."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_SVG = "{http://www.w3.org/2000/svg}svg"


def is_picture(content: bytes) -> bool:
    """Return whether ``content`` is a whole picture: JPEG, PNG, WebP, GIF, or SVG."""
    if content.lstrip()[:1] == b"<":
        return _is_svg(content)
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - a check without such a picture does without

    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return False
    return True


def _is_svg(content: bytes) -> bool:
    try:
        return ET.fromstring(content).tag == _SVG  # noqa: S314 - a file of the project, which its author wrote
    except ET.ParseError:
        return False
