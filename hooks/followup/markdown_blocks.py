"""The Markdown an author writes for a component: ``/// timeline | slug`` and its like.

Blocks of pymdown-extensions. They let an unknown option or a misspelled name pass in silence, so
``block_checks`` reads the source first and says where it is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar
from xml.etree.ElementTree import SubElement

from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from followup.block_checks import EMBEDDED, NO_REASONS
from followup.directory import Directory, build_directory
from followup.embeds import UNKNOWN_ADDRESS, build_embed_snippets, is_of_this_machine
from followup.models.source import NO_SOURCE
from followup.problems import ContentError, Problem, did_you_mean
from followup.rendered_blocks import find_sign
from followup.rendering import ComponentRenderer, Linker

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from followup.catalog import Catalog
    from followup.markdown_source import MarkdownSource
    from followup.models.source import Source

_MadeT = TypeVar("_MadeT")


@dataclass(slots=True)
class PageContext:
    """The page being rendered, as the blocks see it.

    Attributes:
        address: its address in the site, without a leading slash.
        source: its text, where an author has written it.
        seen: how many blocks of each name it has had.
        anchors: the ids its blocks have put on the page.
        cited: the sources that it has cited so far, by name, in the order of their first mention.
        made: what has been rendered for it, in order: how, and the outcome.
    """

    address: str = ""
    source: MarkdownSource | None = None
    seen: dict[str, int] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    cited: dict[str, Source] = field(default_factory=dict)
    made: list[tuple[Callable[[ComponentBlocks], object], object]] = field(default_factory=list)


class ComponentBlocks(BlocksExtension):
    """The Markdown extension that renders the blocks of a catalog."""

    def __init__(
        self, catalog: Catalog, renderer: ComponentRenderer, directory: Directory | None = None
    ) -> None:
        """Render content of ``catalog`` with ``renderer``; ``directory`` has the written pages as well."""
        super().__init__()
        self.catalog = catalog
        self.directory = directory or build_directory(catalog, {})
        self.renderer = renderer
        self.page = PageContext()
        self.home: str | None = None
        """The site's own address, absolute and with a slash at its end, where it is known."""

    def start_page(self, address: str, source: MarkdownSource | None = None) -> None:
        """Forget the last page, and make links from the page at ``address`` from now on.

        Args:
            address: the page's, without a leading slash.
            source: its text, where an author has written it: faults are told at their places.
        """
        self.page = PageContext(address, source)

    def fault(self, name: str, argument: str, words: str) -> ContentError:
        """Return what is wrong with a block of this page that ``block_checks`` has taken for something else.

        Args:
            name: the block's.
            argument: what it names, or an empty string.
            words: what is wrong, and what to do.
        """
        source = self.page.source
        sign = f"{name} | {argument}" if argument else name
        line, column = (find_sign(source, sign) if source else None) or (1, 1)
        path = source.path if source else f"/{self.page.address}"
        return ContentError([Problem(path, line, column, f"{name}: {words}")])

    def without_blocks(self, html: str) -> str:
        """Return the HTML of the page being rendered without what its blocks have become."""
        for _, made in self.page.made:
            for part in made if isinstance(made, tuple) else (made,):
                html = html.replace(part, "\n") if isinstance(part, str) and part else html
        return html

    def make(self, render: Callable[[ComponentBlocks], _MadeT]) -> _MadeT:
        """Render something for the page, and note how: ``render`` may know nothing of this extension."""
        made = render(self)
        self.page.made.append((render, made))
        return made

    def is_unchanged(self, earlier: PageContext) -> bool:
        """Render anew all that a page was made of; return whether that gives what it gave.

        Where it does, the page is as if it had been rendered; where not, it is as it was started.

        Args:
            earlier: the page, at the same address, as an earlier build left it.
        """
        source = self.page.source
        self.start_page(earlier.address, source)
        if all(self.make(render) == made for render, made in earlier.made):
            self.page.seen = dict(earlier.seen)
            return True
        self.start_page(earlier.address, source)
        return False

    def render_check_list_frame(self) -> tuple[str, str] | None:
        """Return what stands around the items of the page being rendered, None where it is no checklist."""
        folder, _, slug = self.page.address.rstrip("/").rpartition("/")
        checklist = self.catalog.checklists.get(slug) if folder == "checklists" else None
        if checklist is None:
            return None
        return self.renderer.render_check_list(checklist, Linker(self.page.address))

    def render_citation(self, name: str) -> str | None:
        """Return the HTML of a citation on the page being rendered; None where no source has that name.

        Args:
            name: as an author has written it: a source's, or what says that a figure comes from no survey.
        """
        if name == NO_SOURCE:
            return ""
        source = (self.catalog.sources or {}).get(name)
        if source is None:
            return None
        is_first = name not in self.page.cited
        self.page.cited[name] = source
        return self.renderer.render_citation(source, is_first=is_first)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802 - pymdown's name
        """Register the blocks."""
        md.block_level_elements.extend(
            (
                "follow-up-timeline",
                "message-template",
                "message-gallery",
                "reason-explorer",
                "follow-up-board",
                "plan-backup",
                "erase-all",
                "client-link",
                "permalink-list",
                "plan-handout",
            )
        )
        for block in (
            TimelineBlock,
            MessageBlock,
            GalleryBlock,
            ReasonsBlock,
            BoardBlock,
            BackupBlock,
            EraseBlock,
            CoachBlock,
            ClientLinkBlock,
            PermalinksBlock,
            HandoutBlock,
            EmbedsBlock,
        ):
            block_mgr.register(block, {"extension": self})


