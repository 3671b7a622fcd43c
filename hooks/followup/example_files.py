"""Reads the examples of every component, ``overrides/components/<component>/examples.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.block_checks import check_blocks
from followup.catalog import read_text
from followup.markdown_source import parse_markdown
from followup.models.example import Examples
from followup.problems import ContentError, Problem
from followup.validation import parse_model
from followup.yaml_source import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from followup.catalog import Catalog

FOLDER = "overrides/components"


def load_examples(root: Path, catalog: Catalog) -> dict[str, Examples]:
    """Return the examples of each component that the site has content for, by its name.

    Args:
        root: the project's root.
        catalog: what the blocks of examples may name.

    Raises:
        ContentError: with every problem of every file.
    """
    found: dict[str, Examples] = {}
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*/examples.yml")):
        name = f"{FOLDER}/{path.parent.name}/{path.name}"
        try:
            source = parse_yaml(read_text(path, name), name)
            examples = parse_model(source, Examples)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        problems += [source.problem(fault.location, fault.message) for fault in examples.check()]
        # A site need not have what an example shows: authors may have other timelines.
        shown = tuple(
            example
            for example in examples.examples
            if not any(check_blocks(parse_markdown(example.markdown or "", name), catalog))
        )
        found[path.parent.name] = examples.model_copy(update={"examples": shown})
    if problems:
        raise ContentError(problems)
    return found
