"""What a browser keeps for a reader: the document in its storage, as a test writes and reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

DOCUMENT_KEY = "after-the-interview"

Plan: TypeAlias = dict[str, Any]


def make_plan(identity: str, **changes: object) -> Plan:
    """Return a plan just begun, its keys in their order.

    Args:
        identity: Its id.
        changes: What is different about it, by key; others come after those that every plan has.
    """
    plan: Plan = {
        "id": identity,
        "timeline": "after-interview",
        "name": "",
        "values": {"start": "2026-11-19"},
        "done": {},
        "skipped": [],
        "reasons": {},
        "earlier": [],
        "answers": [],
        "ended": None,
        "asked": True,
        "calendar": None,
    }
    return plan | changes


def format_document(*plans: Plan, checklists: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return a document as the browser writes it, if plans and ticks come in the order of their ids."""
    document = {"version": 2, "plans": {plan["id"]: plan for plan in plans}, "checklists": checklists or {}}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def format_backup(*plans: Plan, checklists: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return a document as a file of everything."""
    document = json.loads(format_document(*plans, checklists=checklists))
    return json.dumps({"format": DOCUMENT_KEY, **document}, ensure_ascii=False, indent=2) + "\n"


def keep(page: Page, document: str) -> None:
    """Put a document into the browser, past the page that is open: it reads it when it is loaded again."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DOCUMENT_KEY, document])


def change_kept_plan(page: Page, identity: str, **changes: object) -> None:
    """Change a plan that the browser keeps, behind the back of the page: it is told nothing of it."""
    document = json.loads(kept_document(page) or "")
    document["plans"][identity] |= changes
    keep(page, json.dumps(document, ensure_ascii=False, separators=(",", ":")))


def come_back_to(page: Page) -> None:
    """Have the page come back as it was left, from the browser's memory of the pages before this one."""
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def kept_document(page: Page) -> str | None:
    """Return the document that the browser keeps, as it stands there."""
    text: str | None = page.evaluate("key => localStorage.getItem(key)", DOCUMENT_KEY)
    return text
