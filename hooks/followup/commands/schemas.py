"""``python -m followup schemas``: what editors and authors are told of every key, written from the models."""

from __future__ import annotations

from pathlib import Path

import typer

from followup.commands import Root
from followup.guide import insert_guide
from followup.schemas import build_schemas


def schemas(root: Root = Path()) -> None:
    """Write data/schemas/ for editors, and the guide to every key into CONTRIBUTING.md."""
    contributing = "CONTRIBUTING.md"
    guide = insert_guide((root / contributing).read_text(encoding="utf-8"))
    for name, text in {**build_schemas(), contributing: guide}.items():
        path = root / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        typer.echo(f"Wrote {name}.")
