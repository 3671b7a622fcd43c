"""``mkdocs.yml``: what authors change in it, checked before MkDocs reads it, which tells less."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from followup.problems import Problem, did_you_mean
from followup.web_addresses import describe_fault, has_scheme
from followup.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from followup.yaml_source import Location, Plain, YamlSource

SETTINGS = "mkdocs.yml"

_EXAMPLE = "as in 'About: about.md'"


def check_settings(text: str, files: Collection[str], drafts: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the site's name, its address and its navigation, or with the file as YAML.

    Args:
        text: the text of ``mkdocs.yml``.
        files: what the navigation may lead to: files under ``docs/``, generated pages among them.
        drafts: in the same form, the pages that are left out of the site.
    """
    source, problems = read_yaml(text, SETTINGS, allows_tags=True)
    yield from problems
    if source is None:
        return
    for key, (advice, check) in _NEEDED.items():
        if key not in source.data:
            if "INHERIT" not in source.data:
                yield Problem(SETTINGS, 1, 1, f"missing key '{key}'; {advice}")
        elif not source.data[key]:
            yield source.problem((key,), f"has no value; {advice}")
        elif (words := check(source)) is not None:
            yield source.problem((key,), words)
    nav = source.data.get("nav")
    if isinstance(nav, list):
        yield from _check_nav(source, nav, ("nav",), files, drafts)
    elif "nav" in source.data:
        yield source.problem(("nav",), f"must be a list of pages, each after '- ', {_EXAMPLE}")


def _describe_name(source: YamlSource) -> str | None:
    """Return what is wrong with the site's name, or None."""
    name = source.data["site_name"]
    if source.is_tagged(("site_name",)) or isinstance(source.read_by_others(("site_name",)), str):
        return None
    return f"'{name}' is not read as text; put it in quotes" if isinstance(name, str) else "must be text"


def _describe_address(source: YamlSource) -> str | None:
    """Return what is wrong with the site's address, or with what it is where the environment has none."""
    written = source.data["site_url"]
    if source.is_tagged(("site_url",)):
        written = written[-1] if isinstance(written, list) and len(written) > 1 else "https://example.com/"
    if not isinstance(written, str) or not written.startswith(("https://", "http://")):
        return "write all of the address, as in https://example.com/"
    fault = describe_fault(written)
    return None if fault is None else f"'{written}': {fault}"


_NEEDED: Mapping[str, tuple[str, Callable[[YamlSource], str | None]]] = {
    "site_name": ("write what the site is called", _describe_name),
    "site_url": ("write where the site stands, as in https://example.com/", _describe_address),
}
"""By key: what to write, and what finds out what is wrong with a value."""


def _check_nav(
    source: YamlSource, entries: list[Plain], here: Location, files: Collection[str], drafts: Collection[str]
) -> Iterator[Problem]:
    for place, entry in enumerate(entries):
        where: Location = (*here, place)
        value = entry
        if isinstance(entry, dict):
            keys = list(entry)
            if len(keys) > 1:
                yield source.problem(
                    (*where, keys[1]), "each entry stands after a '- ' of its own; write one"
                )
                continue
            where, value = (*where, *keys), entry.get(keys[0]) if keys else None
        if isinstance(value, list):
            yield from _check_nav(source, value, where, files, drafts)
        elif not isinstance(value, str):
            yield source.problem(where, f"must be a page's file, {_EXAMPLE}, or a list of them")
        else:
            words = _describe_target(value, files, drafts)
            if words is not None:
                yield source.problem(where, words)


def _describe_target(target: str, files: Collection[str], drafts: Collection[str]) -> str | None:
    """Return what is wrong with what an entry leads to, or None."""
    if has_scheme(target):
        fault = describe_fault(target)
        return None if fault is None else f"'{target}': {fault}"
    path = posixpath.normpath(target)
    if target.startswith("/"):
        return f"'{target}' is no file in docs/; write one without a slash before it, {_EXAMPLE}"
    if path in drafts:
        return f"'{target}' is a draft; publish it, or take this out"
    return (
        None if path in files else f"no page or file is called '{target}'{did_you_mean(path, sorted(files))}"
    )