class _ComponentBlock(Block):
    """A block that becomes a component's HTML."""

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "p")

    def on_markdown(self) -> str:
        return "raw"

    def on_end(self, block: Element) -> None:
        extension: ComponentBlocks = self.config["extension"]
        slug = (self.argument or "").strip()
        repeats = extension.page.seen.get(self.NAME, 0)
        extension.page.seen[self.NAME] = repeats + 1
        id_prefix = f"{slug or self.NAME}-" if repeats else ""
        html = extension.make(partial(type(self).render, slug=slug, id_prefix=id_prefix))
        block.text = self.md.htmlStash.store(html)

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:
        raise NotImplementedError


def _describe_misnamed(extension: ComponentBlocks, kind: str, slug: str) -> str:
    return extension.catalog.describe_misnamed(kind, slug) or f"the {kind} '{slug}' cannot be shown"


class TimelineBlock(_ComponentBlock):
    """``/// timeline | slug``."""

    NAME: ClassVar[str] = "timeline"
    ARGUMENT: ClassVar[bool] = True

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:
        """Return the timeline's HTML."""
        timeline = extension.catalog.timelines.get(slug)
        if timeline is None:
            raise extension.fault("timeline", slug, _describe_misnamed(extension, "timeline", slug))
        anchors = (*timeline.anchors, *timeline.former_anchors)
        extension.page.anchors.update(f"{id_prefix}{anchor}" for anchor in anchors)
        return extension.renderer.render_timeline(
            timeline, Linker(extension.page.address), id_prefix=id_prefix
        )


class MessageBlock(_ComponentBlock):
    """``/// message | slug``."""

    NAME: ClassVar[str] = "message"
    ARGUMENT: ClassVar[bool] = True

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:
        """Return the message's HTML."""
        message = extension.catalog.messages.get(slug)
        if message is None:
            raise extension.fault("message", slug, _describe_misnamed(extension, "message", slug))
        anchors = (*message.anchors, *message.former_anchors)
        extension.page.anchors.update(f"{id_prefix}{anchor}" for anchor in anchors)
        return extension.renderer.render_message(message, Linker(extension.page.address), id_prefix=id_prefix)


