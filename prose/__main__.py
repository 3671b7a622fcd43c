"""Prints how the texts read, and every web address in them for someone to try: ``python -m prose``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from followup.site import Site, load_site
from prose.reading_level import reading_level
from prose.texts import message_text, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).resolve().parents[1]
_AIM = 8
"""The highest grade that a text for tired readers should ask for."""

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|]+[^\s<>()\[\]\"'`|.,;:!?]")
_OWN_AND_EXAMPLES = re.compile(r"https?://(?:127\.0\.0\.1|localhost|(?:[\w-]+\.)*example\.(?:com|org|net))\b")
_SUFFIXES = {".md", ".yml"}


def main() -> None:
    """Print both lists."""
    print(f"Reading levels, as Flesch–Kincaid grades; {_AIM} or less is the aim.\n")
    for grade, name in sorted(_grades(load_site(_ROOT, _ROOT / "docs")), reverse=True):
        print(f"{grade:5.1f} {'*' if grade > _AIM else ' '} {name}")
    print("\nWeb addresses, each with the first place that names it.\n")
    for address, place in sorted(_addresses().items()):
        print(f"{address}  ({place})")


def _grades(site: Site) -> Iterator[tuple[float, str]]:
    """Yield the grade and the address of each article, checklist and message."""
    for address, source in site.page_sources().items():
        text = page_text(source) if address.startswith(("articles/", "checklists/")) else ""
        if text and address.count("/") > 1:
            yield reading_level(text), f"/{address}"
    for slug, message in site.catalog.messages.items():
        yield reading_level(message_text(message)), f"/messages/{slug}/"


def _addresses() -> dict[str, str]:
    """Return the addresses of other sites, with the file and line of each."""
    found: dict[str, str] = {}
    for path in sorted(path for folder in ("docs", "data") for path in (_ROOT / folder).rglob("*")):
        if path.suffix not in _SUFFIXES:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            for address in _ADDRESS.findall(line):
                if not _OWN_AND_EXAMPLES.match(address):
                    found.setdefault(address, f"{path.relative_to(_ROOT).as_posix()}:{number}")
    return found


if __name__ == "__main__":
    main()
