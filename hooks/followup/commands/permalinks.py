"""``python -m followup permalinks``: what has been published, and whether it can still be reached."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from followup.commands import Root
from followup.commands.build_day import read_build_day
from followup.edition import Edition
from followup.permalinks import LOCK, add_to_lock, check_permalinks, find_new_addresses
from followup.problems import ContentError
from followup.project import find_published, read_lock, read_project


def permalinks(
    *,
    accept: Annotated[bool, typer.Option("--accept", help="writes what is new into permalinks.lock")] = False,
    root: Root = Path(),
) -> None:
    """Print the addresses that are new, and those that are gone: exit code 1 if any is.

    Nothing is ever removed from permalinks.lock. The site's publishing runs this with --accept.
    """
    try:
        project = read_project(root, root / "docs", Edition(read_build_day()), keeps_permalinks=False)
        project.raise_errors()
        published = find_published(project.catalog, project.pages)
        lock = read_lock(root)
    except ContentError as error:
        typer.echo(str(error))
        raise typer.Exit(1) from None
    new = find_new_addresses(lock, published)
    gone = sorted(check_permalinks(lock, published))
    for address in new:
        typer.echo(f"new: {address}")
    for problem in gone:
        typer.echo(str(problem))
    if accept and new:
        (root / LOCK).write_text(add_to_lock(lock, new), encoding="utf-8", newline="\n")
        typer.echo(f"{len(new)} added to {LOCK}.")
    elif not new and not gone:
        typer.echo(f"Nothing new, nothing gone: {LOCK} holds every address.")
    if gone:
        raise typer.Exit(1)
