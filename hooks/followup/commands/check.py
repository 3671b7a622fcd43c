"""``python -m followup check``: all that is wrong with the content, without building it."""

from __future__ import annotations

import os
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from followup.commands import Root
from followup.commands.build_day import read_build_day
from followup.edition import Edition
from followup.item_ids import write_missing_ids
from followup.markdown_source import read_markdown
from followup.problem_formats import format_github, format_json, format_text
from followup.problems import Problem
from followup.project import read_project

_PROBLEMS = 1
_COULD_NOT_RUN = 2
_CHECKLISTS = "docs/checklists"


class Format(StrEnum):
    """How the problems are written."""

    text = "text"
    github = "github"
    json = "json"


def check(
    *,
    output: Annotated[
        Format, typer.Option("--format", help="text, annotations for GitHub Actions, or JSON")
    ] = Format.text,
    fix: Annotated[bool, typer.Option("--fix", help="writes the ids that checklist items lack")] = False,
    root: Root = Path(),
) -> None:
    """Check all content without building it: one line a problem, exit code 1 if there is any.

    Exit code 2 says that it could not be checked at all.
    """
    if not (root / "data").is_dir() and not (root / "docs").is_dir():
        _stop(f"{root} is not the project's folder: it has neither data/ nor docs/; name it with --root")
    try:
        if fix:
            _fix(root, quiet=output is not Format.text)
        project = read_project(root, root / "docs", Edition(read_build_day()))
    except OSError as error:
        _stop(f"{error.filename or root} cannot be read or written: {error.strerror or error}")
    counts = project.catalog.count()
    match output:
        case Format.text:
            typer.echo(format_text(project.problems), nl=False)
        case Format.github:
            typer.echo(format_github(project.problems), nl=False)
        case Format.json:
            typer.echo(format_json(project.problems, counts), nl=False)
    if any(problem.severity == "error" for problem in project.problems):
        raise typer.Exit(_PROBLEMS)
    if output is not Format.json:
        found = ", ".join(f"{count} {name}" for name, count in counts.items())
        typer.echo(f"No problems in {found}.")


def _fix(root: Path, *, quiet: bool) -> None:
    """Write the ids that the items of checklists lack, and say which."""
    for path in sorted((root / _CHECKLISTS).glob("*.md")):
        if path.stem == "index" or not path.is_file():
            continue
        name = f"{_CHECKLISTS}/{path.name}"
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            # The check says so.
            continue
        fixed, written = write_missing_ids(text, name, _retired_ids(text, name))
        if not written:
            continue
        _replace(path, fixed.encode("utf-8"))
        for one in written if not quiet else ():
            typer.echo(str(Problem(name, one.line, one.column, f"wrote {{#{one.id}}}")))


def _retired_ids(text: str, name: str) -> set[str]:
    """Return the ids that a checklist has given up: links to them lead to its top, and shall go on to."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source, _ = read_markdown(plain, name)
    retired = source.front_matter.data.get("retired_anchors") if source.front_matter else None
    return {str(anchor).removeprefix("item-") for anchor in retired} if isinstance(retired, list) else set()


def _replace(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(path.stat().st_mode & 0o7777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _stop(words: str) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(_COULD_NOT_RUN)
