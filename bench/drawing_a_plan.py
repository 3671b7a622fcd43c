"""From a date to a drawn plan, on a processor slowed down to a phone's."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from bench.phone import SLOWER, browse_the_site, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
    with browse_the_site() as (browser, site):
        address = f"{site}timelines/after-interview/"
        at_once = _measure(browser, address, is_prepared=False)
        times = _measure(browser, address, is_prepared=True)
    later = sorted(round_["laidOut"] for round_ in times["later"])
    print(f"From input to laid-out plan, processor slowed {SLOWER} times:")
    print(f"  the first plan                                    {times['first']['laidOut']:6.1f} ms")
    print(f"  the first, with no moment between focus and date  {at_once['first']['laidOut']:6.1f} ms")
    print(f"  later plans, median of {ROUNDS}                         {median(later):6.1f} ms")
    print(f"  the slowest of them                               {later[-1]:6.1f} ms")


def _measure(browser: Browser, address: str, *, is_prepared: bool) -> dict[str, Any]:
    page = open_page(browser, address)
    page.evaluate("customElements.whenDefined('follow-up-timeline').then(() => {})")
    times: dict[str, Any] = page.evaluate(_MEASURE, [ROUNDS, is_prepared])
    page.close()
    return times
