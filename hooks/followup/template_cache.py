"""Templates compiled once: the theme's take a quarter of each rebuild, and hardly ever change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class TemplateCache(BytecodeCache):
    """Keeps compiled templates as long as the process runs; one whose text has changed is compiled anew."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` with what has been compiled from the same text, if there is any."""
        compiled = self._compiled.get(bucket.key)
        if compiled is not None:
            # This holds the text's checksum against the bucket's, and leaves it empty where they differ.
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what ``bucket`` holds."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()
