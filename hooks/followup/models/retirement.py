"""What content owes to those who know it under an old name: the rules of ``formerly`` and ``retired``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from followup.models.base import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class _Part(Protocol):
    @property
    def formerly(self) -> tuple[str, ...]: ...


class _Anchored(Protocol):
    @property
    def retired_anchors(self) -> tuple[str, ...]: ...
    @property
    def anchors(self) -> tuple[str, ...]: ...
    @property
    def former_anchors(self) -> tuple[str, ...]: ...


class _Retirable(_Anchored, Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def retired(self) -> bool: ...
    @property
    def instead(self) -> str | None: ...


def check_former_parts(key: str, parts: Sequence[_Part], names: Sequence[str]) -> Iterator[Fault]:
    """Yield where a part claims a name that another has, or claims too.

    Args:
        key: what the parts are called in the file, as in ``steps``.
        parts: the parts, in order.
        names: what each part is called now: a step's id, a variant's channel and tone.
    """
    claimed: set[str] = set()
    for index, part in enumerate(parts):
        for place, name in enumerate(part.formerly):
            where = (key, index, "formerly", place)
            if name in names:
                yield Fault(
                    where, f"'{name}' is in use: {key}[{names.index(name)}] is called that; remove it"
                )
            elif name in claimed:
                yield Fault(where, f"'{name}' is listed under 'formerly' already; keep it in one place")
            claimed.add(name)


def check_retired(content: _Retirable) -> Iterator[Fault]:
    """Yield what is wrong with what a timeline or message says of its end, and of its parts'."""
    if content.instead is not None and not content.retired:
        yield Fault(("instead",), "only what is retired has something instead; write 'retired: true' too")
    if content.instead == content.slug:
        yield Fault(("instead",), "this is the file itself; name another, or remove 'instead'")
    yield from check_retired_anchors(content)


def check_retired_anchors(content: _Anchored) -> Iterator[Fault]:
    """Yield which anchors are given up and yet there."""
    counts = Counter((*content.anchors, *content.former_anchors))
    for place, name in enumerate(content.retired_anchors):
        if counts[name] > 1:
            yield Fault(("retired_anchors", place), f"'{name}' is on the page already; remove it here")
