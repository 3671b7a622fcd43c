"""``python -m followup new``: a file to begin with, where it belongs."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, get_args

import typer
from rich.prompt import Prompt

from followup.commands import Root
from followup.commands.build_day import read_build_day
from followup.edition import Edition
from followup.models.article import Related
from followup.new_content import Kind, Name, build_new_file, check_title, path_of, read_name
from followup.pages import page_address
from followup.problems import ContentError
from followup.site import load_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.models.message import Message
    from followup.site import Site

_BAD_VALUE = 1
_COULD_NOT_RUN = 2

_ADDRESS = "http://127.0.0.1:8000"
"""Where `make serve` shows the site."""

_FIRST: dict[Kind, str] = {
    "timeline": "Say in 'summary' whom the plan helps, then write its steps.",
    "message": "Say in 'use_when' when to send it, then write its first text.",
    "checklist": "Write its 'description' and its items, and add a link to it in docs/checklists/index.md.",
    "article": "Write its 'description', choose its 'categories', and say in 'related' what goes with it.",
}


def new(
    kind: Annotated[Kind | None, typer.Argument(help="what to begin")] = None,
    name: Annotated[
        str | None, typer.Argument(help='its title, as in "After a trial day", or the name of its file')
    ] = None,
    *,
    title: Annotated[str | None, typer.Option(help="its title, where NAME is the name of its file")] = None,
    date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="the day an article appears; today, unless you say"),
    ] = None,
    root: Root = Path(),
) -> None:
    """Write a new timeline, message, checklist or article that can be built at once.

    Asks for what is missing where there is someone to ask. Never writes over a file.
    """
    kind = kind or _ask_kind()
    if not name and not sys.stdin.isatty():
        _stop(f'say what the {kind} is called, as in: new {kind} "After a trial day"')
    if not (root / "mkdocs.yml").is_file():
        _stop(f"{root}: not the project's folder; run this where mkdocs.yml is, or name it with --root")
    load = cache(partial(_load, root))
    read = partial(_read_free_name, kind, title=title, root=root, load=load)
    try:
        if title is not None:
            check_title(title)
        named = read(name) if name else _ask_name(read)
    except ValueError as error:
        _stop(str(error), _BAD_VALUE)
    path, site = path_of(kind, named.slug), load()
    message = _find_message(site) if kind == "timeline" else None
    related = _find_related(site) if kind == "article" else None
    day = date.date() if date else read_build_day()
    text = build_new_file(kind, named, today=day, message=message, related=related)
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        _stop(f"{path}: cannot be written: {error.strerror}")
    typer.echo(f"Wrote {path}: the {kind} “{named.title}”, called {named.slug} in links.")
    typer.echo(f"1. {_FIRST[kind]}")
    typer.echo("2. Change its name and its ids now if you want other ones; once published, they stay.")
    typer.echo(f"3. make serve shows it on {_ADDRESS}/{page_address(_page_of(path))}")
    if site is None:
        typer.echo("Other files have problems that keep the site from being built: python -m followup check")


def _ask_kind() -> Kind:
    kinds: tuple[Kind, ...] = get_args(Kind)
    if not sys.stdin.isatty():
        _stop(f'say what to begin, one of: {", ".join(kinds)}; as in: new timeline "After a trial day"')
    answer = Prompt.ask("What do you want to begin?", choices=list(kinds))
    return next(kind for kind in kinds if kind == answer)


def _ask_name(read: Callable[[str], Name]) -> Name:
    """Ask until ``read`` can use the answer; what is wrong with one is said."""
    while True:
        try:
            return read(Prompt.ask("What is it called?"))
        except ValueError as error:
            typer.echo(str(error), err=True)


def _read_free_name(
    kind: Kind, name: str, *, title: str | None, root: Path, load: Callable[[], Site | None]
) -> Name:
    """Return what a name asks for.

    Raises:
        ValueError: it is no name, or something is or was called that.
    """
    named = read_name(name, title)
    path = path_of(kind, named.slug)
    if (root / path).exists():
        raise ValueError(f"{path} is there already; choose another name")
    site = load()
    if site is not None and f"{page_address(_page_of(path)).rstrip('/')}.md" in site.redirects():
        words = f"something was called '{named.slug}' before, and links to it lead there; choose another name"
        raise ValueError(f"{path}: {words}")
    return named


def _page_of(path: str) -> str:
    """Return the page of a new file: a Markdown file under ``docs/``."""
    return path.partition("/")[2].replace(".yml", ".md")


def _load(root: Path) -> Site | None:
    """Return the site, or None while it has problems: they are no reason not to begin something."""
    try:
        return load_site(root, root / "docs", Edition(read_build_day()))
    except ContentError:
        return None


def _find_message(site: Site | None) -> Message | None:
    """Return a message that a plan can send while its reader waits, None where there is none."""
    messages = site.catalog.messages.values() if site is not None else ()
    usable = (message for message in messages if message.reasons and not message.retired)
    return next((message for message in usable if message.moment == "waiting" and not message.draft), None)


def _find_related(site: Site | None) -> Related | None:
    """Return the first of each that an article can lead to, None where one of them is lacking."""
    if site is None:
        return None
    found = [
        next((slug for slug, one in contents.items() if not (one.retired or one.draft)), None)
        for contents in (site.catalog.timelines, site.catalog.messages, site.catalog.checklists)
    ]
    timeline, message, checklist = found
    if timeline is None or message is None or checklist is None:
        return None
    return Related(timeline=timeline, messages=(message,), checklist=checklist)


def _stop(words: str, code: int = _COULD_NOT_RUN) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(code)
