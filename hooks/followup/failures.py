"""Why a build failed, as problems with places: from the exception that ended it."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError

from followup.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSTALLED = ("/.venv/", "/node_modules/", "/site-packages/")


def find_problems(error: BaseException, root: str) -> tuple[Problem, ...]:
    """Return what the author of the content can mend: faults of content, of a template, of the settings.

    Args:
        error: what was raised; what caused it counts too.
        root: the project's root, absolute.

    Returns:
        The problems; empty where the fault is none of these.
    """
    for one in _chain(error):
        if isinstance(one, ContentError):
            return one.problems
        if isinstance(one, TemplateError):
            return (_describe_template(one, root),)
        mark = getattr(one, "problem_mark", None)
        if mark is not None:
            name = _relative(str(mark.name), root) or "mkdocs.yml"
            words = " ".join(str(getattr(one, "problem", None) or one).split())
            return (Problem(name, mark.line + 1, mark.column + 1, f"not valid YAML: {words}"),)
    return ()


def describe_fault(error: BaseException, root: str) -> Problem:
    """Return a fault of the program itself, at the last place of the project that it passed.

    Args:
        error: what was raised.
        root: the project's root, absolute.
    """
    words = " ".join(f"{type(error).__name__}: {error}".split())
    if isinstance(error, SyntaxError) and error.filename:
        path = _relative(error.filename, root)
        if path is not None:
            return Problem(path, error.lineno or 1, error.offset or 1, f"{type(error).__name__}: {error.msg}")
    places = list(_places(error, root))
    path, line = places[-1] if places else ("mkdocs.yml", 1)
    return Problem(path, line, 1, words)


def _describe_template(error: TemplateError, root: str) -> Problem:
    words = " ".join((error.message or type(error).__name__).split())
    if isinstance(error, TemplateSyntaxError):
        path = _relative(error.filename or "", root)
        if path is not None:
            return Problem(path, error.lineno, 1, f"the template cannot be read: {words}")
    templates = [place for place in _places(error, root) if not place[0].endswith(".py")]
    places = templates or list(_places(error, root))
    path, line = places[-1] if places else ("overrides", 1)
    return Problem(path, line, 1, f"the template cannot be filled in: {words}")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those that led to it, each once."""
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        yield here
        here = here.__cause__ or here.__context__


def _places(error: BaseException, root: str) -> Iterator[tuple[str, int]]:
    """Yield the files of the project and their lines that the exception passed, the outermost first."""
    for frame in traceback.extract_tb(error.__traceback__):
        path = _relative(frame.filename, root)
        if path is not None:
            yield path, frame.lineno or 1


def _relative(filename: str, root: str) -> str | None:
    """Return a file's path from the project's root, with forward slashes; None for what is not its own."""
    file, folder = filename.replace("\\", "/"), root.replace("\\", "/").rstrip("/") + "/"
    if not file.startswith(folder) or any(part in file for part in _INSTALLED):
        return None
    return file.removeprefix(folder)
