"""The accessibility check: axe-core, run in the page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.browser.site import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Every rule counts, those of good practice among them, and two of WCAG's that axe leaves out until it is
# asked: the size of targets (2.5.8), and names that hold the words on view (2.5.3). What axe only suspects
# ("incomplete") does not count. In the dark, a page is the same but for its colors.
_RUN = """async () => {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const {violations} = await axe.run(document, {
    resultTypes: ["violations"],
    ...(isDark
      ? {runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block", "target-size"]}}
      : {rules: {"label-content-name-mismatch": {enabled: true}, "target-size": {enabled: true}}}),
  });
  return violations.flatMap(({id, impact, help, nodes}) => nodes.map(({target, failureSummary}) =>
    `${id} (${impact}): ${help} | at ${target.join(" ")} | ${failureSummary.replaceAll(/\\s+/g, " ")}`));
}"""


def find_violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it stands.

    In the dark it looks at colors and the size of targets alone: the rest is checked in the light.

    Returns:
        Texts of rule, element and advice.
    """
    page.evaluate(_axe_core())
    violations: list[str] = page.evaluate(_RUN)
    return violations


@cache
def _axe_core() -> str:
    return (PROJECT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
