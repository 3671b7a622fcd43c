"""From a date to a drawn plan, on a processor slowed down to a phone's."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.browser.chromium import find_chromium, this_machine
from tests.browser.site import build_sites, serve_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLOWER = 4
"""How many times slower than this machine the page runs: what Lighthouse takes for a phone."""

ROUNDS = 30

# From the input event to the painted plan. The first plan also fetches the engine and the holidays.
_MEASURE = """async ([rounds, isPrepared]) => {
  const timeline = document.querySelector("follow-up-timeline");
  const start = timeline.querySelector("[name='start']");
  const draw = async date => {
    const drawn = new Promise(resolve =>
      timeline.addEventListener("follow-up-timeline:change", resolve, { once: true }));
    const before = performance.now();
    start.value = date;
    start.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await drawn;
    const computed = performance.now() - before;
    document.body.offsetHeight;
    const laidOut = performance.now() - before;
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    return { computed, laidOut };
  };
  if (isPrepared) {
    start.focus();
    await new Promise(resolve => setTimeout(resolve, 2000));
  }
  const first = await draw("2026-11-20");
  const later = [];
  for (let round = 0; round < rounds; round += 1) {
    later.push(await draw(`2026-11-${String(1 + round % 19).padStart(2, "0")}`));
  }
  return { first, later };
}"""


def measure_drawing() -> None:
    """Print how long the first plan and later ones take, with the layout they cause."""
    path = find_chromium(this_machine())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = build_sites(Path(folder))
        with serve_site("root", built / "root") as site:
            hosts = f"MAP {site.host}:80 127.0.0.1:{site.port}, MAP * ~NOTFOUND"
            browser = playwright.chromium.launch(
                executable_path=path, args=[f"--host-resolver-rules={hosts}"]
            )
            address = f"{site.address}timelines/after-interview/"
            at_once = _measure(browser, address, is_prepared=False)
            times = _measure(browser, address, is_prepared=True)
            browser.close()
    later = sorted(round_["laidOut"] for round_ in times["later"])
    print(f"From input to laid-out plan, processor slowed {SLOWER} times:")
    print(f"  the first plan                                    {times['first']['laidOut']:6.1f} ms")
    print(f"  the first, with no moment between focus and date  {at_once['first']['laidOut']:6.1f} ms")
    print(f"  later plans, median of {ROUNDS}                         {median(later):6.1f} ms")
    print(f"  the slowest of them                               {later[-1]:6.1f} ms")


def _measure(browser: Browser, address: str, *, is_prepared: bool) -> dict[str, Any]:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.clock.set_fixed_time("2026-11-23T12:00:00")
    page.goto(address)
    page.wait_for_function("customElements.get('follow-up-timeline') !== undefined")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times: dict[str, Any] = page.evaluate(_MEASURE, [ROUNDS, is_prepared])
    page.close()
    return times
