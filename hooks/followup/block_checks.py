"""What is wrong with the ``/// timeline | slug`` of a Markdown page, before anything is rendered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from followup.catalog import REASONS
from followup.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from followup.catalog import Catalog
    from followup.markdown_source import Block, MarkdownSource

    _KnownBlocks: TypeAlias = Mapping[str, Collection[str] | None]
    """Which slugs a block may name, by the block's own name; None where it takes none."""

_MISSPELLED = re.compile(
    r"[ \t>]*(?P<sign>//|/ / /|:{2,}|\\{2,})[ \t]*(?P<name>[a-z-]+)[ \t]*\|?[ \t]*(?P<argument>[\w-]*)[ \t]*$"
)

EMBEDDED = ("timelines", "messages")
"""What can be framed in another site."""

NO_REASONS = "the site has none; write data/reasons.yml, or remove this block"


def check_blocks(source: MarkdownSource, catalog: Catalog, *, is_draft: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with the blocks of a Markdown file.

    Args:
        source: the file.
        catalog: what its blocks may name.
        is_draft: whether it is left out of the site, and may name what is left out too.
    """
    hidden = [address.partition("/") for address in sorted(catalog.left_out | catalog.broken)]
    known: _KnownBlocks = {
        "timeline": [*catalog.timelines, *(slug for folder, _, slug in hidden if folder == "timelines")],
        "message": [*catalog.messages, *(slug for folder, _, slug in hidden if folder == "messages")],
        "messages": None,
        "reasons": None,
        "follow-ups": None,
        "backup": None,
        "erase": None,
        "coach": None,
        "client-link": None,
        "permalinks": None,
        "handout": None,
        "embeds": EMBEDDED,
    }
    yield from (Problem(source.path, line, column, words) for line, column, words in source.block_slips())
    misspelled = list(_check_misspelled(source, known))
    yield from misspelled
    ends = {problem.line + 1 for problem in misspelled}
    first: dict[tuple[str, str], int] = {}
    for block in source.blocks():
        if block.line in ends and not block.name:
            continue  # it ends what has been told
        problem = _check_block(source.path, block, known)
        if problem is not None:
            yield problem
            continue
        if f"{block.name}s/{block.argument}" in catalog.left_out and not is_draft:
            words = f"{block.name}: '{block.argument}' is a draft; publish it, or make this page a draft too"
            yield Problem(source.path, block.line, block.argument_column, words)
        if block.name == "reasons" and catalog.reasons is None and REASONS not in catalog.broken:
            yield Problem(source.path, block.line, block.column, f"reasons: {NO_REASONS}")
        key = (block.name, block.argument)
        if key in first:
            what = f"'{block.argument}'" if block.argument else "the block"
            message = f"{what} stands on this page already (line {first[key]}); keep one"
            yield Problem(source.path, block.line, block.argument_column, f"{block.name}: {message}")
        first.setdefault(key, block.line)


def _check_misspelled(source: MarkdownSource, known: _KnownBlocks) -> Iterator[Problem]:
    """Yield the lines that begin a block with another sign than ``///``, and would be read as text."""
    for number, line in source.lines_outside_comments():
        found = _MISSPELLED.match(line)
        if found is None or found["name"] not in known:
            continue
        meant = f"/// {found['name']}"
        if known[found["name"]] is not None:
            meant += f" | {found['argument'] or '…'}"
        words = f"a block begins with '///'; write '{meant}', and '///' on the line below it"
        yield Problem(source.path, number, found.start("sign") + 1, words)


def _check_block(path: str, block: Block, known: _KnownBlocks) -> Problem | None:
    problem = _check_header(path, block, known)
    if problem is not None:
        return problem
    if not block.closed:
        end = "> " * block.quotes + "///"
        words = f"{block.name}: the block is not closed; write '{end}' on a line of its own under it"
        return Problem(path, block.line, block.column, words)
    for line, text in block.body:
        # The signs of a quote are not what stands in it.
        inner = text.lstrip(" \t>" if block.quotes else None)
        if inner:
            words = f"{block.name}: takes no options and no text; remove '{inner.rstrip()[:40]}'"
            return Problem(path, line, len(text) - len(inner) + 1, words)
    return None


def _check_header(path: str, block: Block, known: _KnownBlocks) -> Problem | None:
    def problem(message: str, column: int = block.column) -> Problem:
        return Problem(path, block.line, column, message)

    if block.name not in known:
        return problem(_describe_unknown(block.name, known))
    slugs = known[block.name]
    if slugs is None:
        words = f"{block.name}: takes no name; write '/// {block.name}' alone"
        return problem(words, column=block.argument_column) if block.argument else None
    if not block.argument:
        return problem(f"{block.name}: which one? Write '/// {block.name} | ' and one of: {', '.join(slugs)}")
    if block.argument not in slugs:
        words = f"{block.name}: no {block.name} is called '{block.argument}'"
        allowed = f"allowed: {', '.join(slugs) or 'none'}{did_you_mean(block.argument, slugs)}"
        return problem(f"{words}; {allowed}", column=block.argument_column)
    return None


def _describe_unknown(name: str, known: _KnownBlocks) -> str:
    if not name:
        return f"this '///' closes no block; remove it, or begin one with a name: {', '.join(known)}"
    first, *rest = name.split()
    if known.get(first) is not None and rest:
        return f"{first}: a '|' is missing; write '/// {first} | {'-'.join(rest)}'"
    return f"no block is called '{name}'; allowed: {', '.join(known)}{did_you_mean(first, known)}"
