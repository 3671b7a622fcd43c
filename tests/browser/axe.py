"""The accessibility check: axe-core, run in the page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.browser.site import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Every rule counts, those of good practice among them. What axe only suspects ("incomplete") does not.
_RUN = """async () => {
  const {violations} = await axe.run(document, {resultTypes: ["violations"]});
  return violations.flatMap(({id, impact, help, nodes}) => nodes.map(({target, failureSummary}) =>
    `${id} (${impact}): ${help} | at ${target.join(" ")} | ${failureSummary.replaceAll(/\\s+/g, " ")}`));
}"""


def find_violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it stands: texts of rule, element and advice."""
    page.evaluate(_axe_core())
    violations: list[str] = page.evaluate(_RUN)
    return violations


@cache
def _axe_core() -> str:
    return (PROJECT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