class GalleryBlock(_ComponentBlock):
    """``/// messages``: the list of all messages."""

    NAME: ClassVar[str] = "messages"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none
        """Return the list's HTML."""
        return extension.renderer.render_gallery(Linker(extension.page.address), id_prefix=id_prefix)


class ReasonsBlock(_ComponentBlock):
    """``/// reasons``: the list of why they did not call."""

    NAME: ClassVar[str] = "reasons"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none
        """Return the list's HTML."""
        reasons = extension.catalog.reasons
        if reasons is None:
            raise extension.fault("reasons", "", NO_REASONS)
        anchors = (*reasons.anchors, *reasons.former_anchors)
        extension.page.anchors.update(f"{id_prefix}{anchor}" for anchor in anchors)
        return extension.renderer.render_reasons(Linker(extension.page.address), id_prefix=id_prefix)


class BoardBlock(_ComponentBlock):
    """``/// follow-ups``: the board of the plans that a reader keeps."""

    NAME: ClassVar[str] = "follow-ups"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none
        """Return the board's HTML."""
        return extension.renderer.render_board(Linker(extension.page.address), id_prefix=id_prefix)


class BackupBlock(_ComponentBlock):
    """``/// backup``: everything kept in this browser as a file, and back."""

    NAME: ClassVar[str] = "backup"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none
        """Return its HTML."""
        return extension.renderer.render_backup(id_prefix=id_prefix)


class EraseBlock(_ComponentBlock):
    """``/// erase``: the button that erases all that is kept in this browser."""

    NAME: ClassVar[str] = "erase"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none
        """Return its HTML."""
        return extension.renderer.render_erase(Linker(extension.page.address), id_prefix=id_prefix)


class CoachBlock(_ComponentBlock):
    """``/// coach``: who publishes the site; nothing where nobody is named."""

    NAME: ClassVar[str] = "coach"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none, stands once
        """Return the coach's HTML."""
        if extension.catalog.coach.is_named:
            extension.page.anchors.add("coach")
        return extension.renderer.render_coach("profile", Linker(extension.page.address))


class ClientLinkBlock(_ComponentBlock):
    """``/// client-link``: makes prefilled links for clients."""

    NAME: ClassVar[str] = "client-link"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none, stands once
        """Return its HTML."""
        return extension.renderer.render_client_link(extension.directory, Linker(extension.page.address))


class PermalinksBlock(_ComponentBlock):
    """``/// permalinks``: the list of all addresses that stay."""

    NAME: ClassVar[str] = "permalinks"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none, stands once
        """Return the list's HTML."""
        return extension.renderer.render_permalinks(extension.directory, Linker(extension.page.address))


class HandoutBlock(_ComponentBlock):
    """``/// handout``: a plan on one sheet of paper, for a client."""

    NAME: ClassVar[str] = "handout"

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - takes none, stands once
        """Return its HTML."""
        return extension.renderer.render_handout(extension.directory, Linker(extension.page.address))


class EmbedsBlock(_ComponentBlock):
    """``/// embeds | timelines``: what to paste into another site, for each timeline or message."""

    NAME: ClassVar[str] = "embeds"
    ARGUMENT: ClassVar[bool] = True

    @staticmethod
    def render(extension: ComponentBlocks, slug: str, *, id_prefix: str) -> str:  # noqa: ARG004 - puts no ids
        """Return the HTML of the snippets."""
        if slug not in EMBEDDED:
            allowed = f"{', '.join(EMBEDDED)}{did_you_mean(slug, EMBEDDED)}"
            raise extension.fault(
                "embeds", slug, f"'{slug}' cannot be put into other sites; allowed: {allowed}"
            )
        home = extension.home
        return extension.renderer.render_embed_snippets(
            build_embed_snippets(extension.catalog, slug, home),
            Linker(extension.page.address),
            home=home or UNKNOWN_ADDRESS,
            is_known=home is not None,
            is_preview=home is not None and is_of_this_machine(home),
        )
