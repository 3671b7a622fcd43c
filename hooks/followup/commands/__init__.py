"""The commands that are more than a few lines: a module each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Root: TypeAlias = Annotated[Path, typer.Option(help="the project's folder", file_okay=False, exists=True)]
"""The option that every command takes."""
