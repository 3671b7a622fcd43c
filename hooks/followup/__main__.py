"""The command line: ``python -m followup``."""

from __future__ import annotations

from pathlib import Path

import typer

from followup.commands import Root
from followup.commands.link import link
from followup.commands.permalinks import permalinks
from followup.problems import ContentError
from followup.site import load_site

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Checks the content of After the Interview, and writes links to it.",
)
app.command()(link)
app.command()(permalinks)


@app.command()
def check(root: Root = Path()) -> None:
    """Check all content without building: one line a problem, exit code 1 if there is any."""
    try:
        site = load_site(root, root / "docs")
    except ContentError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None
    catalog = site.catalog
    for reminder in catalog.reminders:
        typer.echo(f"{reminder.path}:{reminder.line}:{reminder.column}: warning: {reminder.message}")
    counts = {"timelines": catalog.timelines, "messages": catalog.messages, "checklists": catalog.checklists}
    found = ", ".join(f"{len(items)} {name}" for name, items in counts.items())
    typer.echo(f"No problems in {found}.")


if __name__ == "__main__":
    app(prog_name="python -m followup")
