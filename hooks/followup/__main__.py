"""The command line: ``python -m followup``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from followup.problems import ContentError
from followup.site import load_site

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Checks the content of After the Interview."
)

Root = Annotated[Path, typer.Option(help="the project's folder", file_okay=False, exists=True)]


@app.callback()
def main() -> None:
    """Keep ``check`` a command of its own while it is the only one."""


@app.command()
def check(root: Root = Path()) -> None:
    """Check all content without building: one line a problem, exit code 1 if there is any."""
    try:
        site = load_site(root, root / "docs")
    except ContentError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None
    catalog = site.catalog
    counts = {"timelines": catalog.timelines, "messages": catalog.messages, "checklists": catalog.checklists}
    found = ", ".join(f"{len(items)} {name}" for name, items in counts.items())
    typer.echo(f"No problems in {found}.")


if __name__ == "__main__":
    app(prog_name="python -m followup")
